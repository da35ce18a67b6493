"""No text makes the parser fail, hang or speak in the names of its own parts."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from botmail.lang.completeness import is_complete
from botmail.lang.completion import complete
from botmail.lang.diagnostics import render
from botmail.lang.inspection import inspect
from botmail.lang.parser import parse
from tests.lang.vocabulary import VOCABULARY

PIECES = [
    "IF",
    "THEN",
    "ELSE",
    "ELSEIF",
    "END",
    "FOR",
    "EACH",
    "IN",
    "TO",
    "STEP",
    "NEXT",
    "WHILE",
    "WEND",
    "DO",
    "LOOP",
    "UNTIL",
    "SELECT",
    "CASE",
    "SWITCH",
    "DEFAULT",
    "SUB",
    "FUNCTION",
    "CALL",
    "RETURN",
    "EXIT",
    "WITH",
    "TRY",
    "CATCH",
    "FINALLY",
    "ON",
    "ERROR",
    "RESUME",
    "BEGIN",
    "MAIL",
    "TALK",
    "LET",
    "SET",
    "PARAM",
    "DIM",
    "PRINT",
    "INPUT",
    "HEAR",
    "FORMAT",
    "AS",
    "WHERE",
    "ORDER",
    "BY",
    "LIMIT",
    "DESC",
    "UPDATE",
    "FROM",
    "AND",
    "OR",
    "NOT",
    "MOD",
    "IS",
    "NULL",
    "LIKE",
    "CONTAINS",
    "a",
    "b",
    "x.y",
    "email",
    "SEND",
    "GET",
    "FIND",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#{",
    ",",
    ":",
    ";",
    ".",
    "?.",
    "??",
    "?",
    "+",
    "-",
    "*",
    "/",
    "\\",
    "^",
    "&",
    "=",
    "==",
    "<>",
    "+=",
    "++",
    '"',
    "'",
    '"s"',
    "'q'",
    "1",
    "2.5",
    ".5",
    "12ab",
    "“",
    "”",
    "é",
    "漢",
    "_",
    "//",
    "/*",
    "*/",
    "#",
    "REM",
    "${",
    '"${',
    '}"',
    "$",
]
PROGRAMS = st.lists(st.sampled_from([*PIECES, "\n", "\n", " "]), max_size=40).map(" ".join)


@settings(max_examples=150, deadline=None)
@example(source="_ _ FINALLY { ,", place=0.2)
@given(source=st.one_of(PROGRAMS, st.text(max_size=80)), place=st.floats(0, 1))
def test_any_text_is_answered(source: str, place: float) -> None:
    for diagnostic in parse(source, VOCABULARY).diagnostics:
        render(diagnostic, source, "cell")
        assert diagnostic.message
    cursor = round(place * len(source))
    names = {"a": 1}
    complete(source, cursor, VOCABULARY, names=names, names_for=lambda _: ["INBOX"])
    inspect(source, cursor, VOCABULARY, names=names)
    is_complete(source, VOCABULARY)


@settings(max_examples=100, deadline=None)
@given(source=PROGRAMS)
def test_no_name_of_a_terminal_is_shown(source: str) -> None:
    for diagnostic in parse(source, VOCABULARY).diagnostics:
        shown = f"{diagnostic.message} {diagnostic.hint}".split()
        assert not [word for word in ("VEND", "LCALL", "LVERB", "LMAP", "RPAR", "ARG_OF_CLAUSE") if word in shown]


SHAPES = {
    "brackets": lambda n: "x = " + "(" * n + "1" + ")" * n,
    "open brackets": lambda n: "(" * n,
    "mixed brackets": lambda n: "({[)}]" * n,
    "signs": lambda n: "x = " + "-" * n + "1",
    "sums": lambda n: "x = " + "1 + " * n + "1",
    "sums and differences": lambda n: "x = " + "1 + 2 - " * n + "1",
    "conditions": lambda n: "x = " + "a AND " * n + "b",
    "questions": lambda n: "x = " + "a ? b : " * n + "1",
    "quotes": lambda n: '"' * n,
    "open texts": lambda n: 'x = "a\n' * n,
    "holes": lambda n: 'x = "' + "${" * n + '"',
    "blocks": lambda n: "IF a THEN\n" * n,
    "inline blocks": lambda n: "IF a THEN " * n + "x = 1",
    "wrong ends": lambda n: "FOR i = 1 TO 2\nWEND\n" * n,
    "text blocks": lambda n: "".join(f"BEGIN X{i}\n" for i in range(n)),
    "members": lambda n: "x" + ".a" * n,
    "verbs": lambda n: "TALK FORMAT " * n,
    "words": lambda n: "a " * n,
    "commas": lambda n: "PRINT " + "a, " * n + "b",
    "clauses": lambda n: "SEND MAIL " + "TO SUBJECT " * n,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_parsing_takes_time_in_proportion(shape: str) -> None:
    make = SHAPES[shape]
    few, many = _processor_seconds(make(200)), _processor_seconds(make(1600))
    # Eight times the text; a square would take 64 times as long, and short runs are never exact.
    assert many < 24 * max(few, 0.004)


def _processor_seconds(source: str) -> float:
    """The best of three runs, without the collector of garbage, which looks at all that other tests left."""
    gc.collect()
    gc.disable()
    try:
        return min(_measured(source) for _ in range(3))
    finally:
        gc.enable()


def _measured(source: str) -> float:
    start = time.process_time()
    parse(source, VOCABULARY)
    return time.process_time() - start
