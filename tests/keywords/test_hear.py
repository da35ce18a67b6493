"""HEAR: types, menus, defaults, three tries, and nobody at the keyboard."""

from __future__ import annotations

import datetime as dt

import pytest

from botmail.domain.errors import InputProblem, ProgramError
from botmail.keywords.talk.answer_types import ANSWER_TYPES
from botmail.keywords.talk.hear import TRIES
from tests.fakes.display import RecordingDisplay
from tests.keywords.conftest import OpenWorkspace


@pytest.mark.parametrize(
    ("type_name", "good", "value", "bad"),
    [
        ("TEXT", "any thing", "any thing", None),
        ("NAME", " Ana ", "Ana", "  "),
        ("EMAIL", "Bob <bob@example.org>", "bob@example.org", "bob"),
        ("DATE", "2026-11-23", dt.date(2026, 11, 23), "tomorrow"),
        ("INTEGER", "42", 42, "4.5"),
        ("FLOAT", "2.5", 2.5, "two"),
        ("BOOLEAN", "Yes", True, "maybe"),
        ("BOOLEAN", "no", False, "2"),
        ("HOUR", "9:05", "09:05", "25:00"),
        ("MONEY", "€ 1,234.50", 1234.5, "much"),
        ("MONEY", "19.90 EUR", 19.9, "19.90.1"),
        ("PHONE", "+49 (30) 123-4567", "+49301234567", "12ab"),
        ("URL", "https://example.org/x", "https://example.org/x", "javascript:alert(1)"),
        ("PASSWORD", "s3cret", "s3cret", ""),
    ],
)
def test_answer_is_read_by_its_type(type_name: str, good: str, value: object, bad: str | None) -> None:
    kind = ANSWER_TYPES[type_name]
    assert kind.read(good) == value
    assert bad is None or kind.read(bad) is None


@pytest.mark.parametrize(
    ("program", "answers", "value"),
    [
        ('HEAR v WITH "?"\nv', ["x"], "x"),
        ('v = HEAR "?"\nv', ["x"], "x"),
        ("HEAR v AS INTEGER\nv", ["one", "1.5", "7"], 7),
        ('HEAR v AS "Red", "Green"\nv', ["blue", "green"], "Green"),
        ('HEAR v AS "Red", "Green"\nv', ["2"], "Green"),
        ("HEAR v DEFAULT 5\nv", [], 5),
        ("HEAR v DEFAULT NULL\nv", [], None),
        ("HEAR v AS INTEGER DEFAULT 5\nv", [""], 5),
        ('HEAR v AS INTEGER "How many?"\nv', ["3"], 3),
        ('INPUT "How many"; v\nv', ["3"], "3"),
        ('INPUT "How many", v\nv', ["3"], "3"),
        ("INPUT v\nv", ["3"], "3"),
        ('INPUT "Press a key"\n1', ["x"], 1),
        ('v = INPUT("How many")\nv', ["3"], "3"),
        ('INPUT "Where"; order.city\norder.city', ["Rome"], "Rome"),
        ('HEAR v AS "Red", "Green" WITH "Which?" DEFAULT "Red"\nv', [""], "Red"),
        ('v = HEAR("How many?") AS INTEGER\nv', ["4"], 4),
        ('v = HEAR AS INTEGER WITH "How many?"\nv', ["4"], 4),
    ],
)
def test_hear_fills_the_variable(
    open_workspace: OpenWorkspace, program: str, answers: list[str], value: object
) -> None:
    assert open_workspace({}, *answers).run(program).value == value


def test_wrong_answer_is_explained(open_workspace: OpenWorkspace, display: RecordingDisplay) -> None:
    open_workspace({}, "blue", "1").run('HEAR v AS "Red", "Green"')
    assert display.said == ["Please answer with one of Red, Green."]


def test_third_wrong_answer_is_an_error(open_workspace: OpenWorkspace) -> None:
    with pytest.raises(InputProblem, match="3 answers, and none was a whole number"):
        open_workspace({}, *(["x"] * TRIES)).run("HEAR v AS INTEGER")


def test_nobody_at_the_keyboard_is_an_error_without_a_default(open_workspace: OpenWorkspace) -> None:
    with pytest.raises(InputProblem):
        open_workspace({}).run("HEAR v")


def test_unknown_type_is_refused_with_those_there_are(open_workspace: OpenWorkspace) -> None:
    with pytest.raises(ProgramError) as caught:
        open_workspace({}, "x").run("HEAR v AS COLOUR")
    assert "COLOUR" in caught.value.message
    assert "INTEGER" in caught.value.hint
