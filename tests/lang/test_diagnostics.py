"""How a diagnostic is shown."""

from __future__ import annotations

import pytest

from botmail.lang.diagnostics import ProgramInvalid, has_errors, render
from botmail.lang.parser import parse
from tests.lang.vocabulary import VOCABULARY

SHOWN = {
    'TALK "a" "b"': '  1 | TALK "a" "b"\n    |          ^^^',
    '\tTALK "a" "b"': '  1 | \tTALK "a" "b"\n    | \t         ^^^',
    'TALK "é" "b"': '  1 | TALK "é" "b"\n    |          ^^^',
    'TALK "e\u0301" "b"': '  1 | TALK "e\u0301" "b"\n    |          ^^^',
    'TALK "漢字" "b"': '  1 | TALK "漢字" "b"\n    |             ^^^',
    'TALK "😀" "漢"': '  1 | TALK "😀" "漢"\n    |           ^^^^',
}


@pytest.mark.parametrize(("source", "picture"), SHOWN.items(), ids=list(SHOWN))
def test_render_puts_the_caret_under_the_columns(source: str, picture: str) -> None:
    (diagnostic,) = parse(source, VOCABULARY).diagnostics
    assert picture in render(diagnostic, source, "cell 3")


def test_render_is_four_lines() -> None:
    source = "\ufeffx = 1\r\nx = = 3\r\n"
    (diagnostic,) = parse(source, VOCABULARY).diagnostics
    assert render(diagnostic, source, "cell 3") == (
        "cell 3, line 2: error BM108: a value is missing between = and =\n"
        "  2 | x = = 3\n"
        "    |     ^\n"
        "  hint: write the value there"
    )


def test_diagnostic_as_json_has_the_fields_of_the_command() -> None:
    (diagnostic,) = parse("TLAK 1", VOCABULARY).diagnostics
    assert diagnostic.to_json() == {
        "category": "unknown",
        "code": "BM201",
        "severity": "error",
        "line": 1,
        "column": 1,
        "end_line": 1,
        "end_column": 5,
        "message": "there is no verb TLAK",
        "hint": "did you mean TALK?",
    }


def test_program_invalid_speaks_with_its_first_error() -> None:
    source = 'TALK "C:\\new"\nTLAK 1\nx = )'
    diagnostics = parse(source, VOCABULARY).diagnostics
    assert has_errors(diagnostics)
    assert str(ProgramInvalid(diagnostics, source)) == "there is no verb TLAK"
    assert not has_errors(diagnostics[:1])
