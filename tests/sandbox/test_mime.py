"""Messages are taken apart at exactly the right bytes, whatever they are like."""

from __future__ import annotations

import pytest

from botmail.sandbox.mime import parse_entity, split_parameters
from botmail.sandbox.structure import render_body_structure, render_nstring

MIXED = (
    b"Content-Type: multipart/mixed; boundary=outer\r\n\r\n"
    b"preamble\r\n"
    b"--outer\r\n\r\nplain text\r\n"
    b"--outer\r\nContent-Type: message/rfc822\r\n\r\n"
    b"Subject: inner\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n"
    b"--inner\r\n\r\none\r\n--inner\r\nContent-Type: text/html\r\n\r\n<p>two</p>\r\n--inner--\r\n"
    b"--outer--\r\nepilogue"
)


@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"], ids=["CRLF", "LF"])
@pytest.mark.parametrize(
    ("numbers", "body"),
    [([1], b"plain text"), ([2, 1], b"one"), ([2, 2], b"<p>two</p>"), ([1, 1], b"plain text")],
)
def test_section_has_its_bytes(numbers: list[int], body: bytes, line_end: bytes) -> None:
    entity = parse_entity(MIXED.replace(b"\r\n", line_end)).find(numbers)
    assert entity is not None
    assert entity.body == body


@pytest.mark.parametrize("numbers", [[3], [1, 2], [2, 3], [2, 1, 2]])
def test_missing_section_is_none(numbers: list[int]) -> None:
    assert parse_entity(MIXED).find(numbers) is None


@pytest.mark.parametrize(
    ("raw", "bodies"),
    [
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b", [b"one", b""]),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b--", [b""]),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nno end", [b"no end"]),
        (b"Content-Type: multipart/mixed\r\n\r\nno boundary", []),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--bb\r\n\r\nnot ours", []),
        (b"", []),
        (b"\r\nonly a body", []),
    ],
)
def test_broken_multipart_is_still_parts(raw: bytes, bodies: list[bytes]) -> None:
    assert [part.body for part in parse_entity(raw).parts] == bodies


def test_part_of_a_digest_is_a_message() -> None:
    raw = b"Content-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: one\r\n\r\ntext\r\n--b--"
    (part,) = parse_entity(raw).parts
    assert part.message is not None
    assert part.message.header == {b"subject": b"one"}


def test_parameters_are_unquoted() -> None:
    value = b'attachment; filename="a \\"b\\"; c.pdf"; size=3'
    assert split_parameters(value) == (b"attachment", ((b"filename", b'a "b"; c.pdf'), (b"size", b"3")))


@pytest.mark.parametrize(
    ("value", "rendered"),
    [
        (None, b"NIL"),
        (b"plain", b'"plain"'),
        (b'a "quote" \\', b'"a \\"quote\\" \\\\"'),
        ("é".encode(), b"{2}\r\n\xc3\xa9"),
    ],
)
def test_nstring_is_rendered(value: bytes | None, rendered: bytes) -> None:
    assert render_nstring(value) == rendered


def test_structure_of_a_plain_mail() -> None:
    structure = render_body_structure(parse_entity(b"Subject: x\r\n\r\none\r\ntwo\r\n"))
    assert structure == b'("text" "plain" ("charset" "us-ascii") NIL NIL "7bit" 10 2)'
