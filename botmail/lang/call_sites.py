"""A call of a verb in a program, and how the values at it become the arguments of the verb's body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from botmail.domain.action import Place
from botmail.domain.span import Span
from botmail.lang.definition import Verb, python_name
from botmail.lang.types import ParameterType, TypeMismatch


@dataclass(frozen=True, slots=True)
class Slot:
    """One value that a call gives to its verb: the body's argument, its type, and where it stands."""

    argument: str
    label: str
    type: ParameterType
    span: Span
    is_repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One call of a verb in a program: which, where, the how-manieth of its kind, and what its values are for."""

    verb: Verb
    span: Span
    ordinal: int
    program_id: str
    slots: tuple[Slot, ...]
    flags: tuple[str, ...] = ()
    is_statement: bool = False

    @property
    def place(self) -> Place:
        """Where effects come from, stable while lines move."""
        return Place(self.program_id, f"{self.verb.phrase}#{self.ordinal}", self.span.line)


def arguments_of(site: Site, values: Sequence[object]) -> dict[str, Any]:
    """The values of a call by the names of the body's arguments, each as its type wants it.

    Raises:
        TypeMismatch: one is no such value; with the verb, what it is for, and its place.
    """
    arguments: dict[str, Any] = dict.fromkeys(site.flags, True)
    for slot, value in zip(site.slots, values, strict=True):
        converted = _converted(site, slot, value)
        if slot.is_repeated:
            arguments[slot.argument] = (*arguments.get(slot.argument, ()), converted)
        else:
            arguments[slot.argument] = converted
    for parameter in site.verb.parameters[-1:]:
        if parameter.is_repeated:
            arguments.setdefault(python_name(parameter.name), ())
    return arguments


def _converted(site: Site, slot: Slot, value: object) -> object:
    try:
        return slot.type.convert(value)
    except TypeMismatch as mismatch:
        named = TypeMismatch(f"{site.verb.phrase}, {slot.label}: {mismatch.message}", hint=mismatch.hint)
        named.span = slot.span
        raise named from None
