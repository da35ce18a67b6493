"""What is said about a mistake, by example: each row is a program, and all that is said about it."""

from __future__ import annotations

import pytest

from botmail.lang.codes import CODES
from botmail.lang.parser import parse
from tests.lang.vocabulary import VOCABULARY

# code, line:column, part of the message, part of the hint
Row = tuple[str, tuple[tuple[str, str, str, str], ...]]
MISTAKES: tuple[Row, ...] = (
    ('IF x > 5 TALK "a"', (("BM106", "1:8", "THEN is missing", "IF condition THEN"),)),
    ('IF x = 1 THEM\nTALK "a"\nEND IF', (("BM107", "1:10", "between 1 and THEM", "THEN?"),)),
    ('IF x THEN\nTALK "a"', (("BM103", "1:1", "this IF is not closed", "END IF"),)),
    ("END IF", (("BM104", "1:1", "END IF without IF", "take it out"),)),
    ("ELSE", (("BM104", "1:1", "ELSE without IF", "IF"),)),
    ("IF a THEN\nELSE\nELSE\nEND IF", (("BM104", "3:1", "has its ELSE already", "ELSE IF"),)),
    ("NEXT", (("BM104", "1:1", "NEXT without FOR", "FOR"),)),
    ("IF x THEN\nCASE 3\nEND IF", (("BM104", "2:1", "CASE without SELECT CASE", "SELECT CASE"),)),
    (
        "FOR i = 1 TO 3\nFOR j = 1 TO 3\nTALK i\nNEXT i\nNEXT j",
        (("BM105", "4:6", "NEXT i does not end this loop: FOR j", "NEXT j"),),
    ),
    ("FOR i = 1 TO 3\nWEND", (("BM105", "2:1", "WEND does not end FOR", "NEXT"),)),
    ("FOR EACH x IN xs {\nTALK x\nNEXT", (("BM105", "3:1", "opened with {", "write }"),)),
    ("FOR EACH e IN x\nIF a THEN\nTALK e\nNEXT", (("BM103", "2:1", "this IF is not closed", "END IF"),)),
    ("IF x > THEN\nTALK x\nEND IF", (("BM108", "1:8", "between > and THEN", "value"),)),
    ("FOR i 1 TO 3\nNEXT", (("BM106", "1:5", "needs =", "FOR i = 1 TO 10"),)),
    ("FOR EACH x xs\nNEXT", (("BM106", "1:10", "needs IN", "FOR EACH email IN emails"),)),
    ("FOR i = 1 3\nNEXT", (("BM106", "1:9", "TO is missing", "FOR i = 1 TO 10"),)),
    ("TALK ”hello", (("BM110", "1:6", "typographic", '"text"'),)),
    ("x = “hi” + ‘a’", (("BM110", "1:12", "typographic", '"text"'),)),
    ('TALK "hello\nx = 1\nTALK "bye"', (("BM101", "1:6", "not closed", '"'),)),
    ("x = (1 + 2\ny = 3", (("BM102", "1:5", "this ( is not closed", ")"),)),
    ("IF (a = 1 THEN\nx = 2\nEND IF", (("BM102", "1:4", "this ( is not closed", ")"),)),
    ("x = 1 + 2)", (("BM102", "1:10", "never opened", "take it out"),)),
    ("}", (("BM102", "1:1", "never opened", "take it out"),)),
    ('TALK "a" "b"', (("BM107", "1:10", 'between "a" and "b"', "comma"),)),
    ("a = 2 THEN\nx = 1\nELSE\nx = 2\nEND IF", (("BM106", "1:1", "IF is missing before a", "IF condition THEN"),)),
    ("x = 5 y = 6", (("BM107", "1:7", "between 5 and y", "line of its own"),)),
    ('SEND MAIL a, b, c CCC "x"', (("BM304", "1:19", "SEND MAIL has no clause CCC", "did you mean CC?"),)),
    ('TALK x CONTAIN "y"', (("BM107", "1:8", "between x and CONTAIN", "CONTAINS"),)),
    ("x = 5 +\ny = 2", (("BM108", "1:7", "missing behind +", "value"),)),
    ("x = = 3", (("BM108", "1:5", "between = and =", "value"),)),
    ("x = {a = 1}", (("BM108", "1:6", "a map needs a name and a colon", "{name:"),)),
    ("SEND MAIL a, , b", (("BM109", "1:14", "one too many", "take it out"),)),
    ('SEND MAIL a, b, c,\nTALK "x"', (("BM108", "1:18", "missing behind ,", "take the comma out"),)),
    ("WAIT 1, 2", (("BM302", "1:7", "WAIT takes one value", "for example"),)),
    ("x = 12abc", (("BM112", "1:5", "neither a number nor a name", "letter"),)),
    ("x = 3 ~ 4", (("BM111", "1:7", "~", "take it out"), ("BM107", "1:9", "between 3 and 4", "comma"))),
    ("def foo():", (("BM113", "1:1", "Python's word", "FUNCTION"),)),
    ("elif x then", (("BM113", "1:1", "Python's word", "ELSE IF"),)),
    ("Dim a(10)", (("BM113", "1:1", "needs no size", "a = []"),)),
    ("i++", (("BM113", "1:1", "another language", "i += 1"),)),
    ("a(1) = 2", (("BM116", "1:1", "cannot be assigned", "a[1] = 2"),)),
    ("x = a < b < c", (("BM114", "1:5", "cannot follow one another", "a < b AND b < c"),)),
    (".age = 3", (("BM119", "1:1", "belongs to no object", "WITH"),)),
    ("BEGIN MAIL x\nhello it's", (("BM117", "1:1", "BEGIN MAIL is not closed", "END MAIL"),)),
    ("/* x", (("BM117", "1:1", "comment is not closed", "*/"),)),
    ('TALK "a ${x + } b"', (("BM108", "1:13", "missing behind +", "value"),)),
    ('TALK "a ${b"', (("BM118", "1:9", "not closed", "${name}"),)),
    ('TALK "C:\\new"', (("BM151", "1:6", "not a backslash", "\\\\"),)),
    ("SEND MIAL a, b, c", (("BM201", "1:1", "there is no verb SEND MIAL", "SEND MAIL"),)),
    ('TLAK "x"', (("BM201", "1:1", "there is no verb TLAK", "did you mean TALK?"),)),
    ('x = GETEMAILS "INBOX"', (("BM201", "1:5", "there is no verb GETEMAILS", "GET EMAILS"),)),
    ("MOVE e archive", (("BM201", "1:1", "there is no verb MOVE E", "MOVE exists"),)),
    ("BEGIN PROMPT x\nit's \"\nEND PROMPT\nTALK 1", (("BM201", "1:1", "BEGIN PROMPT", "BEGIN MAIL"),)),
    ("again:\nGOTO again", (("BM160", "2:1", "GOTO", "WHILE"),)),
    ('ORCHESTRATE WORKFLOW "x"\nSTEP 1\nEND WORKFLOW', (("BM160", "1:1", "workflows", "SUB"),)),
    ("TABLE t\nit's a \"\nEND TABLE", (("BM160", "1:1", "TABLE", "SAVE"),)),
    ('DESCRIPTION "x"', (("BM160", "1:1", "DESCRIPTION", "comment"),)),
    ("SELECT a FROM b", (("BM106", "1:1", "CASE, or the columns", "SELECT name FROM rows"),)),
    ("ON TIMER", (("BM106", "1:1", "ON goes with", "ON EMAIL"),)),
    ("ON EMAIL IN\nTALK 1\nEND ON", (("BM108", "1:10", "missing behind IN", "value"),)),
    ('ON EMAIL FROM "a" FROM "b"\nTALK 1\nEND ON', (("BM304", "1:19", "FROM stands here twice", "take one"),)),
    ("ON EMAIL\nTALK 1", (("BM103", "1:1", "this ON EMAIL is not closed", "END ON"),)),
)


@pytest.mark.parametrize(("source", "expected"), MISTAKES, ids=[source for source, _ in MISTAKES])
def test_mistake_is_explained_once(source: str, expected: tuple[tuple[str, str, str, str], ...]) -> None:
    found = parse(source, VOCABULARY).diagnostics
    said = [(one.code, f"{one.span.line}:{one.span.column}", one.message, one.hint) for one in found]
    assert [row[:2] for row in said] == [row[:2] for row in expected]
    for (_, _, message, hint), (_, _, message_part, hint_part) in zip(said, expected, strict=True):
        assert message_part in message
        assert hint_part in hint


@pytest.mark.parametrize("row", MISTAKES, ids=[source for source, _ in MISTAKES])
def test_mistake_does_not_hide_the_rest(row: Row) -> None:
    source, expected = row
    if any(code in {"BM102", "BM101", "BM117", "BM118"} for code, *_ in expected):
        return
    found = parse(f"{source}\nx = )\n", VOCABULARY).diagnostics
    assert any(one.code == "BM102" and one.span.line == source.count("\n") + 2 for one in found)


def test_every_code_said_here_is_in_the_table() -> None:
    assert {code for _, expected in MISTAKES for code, *_ in expected} <= set(CODES)
