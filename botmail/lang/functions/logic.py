"""Functions that ask what a value is, and that choose between values."""

from __future__ import annotations

import datetime as dt

from botmail.lang.conversion import date_in, number_in, to_boolean
from botmail.lang.definition import Parameter, function
from botmail.lang.types import ANY, INTEGER
from botmail.lang.values import kind_of

_TOPIC = "logic"
_value = Parameter("value", ANY)


@function("ISNULL", _value, example="ISNULL(NULL)", result="boolean", topic=_TOPIC)
def isnull(value: object) -> bool:
    """Whether there is no value."""
    return value is None


@function("ISEMPTY", _value, example='ISEMPTY("")', result="boolean", topic=_TOPIC)
def isempty(value: object) -> bool:
    """Whether there is no value, or one with nothing in it: "", [], {}."""
    return value is None or (hasattr(type(value), "__len__") and not len(value))  # type: ignore[arg-type]  # it has a length


@function("ISNUMERIC", _value, aliases=["ISNUMBER"], example='ISNUMERIC("4.5")', result="boolean", topic=_TOPIC)
def isnumeric(value: object) -> bool:
    """Whether a value is a number, or text that spells one."""
    if isinstance(value, str):
        return number_in(value) is not None
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@function("ISDATE", _value, example='ISDATE("2026-11-23")', result="boolean", topic=_TOPIC)
def isdate(value: object) -> bool:
    """Whether a value is a date, or text that spells one in ISO form."""
    return isinstance(value, dt.date) or (isinstance(value, str) and date_in(value) is not None)


@function("ISARRAY", _value, aliases=["ISLIST"], example="ISARRAY([1])", result="boolean", topic=_TOPIC)
def isarray(value: object) -> bool:
    """Whether a value is a list."""
    return isinstance(value, (list, tuple)) or getattr(type(value), "is_list", False)


@function("ISMAP", _value, aliases=["ISOBJECT"], example="ISMAP({a: 1})", result="boolean", topic=_TOPIC)
def ismap(value: object) -> bool:
    """Whether a value is a map."""
    return isinstance(value, dict)


@function("ISTEXT", _value, aliases=["ISSTRING"], example='ISTEXT("a")', result="boolean", topic=_TOPIC)
def istext(value: object) -> bool:
    """Whether a value is text."""
    return isinstance(value, str)


@function("TYPEOF", _value, aliases=["TYPENAME"], example="TYPEOF([1])", result="text", topic=_TOPIC)
def typeof(value: object) -> str:
    """What a value is: number, text, boolean, null, list, map, date, email …"""
    return kind_of(value)


@function("CBOOL", _value, aliases=["TOBOOLEAN"], example='CBOOL("yes")', result="boolean", topic=_TOPIC)
def cbool(value: object) -> bool:
    """The truth of a value; text such as "no", "false" and "0" is false."""
    return to_boolean(value)


@function(
    "IIF", Parameter("test", ANY), Parameter("then", ANY), Parameter("otherwise", ANY),
    example='IIF(2 > 1, "yes", "no")', result="any value", topic=_TOPIC,
)  # fmt: skip
def iif(test: object, then: object, otherwise: object) -> object:
    """One of two values, by a test; both are calculated, `test ? a : b` calculates one."""
    return then if test else otherwise


@function("NVL", _value, Parameter("default", ANY), example='NVL(NULL, "none")', result="any value", topic=_TOPIC)
def nvl(value: object, default: object) -> object:
    """The value, or a default where it is null."""
    return default if value is None else value


@function(
    "COALESCE", Parameter("value", ANY, is_repeated=True), example="COALESCE(NULL, 2)", result="any value", topic=_TOPIC
)
def coalesce(*values: object) -> object:
    """The first value that is not null."""
    return next((value for value in values if value is not None), None)


@function(
    "CHOOSE",
    Parameter("number", INTEGER, "from 1"),
    Parameter("value", ANY, is_repeated=True),
    example='CHOOSE(2, "a", "b")',
    result="any value",
    topic=_TOPIC,
)
def choose(number: int, *values: object) -> object:
    """The value of this number, counted from 1; null when there are fewer."""
    return values[number - 1] if 1 <= number <= len(values) else None
