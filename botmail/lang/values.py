"""BASIC's own values beside Python's: maps whose names know no case, and errors as a program sees them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from botmail.domain.address import Address
from botmail.domain.html import Html
from botmail.domain.members import Member, Members, member_table
from botmail.domain.outcome import Outcome
from botmail.domain.table import Table


class _Folding(type):
    """Makes maps by `Map(entries)` one entry after the other, so that names which differ in case alone are one."""

    def __call__(cls, entries: Mapping[str, Any] | Iterable[tuple[str, Any]] = ()) -> Any:
        """A new map."""
        made = type.__call__(cls)
        for key, value in entries.items() if isinstance(entries, Mapping) else entries:
            made[key] = value
        return made


class Map(dict[str, Any], metaclass=_Folding):
    """A map in the order of its making; `m["Name"]`, `m["NAME"]` and `m.name` are one entry, spelled as first set.

    What is not there is null, as in the language: `m["x"]` gives None. There is no `__init__`, so that `folded_map`
    makes one of a literal at the speed of a plain dict's copy.
    """

    # Folded name to spelling, for the entries alone whose spelling is not the folded one; unset while there are none.
    __slots__ = ("_spellings",)

    _spellings: dict[str, str]

    def spelling(self, key: str) -> str | None:
        """How `key` is spelled here, or None where there is no such entry."""
        if dict.__contains__(self, key):
            return key
        folded = key.casefold()
        if dict.__contains__(self, folded):
            return folded
        spellings: dict[str, str] | None = getattr(self, "_spellings", None)
        return spellings.get(folded) if spellings else None

    def __setitem__(self, key: str, value: Any) -> None:
        known = self.spelling(key)
        if known is None and (folded := key.casefold()) != key:
            if getattr(self, "_spellings", None) is None:
                self._spellings = {}
            self._spellings[folded] = key
        super().__setitem__(known or key, value)

    def __missing__(self, key: str) -> Any:
        spelling = self.spelling(key)
        return None if spelling is None else dict.__getitem__(self, spelling)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.spelling(key) is not None

    def __delitem__(self, key: str) -> None:
        spelling = self.spelling(key)
        if spelling is None:
            raise KeyError(key)
        super().__delitem__(spelling)
        if spellings := getattr(self, "_spellings", None):
            spellings.pop(spelling.casefold(), None)

    def get(self, key: str, default: Any = None) -> Any:
        """The entry `key`, or `default`."""
        spelling = self.spelling(key)
        return default if spelling is None else dict.__getitem__(self, spelling)

    def pop(self, key: str, *default: Any) -> Any:
        """Take the entry `key` out."""
        if key not in self:
            if not default:
                raise KeyError(key)
            return default[0]
        value = self[key]
        del self[key]
        return value

    def setdefault(self, key: str, default: Any = None) -> Any:
        """The entry `key`, made with `default` where there is none."""
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, *others: Any, **named: Any) -> None:
        """Set every entry of another map."""
        for key, value in dict(*others, **named).items():
            self[key] = value

    def clear(self) -> None:
        """Take every entry out."""
        super().clear()
        self._spellings = {}

    def popitem(self) -> tuple[str, Any]:
        """Take the last entry out."""
        key = next(reversed(self))
        return key, self.pop(key)

    def copy(self) -> Map:
        """A map of the same entries."""
        return Map(self)

    def __or__(self, other: Mapping[str, Any]) -> Map:  # type: ignore[override]  # a Map, not a plain dict
        joined = Map(self)
        joined.update(other)
        return joined

    def __reduce__(self) -> tuple[Any, ...]:
        return (Map, (dict(self),))


folded_map: Callable[[dict[str, Any]], Map] = type.__call__.__get__(Map)
"""A map of entries whose names are all in small letters: what the constructor of `dict` does, and nothing else."""


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """What CATCH and ERR give a program: the sentence, its code, the line, and whether trying again can help."""

    message: str
    code: str
    line: int
    retryable: bool

    members: ClassVar[Members]

    def __str__(self) -> str:
        return self.message


ErrorValue.members = member_table(
    Member("message", "text", "what happened, in a sentence", lambda e: e.message),
    Member("code", "text", "the error's code, such as BM505", lambda e: e.code),
    Member("line", "number", "the line of the program", lambda e: e.line),
    Member("retryable", "boolean", "whether trying again can help", lambda e: e.retryable),
    aliases={"description": "message", "number": "code"},
)

_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "boolean"),
    ((int, float), "number"),
    (str, "text"),
    ((list, tuple), "list"),
    (dict, "map"),
    ((dt.datetime, dt.date), "date"),
    (dt.timedelta, "number"),
    (Html, "html"),
    (Address, "address"),
    (Outcome, "outcome"),
    (Table, "table"),
    (ErrorValue, "error"),
)


def kind_of(value: object) -> str:
    """The word of the language for what `value` is: number, text, boolean, null, list, map, date …"""
    if value is None:
        return "null"
    for types, word in _KINDS:
        if isinstance(value, types):
            return word
    return "function" if callable(value) else type(value).__name__.lower()


def named(value: object) -> str:
    """The same with its article, for messages: `a number`, `text`, `null`, `an outcome`."""
    word = kind_of(value)
    if word in {"text", "null", "html"}:
        return word
    return ("an " if word[0] in "aeiou" else "a ") + word
