"""The table that the package ships belongs to the grammar, and the grammar is unambiguous."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from importlib.resources import files

import lark
import pytest
from lark.lexer import Lexer

from botmail.lang.table import build, grammar_text, serialized


class NoLexer(Lexer):
    """Lark wants one."""

    def __init__(self, configuration: object) -> None:
        del configuration

    def lex(self, lexer_state: object, parser_state: object) -> Iterator[lark.Token]:
        raise AssertionError(lexer_state, parser_state)


def test_table_is_current() -> None:
    shipped = files("botmail.lang").joinpath("grammar.table").read_text("ascii")
    assert serialized(build(grammar_text())) == shipped, "run: python -m botmail.lang.table"


def test_grammar_has_no_conflict(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    # Tests that run a Jupyter application in this process leave other loggers switched off.
    monkeypatch.setattr(lark.logger, "disabled", False)
    ambiguous = "start: a\na: X | X a | a X\n%declare X"
    assert _conflicts(ambiguous, caplog)
    assert not _conflicts(grammar_text(), caplog)


def _conflicts(grammar: str, caplog: pytest.LogCaptureFixture) -> list[str]:
    caplog.clear()
    level = lark.logger.level
    lark.logger.addHandler(caplog.handler)
    lark.logger.setLevel(logging.DEBUG)
    try:
        lark.Lark(grammar, parser="lalr", lexer=NoLexer, debug=True, maybe_placeholders=False)
    finally:
        lark.logger.removeHandler(caplog.handler)
        lark.logger.setLevel(level)
    return [record.message for record in caplog.records if "conflict" in record.message.lower()]
