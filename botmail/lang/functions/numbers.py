"""Functions of numbers: rounding, roots, logarithms, chance, and reading numbers from text."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Callable

from botmail.domain.errors import ProgramError
from botmail.lang import comparison, operators
from botmail.lang.calls import Surroundings
from botmail.lang.conversion import to_items, to_number
from botmail.lang.definition import Parameter, function
from botmail.lang.rounding import rounded
from botmail.lang.types import ANY, INTEGER, NUMBER

_TOPIC = "numbers"
_number = Parameter("number", NUMBER)
_LEADING = re.compile(r"\s*([+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?)", re.ASCII)
Number = int | float


@function("ABS", _number, example="ABS(-3)", result="number", topic=_TOPIC)
def abs_(number: Number) -> Number:
    """The number without its sign."""
    return abs(number)


@function(
    "ROUND",
    _number,
    Parameter("digits", INTEGER, "behind the point", is_optional=True),
    example="ROUND(2.345, 2)",
    result="number",
    topic=_TOPIC,
)
def round_(number: Number, digits: int = 0) -> Number:
    """The number rounded, half away from zero."""
    return rounded(number, digits)


@function("CINT", _number, aliases=["CLNG"], example="CINT(2.5)", result="number", topic=_TOPIC)
def cint(number: Number) -> Number:
    """The nearest whole number, half away from zero."""
    return rounded(number, 0)


@function("CDBL", _number, aliases=["CSNG", "TONUMBER"], example='CDBL("2.5")', result="number", topic=_TOPIC)
def cdbl(number: Number) -> float:
    """The value as a real number."""
    return float(number)


@function("INT", _number, aliases=["FLOOR"], example="INT(-2.5)", result="number", topic=_TOPIC)
def int_(number: Number) -> int:
    """The next whole number below."""
    return math.floor(_finite(number, "INT"))


@function("FIX", _number, example="FIX(-2.5)", result="number", topic=_TOPIC)
def fix(number: Number) -> int:
    """The number without what stands behind its point."""
    return math.trunc(_finite(number, "FIX"))


@function("CEILING", _number, aliases=["CEIL"], example="CEILING(2.1)", result="number", topic=_TOPIC)
def ceiling(number: Number) -> int:
    """The next whole number above."""
    return math.ceil(_finite(number, "CEILING"))


@function("SQR", _number, aliases=["SQRT"], example="SQR(16)", result="number", topic=_TOPIC)
def sqr(number: Number) -> float:
    """The square root."""
    return _calculated(math.sqrt, number, "SQR", "0 or more")


@function("LOG", _number, example="LOG(10)", result="number", topic=_TOPIC)
def log(number: Number) -> float:
    """The natural logarithm."""
    return _calculated(math.log, number, "LOG", "above 0")


@function("EXP", _number, example="EXP(1)", result="number", topic=_TOPIC)
def exp(number: Number) -> float:
    """e to the power of a number."""
    return math.exp(number)


@function(
    "POW",
    _number,
    Parameter("exponent", NUMBER),
    aliases=["POWER"],
    example="POW(2, 10)",
    result="number",
    topic=_TOPIC,
)
def pow_(number: Number, exponent: Number) -> Number:
    """A number to the power of another."""
    return operators.power(number, exponent)


@function("SGN", _number, aliases=["SIGN"], example="SGN(-3)", result="number", topic=_TOPIC)
def sgn(number: Number) -> int:
    """The sign of a number: -1, 0 or 1."""
    return (number > 0) - (number < 0)


@function("MAX", Parameter("value", ANY, is_repeated=True), example="MAX(3, 7, 5)", result="any value", topic=_TOPIC)
def max_(*values: object) -> object:
    """The greatest of its arguments, or of the items of one list; null when there is none."""
    return _extreme(values, comparison.greater)


@function("MIN", Parameter("value", ANY, is_repeated=True), example="MIN([3, 7, 5])", result="any value", topic=_TOPIC)
def min_(*values: object) -> object:
    """The least of its arguments, or of the items of one list; null when there is none."""
    return _extreme(values, comparison.less)


@function("SUM", Parameter("value", ANY, is_repeated=True), example="SUM([1, 2, 3])", result="number", topic=_TOPIC)
def sum_(*values: object) -> Number:
    """The sum of its arguments, or of the items of one list; null counts for nothing."""
    return sum(_numbers(values))


@function(
    "AVG",
    Parameter("value", ANY, is_repeated=True),
    aliases=["AVERAGE"],
    example="AVG([1, 2, 3])",
    result="number",
    topic=_TOPIC,
)
def avg(*values: object) -> float | None:
    """The average of its arguments, or of the items of one list; null when there is none."""
    numbers = _numbers(values)
    return sum(numbers) / len(numbers) if numbers else None


@function("RND", takes_surroundings=True, example="RND()", result="number", topic=_TOPIC)
def rnd(surroundings: Surroundings) -> float:
    """A random number from 0 up to 1, which it never is."""
    return surroundings.dice.random()


@function(
    "RANDOM",
    Parameter("lowest", INTEGER, is_optional=True),
    Parameter("highest", INTEGER, is_optional=True),
    takes_surroundings=True,
    example="RANDOM(1, 6)",
    result="number",
    topic=_TOPIC,
)
def random_(surroundings: Surroundings, lowest: int | None = None, highest: int | None = None) -> Number:
    """A random whole number, both ends included; `RANDOM(6)` is from 1 to 6, `RANDOM()` is RND()."""
    if lowest is None:
        return surroundings.dice.random()
    first, last = (1, lowest) if highest is None else (lowest, highest)
    if first > last:
        raise ProgramError(f"RANDOM({first}, {last}): the lowest is above the highest")
    return surroundings.dice.randint(first, last)


@function("UUID", takes_surroundings=True, aliases=["GUID"], example="UUID()", result="text", topic=_TOPIC)
def uuid_(surroundings: Surroundings) -> str:
    """A new identifier that nobody else has."""
    return str(uuid.UUID(int=surroundings.dice.getrandbits(128), version=4))


@function("VAL", Parameter("value", ANY), example='VAL("12 apples")', result="number", topic=_TOPIC)
def val(value: object) -> Number:
    """The number at the beginning of a text, 0 when there is none; exponents count here."""
    if not isinstance(value, str):
        return 0 if value is None else to_number(value)
    found = _LEADING.match(value[:400])
    if found is None:
        return 0
    return int(found[1]) if found[1].lstrip("+-").isdigit() else float(found[1])


def _extreme(values: tuple[object, ...], is_better: Callable[[object, object], bool]) -> object:
    best: object = None
    for value in _spread(values):
        if value is not None and (best is None or is_better(value, best)):
            best = value
    return best


def _numbers(values: tuple[object, ...]) -> list[Number]:
    return [to_number(value) for value in _spread(values) if value is not None]


def _spread(values: tuple[object, ...]) -> list[object]:
    """The arguments, or the items of the one argument that is a list."""
    if len(values) == 1 and not isinstance(values[0], (str, int, float, type(None))):
        return list(to_items(values[0]))
    return list(values)


def _finite(number: Number, name: str) -> Number:
    if not math.isfinite(number):
        raise ProgramError(f"{name} of a number without end")
    return number


def _calculated(calculate: Callable[[float], float], number: Number, name: str, allowed: str) -> float:
    try:
        return calculate(number)
    except ValueError:
        raise ProgramError(f"{name} needs a number that is {allowed}, and this is {number}") from None
