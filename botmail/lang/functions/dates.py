"""Functions of dates and times; a date is a day, or a moment with its zone."""

from __future__ import annotations

import datetime as dt

from botmail.domain.errors import ProgramError
from botmail.lang.calendar import difference, moved, unit_of
from botmail.lang.calls import Surroundings
from botmail.lang.conversion import date_in, moment, to_date
from botmail.lang.definition import Parameter, function
from botmail.lang.types import ANY, DATE, INTEGER, NUMBER

_TOPIC = "dates"
_date = Parameter("date", DATE)


@function("NOW", takes_surroundings=True, example="NOW()", result="date", topic=_TOPIC)
def now(surroundings: Surroundings) -> dt.datetime:
    """This moment, in the local zone."""
    return surroundings.now()


@function("TODAY", takes_surroundings=True, aliases=["DATE"], example="TODAY()", result="date", topic=_TOPIC)
def today(surroundings: Surroundings) -> dt.date:
    """Today's date, in the local zone."""
    return surroundings.now().date()


@function("TIME", takes_surroundings=True, example="TIME()", result="text", topic=_TOPIC)
def time_(surroundings: Surroundings) -> str:
    """The time of day as text, such as 14:05:09."""
    return surroundings.now().strftime("%H:%M:%S")


@function("TIMER", takes_surroundings=True, example="TIMER()", result="number", topic=_TOPIC)
def timer(surroundings: Surroundings) -> float:
    """Seconds since midnight."""
    at = surroundings.now()
    return (at - at.replace(hour=0, minute=0, second=0, microsecond=0)).total_seconds()


@function("YEAR", _date, example='YEAR("2026-11-23")', result="number", topic=_TOPIC)
def year(date: dt.date) -> int:
    """The year."""
    return date.year


@function("MONTH", _date, example='MONTH("2026-11-23")', result="number", topic=_TOPIC)
def month(date: dt.date) -> int:
    """The month, from 1 to 12."""
    return date.month


@function("DAY", _date, example='DAY("2026-11-23")', result="number", topic=_TOPIC)
def day(date: dt.date) -> int:
    """The day of the month."""
    return date.day


@function("HOUR", _date, example='HOUR("2026-11-23 14:05")', result="number", topic=_TOPIC)
def hour(date: dt.date) -> int:
    """The hour, from 0 to 23."""
    return moment(date).hour


@function("MINUTE", _date, example='MINUTE("2026-11-23 14:05")', result="number", topic=_TOPIC)
def minute(date: dt.date) -> int:
    """The minute."""
    return moment(date).minute


@function("SECOND", _date, example='SECOND("2026-11-23 14:05:09")', result="number", topic=_TOPIC)
def second(date: dt.date) -> int:
    """The second."""
    return moment(date).second


@function("WEEKDAY", _date, example='WEEKDAY("2026-11-23")', result="number", topic=_TOPIC)
def weekday(date: dt.date) -> int:
    """The day of the week: 1 is Sunday, 7 is Saturday."""
    return date.isoweekday() % 7 + 1


@function(
    "DATEADD",
    Parameter("first", ANY, "the date, or the unit"),
    Parameter("amount", NUMBER),
    Parameter("third", ANY, "the unit, or the date", is_optional=True),
    example='DATEADD("2026-01-31", 1, "month")',
    result="date",
    topic=_TOPIC,
)
def dateadd(first: object, amount: float, third: object = "day") -> dt.date:
    """A date moved by an amount of a unit (second, minute, hour, day, week, month, quarter, year); in both orders."""
    if isinstance(first, str) and date_in(first) is None:
        return moved(to_date(third), amount, unit=unit_of(first))
    return moved(to_date(first), amount, unit=unit_of(third))


@function(
    "ADDDAYS", _date, Parameter("amount", NUMBER), example='ADDDAYS("2026-11-23", 7)', result="date", topic=_TOPIC
)
def adddays(date: dt.date, amount: float) -> dt.date:
    """A date moved by so many days."""
    return moved(date, amount, unit="day")


@function(
    "DATEDIFF",
    Parameter("first", ANY, "the unit, or the earlier date"),
    Parameter("second", ANY, "a date"),
    Parameter("third", ANY, "the later date, or the unit", is_optional=True),
    example='DATEDIFF("day", "2026-11-01", "2026-11-23")',
    result="number",
    topic=_TOPIC,
)
def datediff(first: object, second: object, third: object = "day") -> int:
    """How many whole units (days without one) from one date to a later one; the unit first or last."""
    if isinstance(first, str) and date_in(first) is None:
        return difference(to_date(second), to_date(third), unit=unit_of(first))
    return difference(to_date(first), to_date(second), unit=unit_of(third))


@function(
    "DATEVALUE",
    Parameter("text", ANY),
    aliases=["CDATE"],
    example='DATEVALUE("2026-11-23")',
    result="date",
    topic=_TOPIC,
)
def datevalue(text: object) -> dt.date:
    """The date that a text in ISO form spells."""
    return to_date(text)


@function(
    "DATESERIAL",
    Parameter("year", INTEGER),
    Parameter("month", INTEGER),
    Parameter("day", INTEGER),
    example="DATESERIAL(2026, 11, 23)",
    result="date",
    topic=_TOPIC,
)
def dateserial(year: int, month: int, day: int) -> dt.date:
    """The date of a year, a month and a day."""
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        raise ProgramError(f"there is no date {year}-{month}-{day}") from None
