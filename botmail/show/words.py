"""Values in words: what one cell of a table, or one line of output, says. Nothing here depends on the present time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from botmail.domain.address import Address
from botmail.domain.plain import plain, plain_line
from botmail.show.columns import Kind

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_KILO = 1024
LONGEST_CELL = 2000
"""A subject may be a megabyte long, and a page with some of those would stop a browser."""


def cell_words(value: object, kind: Kind = Kind.TEXT) -> str:
    """One line for one cell: `value` without control or bidirectional characters, in the manner of its column."""
    words = "" if value is None else _MANNERS.get(kind, _line)(value)
    return words if len(words) <= LONGEST_CELL else words[:LONGEST_CELL] + "…"


def scalar_words(value: object) -> str:
    """A value as programs print it: true, whole numbers without `.0`, dates in ISO 8601, null as nothing."""
    return plain(_scalar(value))


def people_words(value: object) -> str:
    """Whom: display names where there are some, else addresses."""
    if isinstance(value, Address):
        return plain_line(value.name or value.address)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(people_words(person) for person in value)
    return plain_line(str(value))


def day_words(moment: dt.date) -> str:
    """The day by the writer's own clock, which reads the same wherever the notebook is opened."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def size_words(count: int) -> str:
    """`820 B`, `2.1 KB`, `14 MB`."""
    size, unit = float(count), "B"
    for larger in ("KB", "MB", "GB"):
        if size < _KILO:
            break
        size, unit = size / _KILO, larger
    return f"{size:.1f} {unit}" if unit != "B" and size < 10 else f"{size:.0f} {unit}"


def count_words(number: int, noun: str) -> str:
    """`1 mail`, `1,200 mails`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _line(value: object) -> str:
    return plain_line(_scalar(value))


def _scalar(value: object) -> str:
    if isinstance(value, str):
        return value
    write = next((write for kind, write in _WRITERS if isinstance(value, kind)), str)
    return write(value)


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e16 else f"{value:.15g}"


def _moment(value: dt.datetime) -> str:
    return value.strftime("%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")


_MANNERS: dict[Kind, Callable[[Any], str]] = {
    Kind.BYTES: size_words,
    Kind.MOMENT: day_words,
    Kind.FLAG: lambda value: "yes" if value else "",
    Kind.UNREAD: lambda is_read: "" if is_read else "●",
    Kind.PERSON: people_words,
    Kind.PEOPLE: people_words,
    Kind.STATE: lambda state: f"{'✓' if state == 'ok' else '✗'} {_line(state)}",
    Kind.TREE: str,
}
# In this order: a boolean is also an integer.
_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (type(None), lambda _: ""),
    (bool, lambda value: "true" if value else "false"),
    (float, _number),
    (dt.datetime, _moment),
    (dict, lambda entries: ", ".join(f"{name}: {_scalar(value)}" for name, value in entries.items())),
    ((list, tuple, set, frozenset), lambda items: ", ".join(map(_scalar, items))),
)
