"""Laws that operators keep for all values, whether compiled plainly or through the slow path."""

from __future__ import annotations

import datetime as dt
import math

from hypothesis import given
from hypothesis import strategies as st

from botmail.lang import comparison, operators
from botmail.lang.conversion import number_in, to_text
from botmail.lang.counting import past, steps
from botmail.lang.rounding import rounded
from botmail.lang.values import Map

INTEGERS = st.integers(-(10**12), 10**12)
NUMBERS = INTEGERS | st.floats(-1e9, 1e9, allow_nan=False)
TEXTS = st.text(max_size=12)
VALUES = st.none() | st.booleans() | NUMBERS | TEXTS | st.lists(INTEGERS, max_size=3) | st.dates()


@given(VALUES, VALUES)
def test_equality_is_symmetric_and_the_opposite_of_inequality(left: object, right: object) -> None:
    assert comparison.equal(left, right) == comparison.equal(right, left)
    assert comparison.not_equal(left, right) is not comparison.equal(left, right)


@given(VALUES)
def test_a_value_equals_itself(value: object) -> None:
    assert comparison.equal(value, value)


@given(INTEGERS)
def test_a_number_equals_its_text(number: int) -> None:
    assert comparison.equal(number, to_text(number))
    assert number_in(to_text(number)) == number
    assert not comparison.less(number, str(number))


@given(NUMBERS, NUMBERS)
def test_order_of_numbers_is_total(left: float, right: float) -> None:
    assert comparison.less(left, right) is not comparison.greater_or_equal(left, right)
    assert comparison.greater(left, right) == comparison.less(right, left)
    assert comparison.less_or_equal(left, right) == (left < right or left == right)


@given(INTEGERS, INTEGERS.filter(bool))
def test_division_and_rest_fit_and_truncate(left: int, right: int) -> None:
    quotient, rest = operators.integer_divide(left, right), operators.modulo(left, right)
    assert quotient * right + rest == left
    assert rest == math.fmod(left, right) or abs(left) > 2**53
    assert quotient == int(left / right) or abs(left) > 2**50


@given(NUMBERS, NUMBERS)
def test_arithmetic_of_numbers_is_pythons(left: float, right: float) -> None:
    assert operators.add(left, right) == left + right
    assert operators.subtract(left, right) == left - right
    assert operators.multiply(left, right) == left * right


@given(TEXTS, VALUES)
def test_plus_with_text_joins(text: str, value: object) -> None:
    assert operators.add(text, value) == text + to_text(value)
    assert operators.add(value, text) == to_text(value) + text


@given(st.lists(TEXTS | INTEGERS, min_size=1))
def test_a_chain_is_its_pairs_from_the_left(values: list[object]) -> None:
    total = values[0]
    for value in values[1:]:
        total = operators.add(total, value)
    assert operators.add_all(*values) == total


@given(TEXTS, TEXTS)
def test_contains_knows_no_case(whole: str, part: str) -> None:
    assert comparison.contains(whole + part, part.upper().casefold())
    assert comparison.contains(whole, part) == comparison.contains(whole.casefold(), part)
    assert comparison.starts_with(part + whole, part)
    assert comparison.ends_with(whole + part, part) or not whole.isascii() or not part.isascii()


@given(TEXTS, TEXTS, TEXTS)
def test_like_with_a_star_is_containment_at_the_ends(head: str, middle: str, tail: str) -> None:
    plain = [part.replace("*", "").replace("%", "").replace("?", "") for part in (head, tail)]
    if all(part.isascii() for part in (head, middle, tail)):
        assert comparison.like(plain[0] + middle + plain[1], f"{plain[0]}*{plain[1]}")


def test_like_with_many_stars_is_quick() -> None:
    assert not comparison.like("a" * 20000, "*a" * 20 + "b")


@given(st.dates(dt.date(1000, 1, 1), dt.date(8000, 1, 1)), st.integers(-100000, 100000))
def test_days_added_are_days_between(date: dt.date, days: int) -> None:
    later = operators.add(date, days)
    assert operators.subtract(later, date) == days
    assert operators.subtract(later, days) == date


@given(st.integers(-20, 20), st.integers(-20, 20), st.integers(-5, 5).filter(bool))
def test_counted_loop_goes_as_basic_says(start: int, stop: int, step: int) -> None:
    wanted, counter = [], start
    while counter <= stop if step > 0 else counter >= stop:
        wanted.append(counter)
        counter += step
    assert list(steps(start, stop, step)) == wanted
    assert past(wanted[-1] if wanted else start, stop, step) == counter


@given(st.decimals(-(10**6), 10**6, places=4), st.integers(0, 3))
def test_rounding_is_half_away_from_zero(number: object, digits: int) -> None:
    exact = abs(number) * 10**digits  # type: ignore[operator,arg-type]  # a Decimal
    whole = int(exact)
    wanted = whole + (exact - whole >= type(number)("0.5"))  # type: ignore[call-arg]  # a Decimal
    assert abs(rounded(float(number), digits)) == float(type(number)(wanted) / 10**digits)  # type: ignore[call-arg,arg-type]  # a Decimal


NAMES = st.text(alphabet="abAB", min_size=1, max_size=2)


@given(st.lists(st.tuples(st.sampled_from(["set", "delete"]), NAMES, st.integers()), max_size=20))
def test_a_map_is_a_map_of_folded_names(changes: list[tuple[str, str, int]]) -> None:
    made, model, spelled = Map(), {}, {}
    for change, name, value in changes:
        folded = name.casefold()
        if change == "set":
            made[name] = value
            spelled.setdefault(folded, name)
            model[folded] = value
        elif folded in model:
            del made[name], model[folded], spelled[folded]
    assert dict(made) == {spelled[folded]: value for folded, value in model.items()}
    assert all(made[name.upper()] == value and name.lower() in made for name, value in model.items())
    assert made == Map(made) == made.copy()
