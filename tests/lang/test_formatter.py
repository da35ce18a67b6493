"""The canonical way to write a program: what changes, what never does, and that its meaning stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.keywords import VERBS
from botmail.lang.formatter import format_program
from botmail.lang.functions import FUNCTIONS
from botmail.lang.likeness import is_like
from botmail.lang.parser import parse
from botmail.lang.vocabulary import Vocabulary
from tests.lang import vocabulary

SELECT = next(verb for verb in VERBS if verb.phrase == "SELECT")
VOCABULARY = Vocabulary((*vocabulary.VOCABULARY.verbs, SELECT), FUNCTIONS)

HERE = Path(__file__).parent
SCRIPTS = sorted([*(HERE / "scripts").glob("*.bas"), *(HERE.parent / "programs").glob("*.bas")])

CHANGES = {
    "keywords": ("if a then talk b else print c", "IF a THEN TALK b ELSE PRINT c\n"),
    "verbs keep their underscores": ('x = get_emails("INBOX")', 'x = GET_EMAILS("INBOX")\n'),
    "names follow their first spelling": ("Total = 1\nTOTAL = total + 1", "Total = 1\nTotal = Total + 1\n"),
    "members and keys stay": ("x = {Name: 1}\ny = x.NAME", "x = {Name: 1}\ny = x.NAME\n"),
    "fields of WITH stay": (
        "status = 1\nWITH row\nStatus = status\nEND WITH",
        "status = 1\nWITH row\n    Status = status\nEND WITH\n",
    ),
    "functions": ("x=len(trim(y))", "x = LEN(TRIM(y))\n"),
    "operators": ("x=a+b*-c-1", "x = a + b * -c - 1\n"),
    "words for operators": ("x = not a and b mod 2 is not null", "x = NOT a AND b MOD 2 IS NOT NULL\n"),
    "brackets": ("x = f ( 1 ,[ 2,3 ] , { a : 1 } )", "x = f(1, [2, 3], {a: 1})\n"),
    "a sign behind a verb": ("TALK -1\nTALK [1]\nTALK (1) * 2", "TALK -1\nTALK [1]\nTALK (1) * 2\n"),
    "conditional": ("x = a?b:c", "x = a ? b : c\n"),
    "blocks": ("for each x in xs\ntalk x\nnext x", "FOR EACH x IN xs\n    TALK x\nNEXT x\n"),
    "cases": (
        "select case x\ncase 1,2\ntalk 1\ncase else\ntalk 2\nend select",
        "SELECT CASE x\n    CASE 1, 2\n        TALK 1\n    CASE ELSE\n        TALK 2\nEND SELECT\n",
    ),
    "braces stay": ("if(a){\ntalk 1\n}else{\ntalk 2\n}", "IF (a) {\n    TALK 1\n} ELSE {\n    TALK 2\n}\n"),
    "a line that goes on": ("x = a +\nb +\nc", "x = a +\n    b +\n    c\n"),
    "a line joined by hand": ("x = a _\n+ b", "x = a _\n    + b\n"),
    "brackets over lines": (
        'x = {\na: [\n1,\n2\n],\nb: f(\n"c")\n}',
        'x = {\n    a: [\n        1,\n        2\n    ],\n    b: f(\n        "c")\n}\n',
    ),
    "comments": (
        "rem a\nx=1 ' b\nif x then # c\n// d\n/* e */\nend if",
        "REM a\nx = 1  ' b\nIF x THEN  # c\n    // d\n    /* e */\nEND IF\n",
    ),
    "comments in a bracket": ("x = [\n' a\n1]", "x = [\n    ' a\n    1]\n"),
    "blank lines": ("\n\na = 1\n\n\n\n\nb = 2\n\n", "a = 1\n\n\nb = 2\n"),
    "blanks at the end": ("a = 1  \t\n", "a = 1\n"),
    "several statements": ("a=1:b=2 :c=3", "a = 1: b = 2 : c = 3\n"),
    "texts stay": ("x = \"if  a\n  then\" + 'not  '", "x = \"if  a\n  then\" + 'not  '\n"),
    "free text stays": (
        "if a then\nbegin mail to\nSubject:  x\n\n  if  y\nend mail\nend if",
        "IF a THEN\n    BEGIN MAIL to\nSubject:  x\n\n  if  y\nend mail\nEND IF\n",
    ),
    "types": ("hear x as email", "HEAR x AS EMAIL\n"),
    "parameters": ('param x as text like "a  b" default 1', 'PARAM x AS TEXT like "a  b" DEFAULT 1\n'),
    "what is out of scope": ("description  my   tool\nx=1", "description  my   tool\nx = 1\n"),
    "queries keep their blanks": (
        "x=select a.b,\ncount( * ) from t\ntalk x",
        "x = SELECT a.b,\n    count( * ) from t\nTALK x\n",
    ),
    "an ELSE behind a brace": (
        "if a then\nif b {\nc = 1\n}\nelse\nc = 2\nend if",
        "IF a THEN\n    IF b {\n        c = 1\n    }\nELSE\n    c = 2\nEND IF\n",
    ),
    "nothing": ("", ""),
    "nothing but a comment": ("' a", "' a\n"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_program_is_written_the_canonical_way(name: str) -> None:
    source, expected = CHANGES[name]
    formatted = format_program(source, VOCABULARY)
    assert (formatted.text, formatted.mistakes, formatted.is_safe) == (expected, (), True)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_meaning_stays_and_formatting_again_changes_nothing(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    formatted = format_program(source, VOCABULARY)
    assert formatted.is_safe
    assert is_like(parse(source, VOCABULARY).program, parse(formatted.text, VOCABULARY).program)
    assert format_program(formatted.text, VOCABULARY).text == formatted.text


def test_syntax_errors_leave_the_text_as_it_is() -> None:
    formatted = format_program("if a then\ntalk  (1", VOCABULARY)
    assert formatted.text == "if a then\ntalk  (1"
    assert [found.code for found in formatted.mistakes] == ["BM103", "BM102"]


@pytest.mark.parametrize(
    ("first", "second", "alike"),
    [
        ("Total = 1", "TOTAL  =  1 ' one", True),
        ("x = 1", "x = 1.0", False),
        ("x = true", "x = 1", False),
        ("x = {a: 1}", "x = {A: 1}", False),
        ("x = y.a", "x = y.A", False),
        ('x = "a"', 'x = "A"', False),
        ("a = 1: b = 2", "a = 1\nb = 2", True),
        ("IF a THEN b = 1", "IF a THEN\nb = 1\nEND IF", True),
        ("IF a THEN b = 1 ELSE c = 1", "IF a THEN b = 1: c = 1", False),
    ],
)
def test_programs_are_alike_by_meaning(first: str, second: str, alike: bool) -> None:
    one, other = (parse(source, VOCABULARY).program for source in (first, second))
    assert is_like(one, other) is alike
