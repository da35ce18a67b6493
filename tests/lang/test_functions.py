"""Functions of the language: what they give, and that each has a help and an example that works."""

from __future__ import annotations

import datetime as dt

import pytest

from botmail.domain.errors import ProgramError
from botmail.lang.functions import FUNCTIONS, VERBS
from tests.lang.running import NOON, Notebook

EVERY_NAME = """
    LEN LEFT RIGHT MID TRIM LTRIM RTRIM UCASE UPPER LCASE LOWER REPLACE SPLIT JOIN INSTR ASC CHR STR VAL CINT CDBL
    FORMAT ABS ROUND INT FIX SQR SQRT MAX MIN SGN POW RND RANDOM CEILING FLOOR LOG EXP SUM AVG COUNT NOW TODAY YEAR
    MONTH DAY HOUR MINUTE SECOND WEEKDAY DATEADD DATEDIFF DATEVALUE ISNULL ISEMPTY ISNUMERIC ISDATE ISARRAY TYPEOF
    UBOUND LBOUND SORT UNIQUE CONTAINS PUSH POP REVERSE SLICE KEYS VALUES HAS IIF NVL COALESCE CHOOSE JSON UUID
"""

VALUES = {
    'LEN("é😀")': 2,
    "LEN(NULL)": 0,
    "LEN([1, 2])": 2,
    'LEFT("abc", 2) & LEFT("abc", 9) & LEFT("abc", -1)': "ababc",
    'RIGHT("abc", 2) & RIGHT("abc", 0)': "bc",
    'MID("abcd", 2, 2) & MID("abcd", 3) & MID("abcd", 9)': "bccd",
    'TRIM("  a ") & LTRIM(" a ") & RTRIM(" a ")': "aa  a",
    'UPPER("straße") & LCASE("ÄB")': "STRASSEäb",
    'REPLACE("aAa", "a", "b") & REPLACE("a", "", "b")': "bAba",
    'SPLIT("a,b,,c", ",")': ["a", "b", "", "c"],
    'SPLIT(" a  b ")': ["a", "b"],
    'JOIN([1, "b", NULL], "-")': "1-b-",
    'INSTR("hello", "l")': 3,
    'INSTR(4, "hello", "l")': 4,
    'INSTR("hello", "L")': 0,
    'ASC("A") & CHR(8364)': "65€",
    "STR(2.50)": "2.5",
    'VAL("12 apples") + VAL("x") + VAL("-1.5e2")': -138.0,
    "CINT(2.5) & CINT(-2.5) & CINT(3.5)": "3-34",
    "ROUND(2.675, 2)": 2.68,
    "ROUND(-2.5)": -3,
    "ROUND(1234, -2)": 1200,
    "INT(-2.5) & FIX(-2.5) & CEILING(2.1) & FLOOR(2.9)": "-3-232",
    "SQR(16)": 4.0,
    "POW(2, 10)": 1024,
    "SGN(-3) & SGN(0) & SGN(2)": "-101",
    "MAX(3, 7, 5) & MIN([3, 7, NULL])": "73",
    'MAX("b", "c")': "c",
    "SUM([1, 2.5, NULL]) & AVG(1, 2)": "3.51.5",
    "AVG([])": None,
    "COUNT([1, 2]) & COUNT(NULL)": "20",
    "NOW()": NOON,
    "TODAY()": dt.date(2026, 11, 23),
    'YEAR("2026-11-23") & MONTH(TODAY()) & DAY(NOW())': "20261123",
    'HOUR("2026-11-23 14:05:09") & MINUTE("2026-11-23 14:05:09") & SECOND("2026-11-23 14:05:09")': "1459",
    'WEEKDAY("2026-11-22") & WEEKDAY("2026-11-28")': "17",
    'DATEADD("2024-02-29", 1, "year")': dt.date(2025, 2, 28),
    'DATEADD("month", 1, "2026-01-31")': dt.date(2026, 2, 28),
    'DATEADD("d", -1, TODAY())': dt.date(2026, 11, 22),
    'DATEDIFF("day", "2026-11-01", "2026-11-23")': 22,
    'DATEDIFF("2026-11-01", "2026-11-23")': 22,
    'DATEDIFF("2026-11-23", "2026-11-01", "days")': -22,
    'DATEDIFF("month", "2026-01-31", "2026-02-28")': 0,
    'DATEDIFF("hours", "2026-11-23 10:00", "2026-11-23 12:30")': 2,
    'ISDATE("2026-02-30") & ISDATE("2026-2-3")': "falsetrue",
    'ISNULL(NULL) & ISEMPTY({}) & ISEMPTY(0) & ISNUMERIC("4.5") & ISNUMERIC("4x") & ISARRAY([])':
        "truetruefalsetruefalsetrue",
    'TYPEOF(1) & TYPEOF("") & TYPEOF(NULL) & TYPEOF([]) & TYPEOF({}) & TYPEOF(TRUE) & TYPEOF(NOW())':
        "numbertextnulllistmapbooleandate",
    "UBOUND([4, 5]) & LBOUND([4])": "20",
    'SORT([3, "10", NULL, 2])': [None, 2, 3, "10"],
    'SORT(["b", "A", "c"])': ["A", "b", "c"],
    'SORT([{n: 2}, {n: 1}], "n", "DESC")[0].n': 2,
    'UNIQUE([1, "1", 1, TRUE])': [1, "1", True],
    'CONTAINS("URGENT", "gen") & CONTAINS([1], 2)': "truefalse",
    "PUSH([1], 2, 3)": [1, 2, 3],
    "POP([1, 2])": 2,
    "POP([])": None,
    'REVERSE([1, 2]) + [REVERSE("ab")]': [2, 1, "ba"],
    "SLICE([1, 2, 3], 1) + SLICE([1, 2, 3], 0, -1)": [2, 3, 1, 2],
    'KEYS({B: 1, a: 2}) + VALUES({B: 1, a: 2})': ["B", "a", 1, 2],
    'HAS({Name: 1}, "NAME") & HAS({}, "x")': "truefalse",
    'IIF(1 > 2, "a", "b") & NVL(NULL, 1) & COALESCE(NULL, 0, 2)': "b10",
    'CHOOSE(2, "a", "b")': "b",
    "CHOOSE(3, 1)": None,
    'JSON({a: [1, TRUE, NULL, "é"]})': '{"a": [1, true, null, "é"]}',
    'PARSEJSON("{\\"A\\": [1]}").a[0]': 1,
    "LEN(UUID())": 36,
    "FIRST([]) IS NULL AND LAST([1, 2]) = 2": True,
    'CBOOL("no") & CBOOL("yes")': "falsetrue",
    'SUBSTRING("invoice", 2, 4)': "vo",
    'PADLEFT("7", 3, "0") & PADRIGHT("a", 2) & "|"': "007a |",
    'left$("abc", 1)': "a",
}  # fmt: skip


@pytest.mark.parametrize(("expression", "value"), VALUES.items(), ids=VALUES)
def test_function_gives(expression: str, value: object) -> None:
    found = Notebook().run(f"x = {expression}\nx")
    assert found == value
    assert type(found) is type(value)


MISTAKES = {
    'LEFT("a", "x")': 'LEFT, count: a number is needed here, and "x" is text',
    "UPPER([1])": "UPPER, text: text is needed here, and this is a list",
    'YEAR("soon")': 'YEAR, date: a date is needed here, and "soon" is none',
    "SQR(-1)": "SQR needs a number that is 0 or more, and this is -1",
    "LOG(0)": "LOG needs a number that is above 0, and this is 0",
    'DATEADD(TODAY(), 1, "fortnight")': '"fortnight" is no unit of time',
    'DATEADD(TODAY(), 99999999, "year")': "this date would be before the year 1 or after 9999",
    "CHR(-1)": "CHR(-1): there is no such character",
    'ASC("")': "ASC of an empty text: there is no first character",
    'REPEAT("x", 1000000000)': "this text would have more than 256 million characters",
    'JOIN("abc", ",")': "JOIN, list: a list is needed here, and this is text",
    'PARSEJSON("{")': '"{" is no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)',
    "UBOUND(5)": "UBOUND needs a list, and this is a number",
    "RANDOM(6, 1)": "RANDOM(6, 1): the lowest is above the highest",
    "KEYS(1)": "KEYS, map: a map is needed here, and this is a number",
}


@pytest.mark.parametrize(("expression", "message"), MISTAKES.items(), ids=MISTAKES)
def test_function_refuses(expression: str, message: str) -> None:
    with pytest.raises(ProgramError) as caught:
        Notebook().run(f"x = {expression}")
    assert caught.value.message == message


def test_every_documented_function_is_there() -> None:
    known = {name for function in FUNCTIONS for name in (function.name, *function.aliases)}
    assert known >= set(EVERY_NAME.split())


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_function_has_help_and_an_example_that_runs(function: object) -> None:
    assert function.summary.endswith(".") or function.summary.endswith("…")  # type: ignore[attr-defined]  # a Function
    assert Notebook().run(f"x = {function.example}\nTALK x") is None  # type: ignore[attr-defined]  # a Function


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.phrase)
def test_every_verb_of_the_language_has_an_example_that_runs(verb: object) -> None:
    Notebook().run(verb.example)  # type: ignore[attr-defined]  # a Verb


def test_random_numbers_come_from_the_dice_of_the_runtime() -> None:
    assert Notebook().run("RANDOM(1, 6)") == Notebook().run("RANDOM(1, 6)")
    assert 0 <= Notebook().run("RND()") < 1


FORMATS = {
    'FORMAT(1234.5, "#,##0.00")': "1,234.50",
    'FORMAT(-1234.567, "#,##0.0#")': "-1,234.57",
    'FORMAT(5, "000")': "005",
    'FORMAT(0.5, "#.00")': ".50",
    'FORMAT(0.256, "0.0%")': "25.6%",
    'FORMAT(12, "$0.00 each")': "$12.00 each",
    'FORMAT(-0.001, "0.00")': "0.00",
    'FORMAT(1234.5, "n")': "1,234.50",
    'FORMAT(1234.5, "F1")': "1234.5",
    'FORMAT(1234.5, "f")': "1234.50",
    'FORMAT(1234.5, "C")': "$1,234.50",
    'FORMAT(1234.5, "C2[pt]")': "R$ 1.234,50",
    'FORMAT("1234.5", "0")': "1235",
    'FORMAT(NOW(), "yyyy-MM-dd HH:mm:ss")': "2026-11-23 12:00:00",
    'FORMAT("2026-11-23", "yyyy-mm-dd")': "2026-11-23",
    'FORMAT("2026-11-23 15:04", "h:mm tt")': "3:04 PM",
    'FORMAT(TODAY(), "dddd, d MMMM yy")': "Monday, 23 November 26",
    'FORMAT("Ana", "@ / ! / &")': "Ana / ANA / ana",
    'FORMAT(NULL, "0")': "",
    "FORMAT(2.0)": "2",
}


@pytest.mark.parametrize(("expression", "text"), FORMATS.items(), ids=FORMATS)
def test_format_writes(expression: str, text: str) -> None:
    assert Notebook().run(f"x = {expression}\nx") == text


def test_format_is_also_a_verb() -> None:
    assert Notebook().run('x = FORMAT 1234.5, "0.0"\nx') == "1234.5"
    assert Notebook().run('x = FORMAT 1234.5 AS "0.0"\nx') == "1234.5"


@pytest.mark.parametrize(
    "program", ['FORMAT("abc", "0.00")', 'FORMAT(1, "x")', 'FORMAT([1], "0")', 'FORMAT(1, "C2[xx]")']
)
def test_format_refuses_what_does_not_fit(program: str) -> None:
    with pytest.raises(ProgramError):
        Notebook().run(f"x = {program}")
