"""Texts, comments and numbers: what the scanner makes of them."""

from __future__ import annotations

import pytest

from botmail.lang.lexemes import END, NEWLINE
from botmail.lang.scan import scan
from tests.lang.vocabulary import VOCABULARY

CASES = {
    "x = 1 ' a comment": ["x", "=", "1"],
    "REM it's": [],
    'REMEMBER "k", v': ["REMEMBER", '"k"', ",", "v"],
    "x = 5 REM it's": ["x", "=", "5"],
    "x = rem + 1": ["x", "=", "rem", "+", "1"],
    "ELSE 'otherwise it's theirs": ["ELSE"],
    "SEND MAIL to, ' the customer's address": ["SEND", "MAIL", "to", ","],
    "x = 'it' + 'b' ' comment": ["x", "=", "'it'", "+", "'b'"],
    "TALK 'don''t' ' say it": ["TALK", "'don''t'"],
    "x = status 'not a string'": ["x", "=", "status"],
    'x = "a // b # c \' d" // real': ["x", "=", '"a // b # c \' d"'],
    "x = #{a: 1} # comment": ["x", "=", "#{", "a", ":", "1", "}"],
    "x /* a ' \" b */ = 1": ["x", "=", "1"],
    'x = "a ${m["k"]} b"': ["x", "=", '"a ${m["k"]} b"'],
    'x = "say ""hi"""': ["x", "=", '"say ""hi"""'],
    "a<>b": ["a", "<>", "b"],
    "x = .5 + a.b": ["x", "=", ".5", "+", "a", ".", "b"],
    "x = 1e5 + 2.5": ["x", "=", "1e5", "+", "2.5"],
    "x = a _\n + b": ["x", "=", "a", "+", "b"],
    "größe$ = 漢字": ["größe$", "=", "漢字"],
    "PRINT https": ["PRINT", "https"],
}


@pytest.mark.parametrize(("source", "texts"), CASES.items(), ids=list(CASES))
def test_scan_cuts(source: str, texts: list[str]) -> None:
    scanned = scan(source, VOCABULARY)
    assert [one.text for one in scanned.lexemes if one.kind not in {NEWLINE, END}] == texts
    assert scanned.diagnostics == []


def test_scan_spans_count_characters() -> None:
    lexemes = scan('\té = "漢\n字" & 😀x', VOCABULARY).lexemes
    places = {one.text: (one.span.line, one.span.column, one.span.end_line, one.span.end_column) for one in lexemes}
    assert places["é"] == (1, 2, 1, 3)
    assert places['"漢\n字"'] == (1, 6, 2, 3)
    assert places["&"] == (2, 4, 2, 5)
    assert places["x"] == (2, 7, 2, 8)


def test_scan_keeps_raw_blocks_whole() -> None:
    source = "BEGIN MAIL to\nSubject: it's\n\n\"quoted\nEND MAIL\nx = 1"
    assert [one.text for one in scan(source, VOCABULARY).lexemes if one.kind == "raw"] == [
        "Subject: it's\n\n\"quoted\n"
    ]


def test_scan_ends_a_runaway_text_with_its_line() -> None:
    scanned = scan('TALK "a\n' + 'x = "b"\n' * 2000, VOCABULARY)
    assert [(one.code, one.span.line) for one in scanned.diagnostics] == [("BM101", 1)]
