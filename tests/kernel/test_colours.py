"""Colours: the word lists are the vocabulary's, and every kind of word has a colour of its own."""

from __future__ import annotations

import json
import re

import pytest
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, Operator, String

from kernel.words import SCRIPT, current_files, read_words

LEXER = get_lexer_by_name("botmail-basic")


def test_words_are_those_of_the_vocabulary() -> None:
    stale = [path.name for path, text in current_files().items() if path.read_text(encoding="utf-8") != text]
    assert not stale, "the vocabulary has changed: run `just words`"


def test_script_and_lexer_have_the_same_words() -> None:
    (line,) = re.findall(r"^const WORDS = (.*);$", SCRIPT.read_text(encoding="utf-8"), re.MULTILINE)
    assert json.loads(line) == read_words()


@pytest.mark.parametrize(
    ("program", "piece", "kind"),
    [
        ("SEND MAIL a, b, c", "SEND MAIL", Name.Builtin),
        ("x = get_emails(1)", "get_emails", Name.Builtin),
        ("IF a THEN TALK b", "TALK", Name.Builtin),
        ("IF a THEN TALK b", "THEN", Keyword),
        ("flag = 3", "flag", Name.Variable),
        ("x = flag", "flag", Name.Variable),
        ("TALK email.subject", "subject", Name.Attribute),
        ("SEND MAIL a, b, c CC d", "CC", Keyword.Pseudo),
        ("x = a CONTAINS b", "CONTAINS", Operator.Word),
        ("x = TRUE", "TRUE", Keyword.Constant),
        ("x = LEN(y)", "LEN", Name.Function),
        ("x = 'one' ' two", "'one'", String),
        ("x = 'one' ' two", "' two", Comment.Single),
        ("TALK 1 // two", "// two", Comment.Single),
        ('x = "say ""hi"" é" & 1', '"say ""hi"" é"', String),
        ("x = 12.5", "12.5", Number),
        ("BEGIN MAIL\nSubject: FOR ${name}\nEND MAIL", "Subject: FOR ", String),
        ("BEGIN MAIL\nSubject: FOR ${name}\nEND MAIL", "${name}", String.Interpol),
        ("%%preview\nTALK 1", "%%preview\n", Comment.Preproc),
    ],
)
def test_lexer_tells_the_kinds_of_words_apart(program: str, piece: str, kind: object) -> None:
    assert (kind, piece) in set(LEXER.get_tokens(program))


def test_lexer_keeps_every_character() -> None:
    program = "x = 'a\nü§ \U0001f600 ${} \"open\n/* remark\nEND MAIL\n"
    assert "".join(text for _, text in LEXER.get_tokens(program)) == program
