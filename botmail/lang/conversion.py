"""Values into one another, by the rules of the language: text, numbers, booleans, dates, lists."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from botmail.domain.errors import ProgramError
from botmail.domain.span import Span
from botmail.domain.table import Table
from botmail.lang.limits import in_full, refuse_large_number
from botmail.lang.values import Map, named

# Digits, one point, a sign: what compares and calculates as a number. No exponents, no `inf`, no `_`.
_NUMERIC = re.compile(r"\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\s*", re.ASCII)
_LONGEST_NUMBER = 4000
"""Digits of a number in a text; Python refuses to convert longer ones, against programs that only burn time."""
_EASILY_WRITTEN = 10_000
"""Bits of a whole number that Python writes without being asked."""


class TypeMismatch(ProgramError):
    """A value is of the wrong type; the runtime adds the verb, the parameter and the column."""

    code = "BM301"
    span: Span | None = None
    """Where the argument stands, when the runtime knows."""


def number_in(text: str) -> int | float | None:
    """The number that `text` spells (digits, one point, a sign), or None."""
    if len(text) > _LONGEST_NUMBER or not _NUMERIC.fullmatch(text):
        return None
    return float(text) if "." in text else int(text)


def to_number(value: object) -> int | float:
    """`value` for arithmetic: numbers, numeric text, booleans; null is an error.

    Raises:
        TypeMismatch: it is nothing to calculate with.
    """
    if isinstance(value, (int, float)):
        return int(value) if isinstance(value, bool) else value
    if isinstance(value, str):
        number = number_in(value)
        if number is not None:
            return number
        raise TypeMismatch(
            f'a number is needed here, and "{shortened(value)}" is text',
            hint="VAL(text) reads the number in front of a text",
        )
    raise TypeMismatch(f"a number is needed here, and this is {named(value)}", hint=_hint_for_null(value))


def to_integer(value: object) -> int:
    """`value` as a whole number.

    Raises:
        TypeMismatch: it is no number, or not a whole one.
    """
    number = to_number(value)
    if isinstance(number, int):
        return number
    if not math.isfinite(number) or not number.is_integer():
        raise TypeMismatch(
            f"a whole number is needed here, and this is {text_of_number(number)}", hint="INT(x) or ROUND(x)"
        )
    return int(number)


def to_text(value: object) -> str:
    """`value` as PRINT and `&` write it: whole numbers without `.0`, null as nothing, dates in ISO form."""
    if isinstance(value, str):
        return value
    writer = _WRITERS.get(type(value))
    if writer is not None:
        return writer(value)
    return next((write(value) for kind, write in _WRITERS.items() if isinstance(value, kind)), None) or str(value)


def text_of_number(number: int | float) -> str:
    """A number with at most 15 significant digits and no `.0`.

    Raises:
        ProgramError: it has more digits than anybody reads.
    """
    if isinstance(number, int):
        refuse_large_number(number.bit_length())
        return str(number) if number.bit_length() < _EASILY_WRITTEN else in_full(number)
    if number.is_integer() and abs(number) < 1e16:
        return str(int(number))
    return f"{number:.15g}"


def text_of_date(value: dt.date | dt.timedelta) -> str:
    """ISO form without microseconds and zone: `2026-11-23 14:05`, seconds only where there are any; spans in days."""
    if isinstance(value, dt.timedelta):
        return text_of_number(value / dt.timedelta(days=1))
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    return value.strftime("%Y-%m-%d %H:%M:%S" if value.second else "%Y-%m-%d %H:%M")


def to_boolean(value: object) -> bool:
    """Truth of a value; text that says so counts (`"false"`, `"no"`, `"0"` are false).

    False are null, false, 0, "", an empty list or map, and an Outcome that is not `.ok`.
    """
    if isinstance(value, str):
        return value.strip().casefold() not in {"", "0", "false", "no", "off"}
    return bool(value)


def to_date(value: object) -> dt.datetime | dt.date:
    """`value` as a date: a date itself, or ISO text in the local zone.

    Raises:
        TypeMismatch: it is no date.
    """
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        date = date_in(value)
        if date is not None:
            return date
        raise TypeMismatch(
            f'a date is needed here, and "{shortened(value)}" is none',
            hint='write it like "2026-11-23" or "2026-11-23 14:05"',
        )
    raise TypeMismatch(
        f"a date is needed here, and this is {named(value)}", hint="TODAY(), NOW() or DATEVALUE(text) give one"
    )


def date_in(text: str) -> dt.datetime | dt.date | None:
    """The date or moment that ISO `text` spells, in the local zone where it names none; or None."""
    stripped = text.strip()
    if not re.match(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", stripped):
        return None
    padded = re.sub(r"(?<=-)([0-9])(?![0-9])", r"0\1", stripped)
    try:
        if len(padded) == 10:
            return dt.date.fromisoformat(padded)
        return moment(dt.datetime.fromisoformat(padded))
    except (ValueError, OverflowError):
        return None


def moment(value: dt.date) -> dt.datetime:
    """A date with time and zone: a bare date is its midnight, a naive time is local."""
    if not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    return value if value.tzinfo else value.astimezone()


def to_items(value: object) -> Iterable[object]:
    """What FOR EACH goes through: lists, a map's names, a table's rows, mails.

    Raises:
        TypeMismatch: there is nothing in it to go through.
    """
    if isinstance(value, Table):
        return [Map(row) for row in value]
    if isinstance(value, (list, tuple, dict, set, frozenset)):
        return list(value)
    if isinstance(value, str) or not isinstance(value, Iterable):
        hint = 'SPLIT(text, ",") makes a list of text' if isinstance(value, str) else _hint_for_null(value)
        raise TypeMismatch(
            f"a list is needed here, and this is {named(value)}", hint=hint or "write a list like [1, 2]"
        )
    return value


def to_list(value: object) -> list[object]:
    """`value` as a list; the list itself where it is one.

    Raises:
        TypeMismatch: it is no list.
    """
    return value if isinstance(value, list) else list(to_items(value))


def shortened(text: str, *, length: int = 40) -> str:
    """The beginning of `text` on one line, for messages."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _quoted(value: object) -> str:
    return (
        '"' + value.replace('"', '""') + '"' if isinstance(value, str) else "null" if value is None else to_text(value)
    )


def _hint_for_null(value: object) -> str:
    return "it is null: nothing was found, or nothing was put in; ?? gives a default" if value is None else ""


def _text_of_list(value: Iterable[object]) -> str:
    try:
        return "[" + ", ".join(_quoted(item) for item in value) + "]"
    except RecursionError:
        raise ProgramError(_TOO_DEEP) from None


def _text_of_map(value: Mapping[str, object]) -> str:
    try:
        return "{" + ", ".join(f"{key}: {_quoted(item)}" for key, item in value.items()) + "}"
    except RecursionError:
        raise ProgramError(_TOO_DEEP) from None


_TOO_DEEP = "this value cannot be written as text: it contains itself, or is nested too deeply"


_WRITERS: dict[type, Callable[[Any], str]] = {
    type(None): lambda _: "",
    bool: lambda value: "true" if value else "false",
    int: text_of_number,
    float: text_of_number,
    dt.datetime: text_of_date,
    dt.date: text_of_date,
    dt.timedelta: text_of_date,
    list: _text_of_list,
    tuple: _text_of_list,
    dict: _text_of_map,
}
