"""Letters are noted down as people would, and become mails that are the same every time."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from botmail.sandbox.composer import compose
from botmail.sandbox.letters import Letter, parse_letters

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
OWNER = "Robin Hale <me@example.com>"


def parse_one(source: str, now: datetime = NOW) -> Letter:
    (letter,) = parse_letters(f"=====\n{source}", "INBOX", now)
    return letter


def compose_one(source: str) -> EmailMessage:
    raw = compose(parse_one(source), owner=OWNER, threads={"a": ("1@example.com", "2@example.com")}, now=NOW)
    return message_from_bytes(raw, EmailMessage, policy=policy.default)


@pytest.mark.parametrize(
    ("when", "now", "date"),
    [
        ("When: 0d 08:00", NOW, "2026-03-02T08:00:56+00:00"),
        ("When: 3d 16:44", NOW, "2026-02-27T16:44:24+00:00"),
        ("When: 0d 08:00\nZone: +0900", NOW, "2026-03-02T08:00:56+09:00"),
        ("When: 0d 18:00\nZone: -0500", NOW, "2026-03-01T18:00:06-05:00"),
        ("When: 0d 08:00", NOW.replace(hour=2), "2026-03-01T08:00:56+00:00"),
    ],
    ids=["today", "days ago", "of another zone", "of another zone, not in the future", "not in the future"],
)
def test_date_is_relative_to_the_clock(when: str, now: datetime, date: str) -> None:
    assert parse_one(f"{when}\nSubject: s\n\ntext\n", now).date.isoformat() == date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("until {+3d}", "until Thursday 5 March\n"),
        ("seit {-3d %d.%m.%Y}", "seit 27.02.2026\n"),
        ("{not a date}", "{not a date}\n"),
    ],
)
def test_dates_in_the_text_are_filled_in(written: str, read: str) -> None:
    assert parse_one(f"When: 0d 08:00\nSubject: s\n\n{written}\n").text == read


@pytest.mark.parametrize("source", ["Subject: no date\n\ntext\n", "When: soon\n\ntext\n", "When 0d 08:00\n\ntext\n"])
def test_broken_letter_is_an_error(source: str) -> None:
    with pytest.raises(ValueError, match=r"is not like|is no field"):
        parse_one(source)


def test_flags_and_keywords_are_told_apart() -> None:
    assert parse_one("When: 0d 08:00\nFlags: seen $Label1\n\nx\n").flags == ("\\Seen", "$Label1")


def test_answer_names_its_thread() -> None:
    mail = compose_one("When: 0d 08:00\nFrom: a@example.org\nSubject: Re: s\nId: b\nAnswers: a\n\nx\n")
    assert mail["Message-ID"] == "<b.20260302@example.org>"
    assert mail["In-Reply-To"] == "<2@example.com>"
    assert mail["References"] == "<1@example.com> <2@example.com>"


def test_invitation_has_a_calendar() -> None:
    mail = compose_one("When: 1d 08:00\nFrom: a@example.org\nSubject: Tea\nMeeting: +2d 14:00 45 Room 2\n\nCome!\n")
    calendar = mail.get_body(("calendar",))
    assert calendar is not None
    lines = calendar.get_content().splitlines()
    assert {"DTSTART:20260304T140000Z", "DTEND:20260304T144500Z", "SUMMARY:Tea", "LOCATION:Room 2"} <= set(lines)


def test_html_form_has_links_and_no_markup_of_the_text() -> None:
    mail = compose_one("When: 0d 08:00\nSubject: s\nLook: html\n\n1 < 2, see https://example.org/a.\n")
    html = mail.get_body(("html",))
    assert html is not None
    assert '1 &lt; 2, see <a href="https://example.org/a">https://example.org/a</a>.' in html.get_content()


@pytest.mark.parametrize(
    ("name", "kind", "start"),
    [
        ("quote.pdf", "application/pdf", b"%PDF-1.4"),
        ("photo.png", "image/png", b"\x89PNG"),
        ("subscribers.csv", "text/csv", b"name,email"),
    ],
)
def test_attachment_is_real(name: str, kind: str, start: bytes) -> None:
    mail = compose_one(f"When: 0d 08:00\nSubject: s\nAttach: {name}\n\nx\n")
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == (name, kind)
    content = file.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert content.startswith(start)
