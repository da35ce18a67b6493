"""BEGIN MAIL and BEGIN TALK: headers, holes and free text."""

from __future__ import annotations

from botmail.lang import nodes
from botmail.lang.parser import parse
from tests.lang.vocabulary import VOCABULARY


def _block(source: str) -> nodes.TextBlock:
    parsed = parse(source, VOCABULARY)
    assert parsed.diagnostics == ()
    (block,) = parsed.program.body
    assert isinstance(block, nodes.TextBlock)
    return block


def test_mail_splits_headers_at_the_first_blank_line() -> None:
    block = _block('BEGIN MAIL "a@b"\nSubject: Hello ${name}\nCc: x@y\n\nDear ${name},\n\nit\'s "fine"\nEND MAIL')
    assert block.verb.phrase == "SEND MAIL"
    assert [name for name, _ in block.headers] == ["Subject", "Cc"]
    subject = block.headers[0][1]
    assert subject[0] == "Hello "
    assert isinstance(subject[1], nodes.Name)
    assert (subject[1].span.line, subject[1].span.column) == (2, 18)
    assert block.parts[0] == "Dear "
    assert block.parts[2] == ',\n\nit\'s "fine"'
    assert isinstance(block.parts[1], nodes.Name)
    assert (block.parts[1].span.line, block.parts[1].span.column) == (5, 8)


def test_mail_without_headers_is_all_body() -> None:
    block = _block("BEGIN MAIL to\nHello: not a header\n\nNote\nEND MAIL".replace("Hello: not", "Hello, not"))
    assert block.headers == ()
    assert block.parts == ("Hello, not a header\n\nNote",)


def test_talk_keeps_its_text_as_it_stands() -> None:
    block = _block("BEGIN TALK\nSubject: it's\n\\${plain} \\n ${1 + 2}\nEND TALK")
    assert block.verb.phrase == "TALK"
    assert block.headers == ()
    assert block.parts[0] == "Subject: it's\n${plain} \\n "
    assert isinstance(block.parts[1], nodes.Binary)


def test_mistake_in_a_hole_is_reported_where_it_stands() -> None:
    (diagnostic,) = parse("BEGIN TALK\nline\nsum ${1 +}\nEND TALK", VOCABULARY).diagnostics
    assert (diagnostic.code, diagnostic.span.line, diagnostic.span.column) == ("BM108", 3, 9)
