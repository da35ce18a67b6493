"""Arithmetic on values whose types the compiler could not know; the slow paths behind `+ - * / \\ MOD ^ &`."""

from __future__ import annotations

import datetime as dt
import math
from functools import reduce

from botmail.domain.errors import ProgramError
from botmail.domain.html import Html
from botmail.lang.conversion import TypeMismatch, moment, to_number, to_text
from botmail.lang.limits import refuse_large_number, refuse_long_list, refuse_long_text
from botmail.lang.values import named


def add(left: object, right: object) -> object:
    """`left + right`: numbers, lists, dates with days, or text when either side is text.

    Raises:
        TypeMismatch: there is no sum of these two.
    """
    if type(left) in _NUMBERS and type(right) in _NUMBERS:
        return left + right  # type: ignore[operator]  # both are numbers
    if isinstance(left, str) or isinstance(right, str):
        return _joined(left, right)
    if isinstance(left, Html) or isinstance(right, Html):
        return _joined(left, right)
    if isinstance(left, list) and isinstance(right, list):
        refuse_long_list(len(left) + len(right))
        return left + right
    if isinstance(left, dt.date) or isinstance(right, dt.date):
        return _moved(left, right) if isinstance(left, dt.date) else _moved(right, left)
    _require_numbers(left, right, sign="+")
    return to_number(left) + to_number(right)


def add_all(*operands: object) -> object:
    """`a + b + c …` from the left."""
    return reduce(add, operands)


def subtract(left: object, right: object) -> object:
    """`left - right`: numbers, a date less days, or the days between two dates."""
    if type(left) in _NUMBERS and type(right) in _NUMBERS:
        return left - right  # type: ignore[operator]  # both are numbers
    if isinstance(left, dt.date):
        if isinstance(right, dt.date):
            return _days_between(left, right)
        return _moved(left, -to_number(right))
    _require_numbers(left, right, sign="-")
    return to_number(left) - to_number(right)


def multiply(left: object, right: object) -> int | float:
    """`left * right`."""
    _require_numbers(left, right, sign="*")
    first, second = to_number(left), to_number(right)
    if isinstance(first, int) and isinstance(second, int):
        refuse_large_number(first.bit_length() + second.bit_length())
    return first * second


def divide(left: object, right: object) -> float:
    """`left / right`, always real."""
    _require_numbers(left, right, sign="/")
    return to_number(left) / to_number(right)


def integer_divide(left: object, right: object) -> int:
    """`left \\ right`, towards zero."""
    _require_numbers(left, right, sign="\\")
    first, second = to_number(left), to_number(right)
    if isinstance(first, int) and isinstance(second, int):
        quotient = abs(first) // abs(second)
        return quotient if (first < 0) == (second < 0) else -quotient
    return math.trunc(first / second)


def modulo(left: object, right: object) -> int | float:
    """`left MOD right`: the rest of a division towards zero, with the sign of `left`."""
    _require_numbers(left, right, sign="MOD")
    first, second = to_number(left), to_number(right)
    if second == 0:
        raise ZeroDivisionError
    if isinstance(first, int) and isinstance(second, int):
        rest = abs(first) % abs(second)
        return rest if first >= 0 else -rest
    return math.fmod(first, second)


def power(left: object, right: object) -> int | float:
    """`left ^ right`.

    Raises:
        ProgramError: the result is no real number, or one with millions of digits.
    """
    _require_numbers(left, right, sign="^")
    base, exponent = to_number(left), to_number(right)
    if base < 0 and not float(exponent).is_integer():
        raise ProgramError(
            f"{to_text(base)} ^ {to_text(exponent)} is no real number", hint="ABS(x) takes the sign away"
        )
    if isinstance(base, int) and isinstance(exponent, int) and exponent > 0:
        refuse_large_number((base.bit_length() - 1) * exponent)
    result: int | float = base**exponent
    return result


def negate(operand: object) -> int | float:
    """`-operand`."""
    return -to_number(operand)


def join_text(*operands: object) -> str | Html:
    """`a & b & c …`; with Html among them, the text of the others is escaped."""
    if any(isinstance(operand, Html) for operand in operands):
        return reduce(_joined, operands, Html(""))  # type: ignore[arg-type]  # Html + x stays Html
    texts = [to_text(operand) for operand in operands]
    refuse_long_text(sum(map(len, texts)))
    return "".join(texts)


def _joined(left: object, right: object) -> str | Html:
    if isinstance(left, Html):
        return left + (right if isinstance(right, Html) else to_text(right))
    if isinstance(right, Html):
        return to_text(left) + right
    first, second = to_text(left), to_text(right)
    refuse_long_text(len(first) + len(second))
    return first + second


def _moved(date: object, days: object) -> dt.date:
    assert isinstance(date, dt.date)
    if isinstance(days, dt.date):
        raise TypeMismatch("two dates cannot be added", hint="later - earlier is the days between them")
    number = days if isinstance(days, dt.timedelta) else dt.timedelta(days=to_number(days))
    if not isinstance(date, dt.datetime) and number % dt.timedelta(days=1):
        return moment(date) + number
    return date + number


def _days_between(later: dt.date, earlier: dt.date) -> int | float:
    if isinstance(later, dt.datetime) or isinstance(earlier, dt.datetime):
        return (moment(later) - moment(earlier)) / dt.timedelta(days=1)
    return (later - earlier).days


def _require_numbers(left: object, right: object, *, sign: str) -> None:
    """Names the operator and the operand that is no number, where `to_number` alone would name neither."""
    for side, operand in (("left", left), ("right", right)):
        try:
            to_number(operand)
        except TypeMismatch as mismatch:
            hint = mismatch.hint
            if sign == "+" and not isinstance(operand, str):
                hint = hint or "& joins values as text"
            raise TypeMismatch(
                f"{sign} needs numbers, and its {side} side is {_described(operand)}", hint=hint
            ) from None


def _described(operand: object) -> str:
    return f'the text "{operand[:40]}"' if isinstance(operand, str) else named(operand)


_NUMBERS = frozenset((int, float))
