"""Members of values: `email.subject` goes through a table per type, never through `getattr`.

A class that a BASIC program may look into has a class attribute `members: ClassVar[Members]`. Keys are lower case;
aliases are further keys that point to the same `Member`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Member:
    """One member: its name as shown, what it is, a line of help, and how to read it."""

    name: str
    type: str
    help: str
    get: Callable[[Any], object]


Members = Mapping[str, Member]


def member_table(*members: Member, aliases: Mapping[str, str] | None = None) -> Members:
    """A table of `members` by lower-case name, with `aliases` (other name to member name)."""
    table = {member.name.lower(): member for member in members}
    for alias, name in (aliases or {}).items():
        table[alias.lower()] = table[name.lower()]
    return table
