"""Comparing values: `= <> < <= > >=`, and the tests of text: CONTAINS, STARTS WITH, ENDS WITH, LIKE, MATCHES, IN."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from botmail.domain.address import Address
from botmail.domain.errors import ProgramError
from botmail.domain.html import Html
from botmail.lang.conversion import TypeMismatch, date_in, moment, number_in, to_text
from botmail.lang.values import named


def equal(left: object, right: object) -> bool:
    """`left = right`: numbers and numeric text as numbers, texts as text, addresses and outcomes by their own rule."""
    if type(left) is type(right):
        return bool(left == right)
    pair = _alike(left, right)
    if pair is None:
        return bool(left == right)
    return bool(pair[0] == pair[1])


def not_equal(left: object, right: object) -> bool:
    """`left <> right`."""
    return not equal(left, right)


def less(left: object, right: object) -> bool:
    """`left < right`."""
    if type(left) is type(right) is int:
        return left < right
    first, second = _ordered(left, right, sign="<")
    return bool(first < second)  # type: ignore[operator]  # _ordered gives two of one kind


def less_or_equal(left: object, right: object) -> bool:
    """`left <= right`."""
    if type(left) is type(right) is int:
        return left <= right
    first, second = _ordered(left, right, sign="<=")
    return bool(first <= second)  # type: ignore[operator]  # _ordered gives two of one kind


def greater(left: object, right: object) -> bool:
    """`left > right`."""
    if type(left) is type(right) is int:
        return left > right
    first, second = _ordered(left, right, sign=">")
    return bool(first > second)  # type: ignore[operator]  # _ordered gives two of one kind


def greater_or_equal(left: object, right: object) -> bool:
    """`left >= right`."""
    if type(left) is type(right) is int:
        return left >= right
    first, second = _ordered(left, right, sign=">=")
    return bool(first >= second)  # type: ignore[operator]  # _ordered gives two of one kind


def between(value: object, lower: object, upper: object) -> bool:
    """`CASE lower TO upper`, both ends included."""
    return less_or_equal(lower, value) and less_or_equal(value, upper)


def not_null(value: object, default: Callable[[], object]) -> object:
    """`value ?? default`."""
    return default() if value is None else value


def contains(whole: object, part: object) -> bool:
    """`whole CONTAINS part`: text without case, an equal item of a list, a name of a map; null contains nothing."""
    if whole is None:
        return False
    if isinstance(whole, Mapping):
        return any(folded(key) == folded(part) for key in whole)
    if isinstance(whole, Iterable) and not isinstance(whole, str):
        return any(equal(item, part) for item in whole)
    return folded(part) in folded(whole)


def is_in(item: object, whole: object) -> bool:
    """`item IN whole`."""
    return contains(whole, item)


def starts_with(whole: object, part: object) -> bool:
    """`whole STARTS WITH part`, without case."""
    return whole is not None and folded(whole).startswith(folded(part))


def ends_with(whole: object, part: object) -> bool:
    """`whole ENDS WITH part`, without case."""
    return whole is not None and folded(whole).endswith(folded(part))


def like(whole: object, pattern: object) -> bool:
    """`whole LIKE pattern`: `*` and `%` stand for any text, `?` for one character; without case."""
    return whole is not None and _like_pattern(folded(pattern)).fullmatch(folded(whole)) is not None


def matches(whole: object, pattern: object) -> bool:
    """`whole MATCHES pattern`: whether a regular expression is found in it, without case.

    Raises:
        ProgramError: the regular expression is wrong.
    """
    return whole is not None and expression(to_text(pattern)).search(_composed(to_text(whole))) is not None


@lru_cache(maxsize=256)
def expression(pattern: str) -> re.Pattern[str]:
    """A user's regular expression, compiled without case.

    Raises:
        ProgramError: it is wrong.
    """
    try:
        return re.compile(_composed(pattern), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ProgramError(
            f'"{pattern}" is no regular expression: {error}',
            hint=r"put \\ before a sign that is meant as itself, such as \\.",
        ) from None


def folded(value: object) -> str:
    """Text as it is compared without case: composed (NFC) and case-folded."""
    text = to_text(value)
    return text.lower() if text.isascii() else _composed(_composed(text).casefold())


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=256)
def _like_pattern(pattern: str) -> re.Pattern[str]:
    """Each stretch between two stars is found once and for all (an atomic group), so no pattern takes forever."""
    first, *others = re.split(r"[*%]+", pattern)
    head = _letters(first)
    if not others:
        return re.compile(head, re.DOTALL)
    middle = "".join(f"(?>.*?{_letters(part)})" for part in others[:-1])
    return re.compile(f"{head}{middle}.*{_letters(others[-1])}", re.DOTALL)


def _letters(part: str) -> str:
    return re.escape(part).replace(r"\?", ".")


def _ordered(left: object, right: object, *, sign: str) -> tuple[object, object]:
    """Both sides as things that Python can order.

    Raises:
        TypeMismatch: there is no order between these two.
    """
    if isinstance(left, str) and isinstance(right, str):
        return left, right
    pair = _alike(_word(left), _word(right))
    if pair is None:
        hint = "IS NULL asks whether there is a value" if left is None or right is None else ""
        raise TypeMismatch(f"{named(left)} and {named(right)} cannot be compared by {sign}", hint=hint)
    return pair


def _alike(left: object, right: object) -> tuple[object, object] | None:
    """Both sides as one kind: two numbers, two moments, two days or two texts; None where there is no such kind."""
    if isinstance(left, (int, float)) or isinstance(right, (int, float)):
        return _numbers(left, right)
    if isinstance(left, dt.date) or isinstance(right, dt.date):
        return _dates(left, right)
    if _is_word(left) and _is_word(right):
        return str(left), str(right)
    return None


def _numbers(left: object, right: object) -> tuple[object, object] | None:
    if isinstance(left, bool) != isinstance(right, bool) and (isinstance(left, str) or isinstance(right, str)):
        return to_text(left).casefold(), to_text(right).casefold()
    first = number_in(left) if isinstance(left, str) else left
    second = number_in(right) if isinstance(right, str) else right
    if isinstance(first, (int, float)) and isinstance(second, (int, float)):
        return first, second
    return None


def _dates(left: object, right: object) -> tuple[object, object] | None:
    first = date_in(left) if isinstance(left, str) else left
    second = date_in(right) if isinstance(right, str) else right
    if not (isinstance(first, dt.date) and isinstance(second, dt.date)):
        return None
    if isinstance(first, dt.datetime) and isinstance(second, dt.datetime):
        return moment(first), moment(second)
    return _day(first), _day(second)


def _day(value: dt.date) -> dt.date:
    """The local day of a moment: a date without a time compares by day."""
    return value.date() if isinstance(value, dt.datetime) else value


def _is_word(value: object) -> bool:
    return isinstance(value, (str, Html))


def _word(value: object) -> object:
    return str(value) if isinstance(value, Address) else value
