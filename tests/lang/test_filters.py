"""Filters as text and conditions: what they mean, which rows they hold for, and that values stay values."""

from __future__ import annotations

import pytest

from botmail.domain.conditions import AllOf, AnyOf, Column, Comparison, Condition, Negation, NullTest, Value
from botmail.domain.errors import ProgramError
from botmail.lang.conditions import Columns, equalities, settled, test_of
from botmail.lang.conversion import TypeMismatch
from botmail.lang.filters import CONDITION, Template, parse_filter

test_of.__test__ = False  # type: ignore[attr-defined]  # a function of ours, no test
HOSTILE = "x' OR '1'='1"
COLUMNS = Columns(["Name", "age", "open"], what="the table")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("age = 5", Comparison("=", Column("age"), Value(5))),
        ("age=5", Comparison("=", Column("age"), Value(5))),
        ("name = 'Ana'", Comparison("=", Column("name"), Value("Ana"))),
        ('name = "Ana"', Comparison("=", Column("name"), Value("Ana"))),
        ("name = 'it''s'", Comparison("=", Column("name"), Value("it's"))),
        ("name != 'Ana'", Comparison("<>", Column("name"), Value("Ana"))),
        ("age > -1", Comparison(">", Column("age"), Value(-1))),
        ("name IS NOT NULL", NullTest(Column("name"), True)),
        ("NOT age = 5", Negation(Comparison("=", Column("age"), Value(5)))),
        ("name NOT LIKE 'A%'", Comparison("LIKE", Column("name"), Value("A%"), True)),
        (
            "age = 5 AND name = 'a' OR open = TRUE",
            AnyOf(
                (
                    AllOf((Comparison("=", Column("age"), Value(5)), Comparison("=", Column("name"), Value("a")))),
                    Comparison("=", Column("open"), Value(True)),
                )
            ),
        ),
        ("city=New York", AllOf((Comparison("=", Column("city"), Value("New York")),))),
        ("day>=2026-11-01", AllOf((Comparison(">=", Column("day"), Value("2026-11-01")),))),
        ("mail=bob@example.org", AllOf((Comparison("=", Column("mail"), Value("bob@example.org")),))),
        ("", AllOf(())),
    ],
)
def test_text_is_a_condition(text: str, condition: Condition) -> None:
    assert parse_filter((text,), ()) == condition


@pytest.mark.parametrize(
    ("parts", "values", "value"),
    [
        (("name = '", "'"), (HOSTILE,), HOSTILE),
        (("name = ", ""), (HOSTILE,), HOSTILE),
        (("name=", ""), (5,), 5),
        (("name LIKE '%", "%'"), ("50% OR 1=1",), "%50% OR 1=1%"),
        (("name=Mr ", ""), (HOSTILE,), f"Mr {HOSTILE}"),
        (("name = '", " ", "'"), ("a' --", 2), "a' -- 2"),
        (('name = "', '"'), ('" OR 1=1 OR "',), '" OR 1=1 OR "'),
        (("name = '", "'"), ("hole_0_of_filter",), "hole_0_of_filter"),
    ],
)
def test_what_stands_between_the_parts_is_one_value(
    parts: tuple[str, ...], values: tuple[object, ...], value: object
) -> None:
    condition = parse_filter(parts, values)
    (comparison,) = condition.parts if isinstance(condition, AllOf) else (condition,)
    assert isinstance(comparison, Comparison)
    assert comparison.left == Column("name")
    assert comparison.right == Value(value)


@pytest.mark.parametrize("text", ["age", "age = ", "age ~ 5", "a = 1 AND", "1 2 3", "age = 5 'x'", "x(", "'"])
def test_text_that_is_no_condition_is_refused(text: str) -> None:
    with pytest.raises(TypeMismatch, match="no condition"):
        parse_filter((text,), ())


def test_name_of_a_column_is_no_value() -> None:
    with pytest.raises(TypeMismatch, match="no condition"):
        CONDITION.convert(Template(("", " LIKES 'x'"), ("age",)))


@pytest.mark.parametrize(
    ("row", "text", "holds"),
    [
        ({"Name": "Ana", "age": 30}, "NAME = 'Ana' AND Age > 18", True),
        ({"Name": "ana", "age": 30}, "name = 'Ana'", False),
        ({"Name": "ana", "age": 30}, "name LIKE 'AN*'", True),
        ({"Name": "Ana", "age": None}, "age < 18", False),
        ({"Name": "Ana", "age": None}, "NOT age < 18", True),
        ({"Name": "Ana", "age": "30"}, "age = 30", True),
        ({"Name": "Ana", "age": 3}, "age IN [1, 2, 3]", True),
        ({"Name": "open", "open": "yes"}, "name = open", False),
        ({"Name": "shut", "age": 1}, "name = shut", True),
    ],
)
def test_condition_holds(row: dict[str, object], text: str, holds: bool) -> None:
    assert bool(test_of(settled(parse_filter((text,), ()), COLUMNS))(row)) is holds


def test_variable_is_read_where_no_column_has_its_name() -> None:
    condition = settled(Comparison("=", Column("AGE", lambda: 1), Column("least", lambda: 5)), COLUMNS)
    assert condition == Comparison("=", Column("age"), Value(5))
    assert dict(equalities(condition)) == {"age": 5}


def test_name_that_is_neither_is_told_with_the_nearest() -> None:
    with pytest.raises(ProgramError, match="the table has no column `agee`") as caught:
        settled(Comparison("=", Column("agee"), Value(5)), COLUMNS)
    assert caught.value.hint == "did you mean age?"


def test_either_side_of_or_narrows_nothing() -> None:
    condition = settled(parse_filter(("age = 5 OR age = 6",), ()), COLUMNS)
    assert dict(equalities(condition)) == {}
