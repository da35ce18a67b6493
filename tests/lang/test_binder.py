"""What is wrong with names and arguments, told before anything runs, with the very columns."""

from __future__ import annotations

import pytest

from tests.lang.running import LANGUAGE

CASES = [
    # program, code, severity, line, columns, message, hint
    ("TALK lft(1, 2)", "BM202", "error", (1, 6, 9), "there is no function or SUB `lft`", "did you mean LEFT?"),
    (
        "SUB greet\nEND SUB\ngret()",
        "BM202",
        "error",
        (3, 1, 5),
        "there is no function or SUB `gret`",
        "did you mean greet?",
    ),
    (
        'TALK LEFT("a")',
        "BM303",
        "error",
        (1, 6, 15),
        "LEFT takes 2 arguments, and 1 came",
        'for example: LEFT("invoice", 3)',
    ),
    ("TALK NOW(1)", "BM302", "error", (1, 6, 12), "NOW takes no arguments, and 1 came", "for example: NOW()"),
    ("SUB s(a)\nEND SUB\ns", "BM303", "error", (3, 1, 2), "`s` takes 1 argument, and 0 came", "write s(a)"),
    ("SUB s(a)\nEND SUB\ns 1, 2", "BM302", "error", (3, 6, 7), "`s` takes 1 argument, and 2 came", "write s(a)"),
    (
        "SUB s(a, b)\nEND SUB\nCALL s(1)",
        "BM303",
        "error",
        (3, 6, 10),
        "`s` takes 2 arguments, and 1 came",
        "write s(a, b)",
    ),
    ('SEND MAIL "a", "b"', "BM303", "error", (1, 1, 19), "SEND MAIL lacks `body`", None),
    (
        'RENAME FOLDER "a"',
        "BM305",
        "error",
        (1, 1, 18),
        "TO is missing: RENAME FOLDER needs it",
        'for example: RENAME FOLDER "a" TO "b"',
    ),
    (
        "SUB left(a)\nEND SUB",
        "BM204",
        "error",
        (1, 1, 8),
        "`left` is a word of the language, so no SUB can have this name",
        "give it another name, such as my_left",
    ),
    ("SUB s\nEND SUB\nSUB S\nEND SUB", "BM205", "error", (3, 1, 8), "there is a SUB `S` in this program already", None),
    (
        "customer = 1\nTALK custmer",
        "BM203",
        "warning",
        (2, 6, 13),
        "nothing gives `custmer` a value",
        "did you mean customer?",
    ),
    (
        'a = 1\nIF a = "x" OR "y" THEN TALK 1',
        "BM152",
        "warning",
        (2, 15, 18),
        'OR "y" is always true: it does not compare again',
        'write OR a = "y"',
    ),
    (
        "a = [1]\nFOR i = 0 TO UBOUND(a)\nNEXT",
        "BM153",
        "warning",
        (2, 14, 23),
        "UBOUND is the number of items, so this goes one past the end",
        "use FOR EACH item IN list, or TO UBOUND(list) - 1",
    ),
    (
        'BEGIN MAIL "a"\nSubjct: x\n\ntext\nEND MAIL',
        "BM304",
        "error",
        (2, 1, 7),
        "SEND MAIL knows no header `Subjct`",
        "did you mean Subject?",
    ),
    (
        "BEGIN MAIL\nSubject: x\n\ntext\nEND MAIL",
        "BM303",
        "error",
        (1, 1, 6),
        "SEND MAIL lacks `to`",
        "write it behind BEGIN …, or in a line To: below it",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_mistake_is_told_where_it_is(case: tuple[str, str, str, tuple[int, int, int] | None, str, str | None]) -> None:
    program, code, severity, place, message, hint = case
    (found,) = LANGUAGE.check(program)
    assert (found.code, found.severity.value, found.message) == (code, severity, message)
    if hint is not None:
        assert found.hint == hint
    if place is not None:
        assert (found.span.line, found.span.column, found.span.end_column) == place


FINE = [
    "FOR i = 1 TO UBOUND([1])\nNEXT",
    'a = 1\nIF a = 1 OR a = 2 THEN TALK a OR "none"',
    "SUB s(x)\ny = x\nEND SUB\ns 1\nTALK y",
    "FOR EACH case IN [1]\nTALK case\nNEXT",
    "TRY\nTALK 1\nCATCH e\nTALK e\nEND TRY\nIF ERR THEN TALK 2",
    'CALL "other.bas"\nTALK whatever_it_made',
    'HEAR name AS EMAIL\nTALK name',
    "WITH p\na = 1\nEND WITH\nTALK p.a",
    "order.city = 1\nTALK order",
    "FUNCTION f(n)\nf = n\nEND FUNCTION\nTALK f(1)",
    "PARAM n AS INTEGER DEFAULT 1\nTALK n",
    "ADD UP 1, 2, 3, 4",
]  # fmt: skip


@pytest.mark.parametrize("program", FINE)
def test_nothing_is_wrong_with(program: str) -> None:
    assert LANGUAGE.check(program) == ()


def test_names_of_earlier_cells_are_known() -> None:
    assert LANGUAGE.check("TALK total\ngreet 1\nTALK list", known_names=["total", "greet", "list_"]) == ()


def test_each_unknown_name_is_told_once_and_all_mistakes_at_once() -> None:
    found = LANGUAGE.check("TALK a\nTALK a + b\nTALK lft(1)\nTALK LEFT(1)")
    assert [one.code for one in found] == ["BM203", "BM203", "BM202", "BM303"]


def test_a_line_that_cannot_be_read_makes_no_name_unknown() -> None:
    assert {one.code for one in LANGUAGE.check("x = (1\nTALK x")} == {"BM102"}
