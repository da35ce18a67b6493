"""Reckoning with dates: so many units further, and how many units between."""

from __future__ import annotations

import calendar
import datetime as dt

from botmail.domain.errors import ProgramError
from botmail.lang.conversion import moment, to_text
from botmail.lang.types import TypeMismatch

_SPANS = {
    "second": dt.timedelta(seconds=1),
    "minute": dt.timedelta(minutes=1),
    "hour": dt.timedelta(hours=1),
    "day": dt.timedelta(days=1),
    "week": dt.timedelta(weeks=1),
}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
UNITS = (*_SPANS, *_MONTHS)
_SHORT = {
    "s": "second", "n": "minute", "min": "minute", "h": "hour", "d": "day", "y": "day", "w": "week", "ww": "week",
    "m": "month", "mm": "month", "q": "quarter", "yyyy": "year", "yy": "year", "sec": "second", "hr": "hour",
}  # fmt: skip


def unit_of(word: object) -> str:
    """The unit that a word names: `days`, `DAY` and `d` are one.

    Raises:
        TypeMismatch: there is no such unit.
    """
    name = to_text(word).strip().casefold()
    name = _SHORT.get(name, name.removesuffix("s") if name not in _SPANS else name)
    if name not in UNITS:
        raise TypeMismatch(f'"{to_text(word)}" is no unit of time', hint=f"use one of {', '.join(UNITS)}")
    return name


def moved(date: dt.date, amount: float, *, unit: str) -> dt.date:
    """`date` so many units later; the 31st of a month becomes the last day of a shorter one.

    Raises:
        ProgramError: the result is before year 1 or after 9999.
    """
    try:
        if unit in _MONTHS:
            return _months_later(date, round(amount * _MONTHS[unit]))
        span = _SPANS[unit] * amount
        return (moment(date) if span % dt.timedelta(days=1) else date) + span
    except (OverflowError, ValueError):
        raise ProgramError("this date would be before the year 1 or after 9999") from None


def difference(earlier: dt.date, later: dt.date, *, unit: str) -> int:
    """How many whole units from `earlier` to `later`; negative when it is the other way round."""
    if unit in _MONTHS:
        return _months_between(earlier, later, _MONTHS[unit])
    if isinstance(earlier, dt.datetime) or isinstance(later, dt.datetime) or unit not in {"day", "week"}:
        span = moment(later) - moment(earlier)
    else:
        span = later - earlier
    whole = abs(span) // _SPANS[unit]
    return whole if span >= dt.timedelta(0) else -whole


def _months_later(date: dt.date, months: int) -> dt.date:
    year, month = divmod(date.year * 12 + date.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise OverflowError
    return date.replace(year=year, month=month + 1, day=min(date.day, calendar.monthrange(year, month + 1)[1]))


def _months_between(earlier: dt.date, later: dt.date, size: int) -> int:
    first, last = moment(earlier), moment(later)
    sign = 1
    if last < first:
        first, last, sign = last, first, -1
    months = (last.year - first.year) * 12 + last.month - first.month
    if (last.day, last.timetz().replace(tzinfo=None)) < (first.day, first.timetz().replace(tzinfo=None)):
        months -= 1
    return sign * (months // size)
