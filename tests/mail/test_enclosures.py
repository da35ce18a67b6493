"""Attachments go out and read back as they are, whatever is in them and however they are called."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.domain.address import Address
from botmail.domain.draft import Draft
from botmail.mail.compose import compose
from botmail.mail.enclosures import enclosures, type_of_name
from botmail.mail.parse import parse_message
from tests.servers.mailserver import compose_mail

DATE = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
ME = Address("", "me@example.com")


def composed(*files: tuple[str, str, bytes], html: str | None = None, text: str = "See below.") -> bytes:
    draft = Draft(
        to=(Address("", "ana@example.com"),), subject="Files", text=text, html=html, attachments=enclosures(files)
    )
    return compose(draft, sender=ME, message_id="<1@example.com>", date=DATE, reference="r")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("report.pdf", "application/pdf"),
        ("list.CSV", "text/csv"),
        ("table.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("photo.jpg", "image/jpeg"),
        ("backup.tar.gz", "application/gzip"),
        ("mail.eml", "message/rfc822"),
        ("README", "application/octet-stream"),
        ("odd.xyzzy", "application/octet-stream"),
    ],
)
def test_type_by_name(name: str, expected: str) -> None:
    assert type_of_name(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "plain.txt",
        "two words.pdf",
        'quote".pdf',
        "Grüße aus Köln.pdf",
        "見積書.pdf",
        "x" * 120 + ".pdf",
        "ü" * 140 + ".pdf",
    ],
)
def test_name_is_read_by_us_and_by_the_standard_library(name: str) -> None:
    raw = composed((name, "", b"content"))
    assert max(map(len, raw.split(b"\r\n"))) < 200
    (found,) = parse_message(raw).attachments
    (standard,) = message_from_bytes(raw, EmailMessage, policy=policy.default).iter_attachments()
    assert found.name == standard.get_filename() == name.replace('"', "_")


@given(content=st.binary(max_size=2000), text=st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_any_content_comes_back(content: bytes, text: str) -> None:
    message = parse_message(composed(("data.bin", "", content), text=text, html="<p>x</p>"))
    assert [file.content for file in message.attachments] == [content]
    assert (message.text, message.html) == (text, "<p>x</p>")


def test_several_of_one_name_are_numbered_and_names_lead_nowhere() -> None:
    made = enclosures([("a.txt", "", b"1"), ("a.txt", "", b"2"), ("../../.ssh/id_rsa", "", b"3"), ("", "", b"4")])
    assert [file.name for file in made] == ["a.txt", "a (2).txt", "id_rsa", "attachment"]
    assert [file.content for file in parse_message(composed(("a.txt", "", b"1"), ("a.txt", "", b"2"))).attachments] == [
        b"1",
        b"2",
    ]


def test_mail_is_attached_as_it_is_where_that_is_allowed() -> None:
    plain, eight_bits = compose_mail("Inner"), b"Subject: x\r\n\r\n\xe4\r\n"
    whole, packed = enclosures([("a.eml", "", plain), ("b.eml", "", eight_bits)])
    assert (whole.type, packed.type) == ("message/rfc822", "application/octet-stream")
    raw = composed(("a.eml", "", plain), ("b.eml", "", eight_bits))
    assert plain in raw
    assert [file.content for file in parse_message(raw).attachments] == [plain, eight_bits]


@pytest.mark.parametrize(
    "kind", ["text/plain\r\nBcc: eve@example.com", "nonsense", "multipart/mixed", "message/partial"]
)
def test_type_that_would_mislead_is_plain_bytes(kind: str) -> None:
    (made,) = enclosures([("a.bin", kind, b"x")])
    assert made.type == "application/octet-stream"
