"""Letters become mails: the same letter at the same clock gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256
from html import escape

from botmail.sandbox.attachments import make_attachment
from botmail.sandbox.letters import Letter, parse_when

_LINK = re.compile(r"https://\S+[\w/]")
_OUTGOING = frozenset({"Sent", "Drafts"})
# Lines of the letters are longer than 78; quoted-printable would only hide them.
_POLICY = SMTP.clone(cte_type="7bit", max_line_length=120)


def compose(letter: Letter, *, owner: str, threads: Mapping[str, tuple[str, ...]], now: datetime) -> bytes:
    """Compose the mail of a letter; `threads` gives the references of those that are answered."""
    mail = EmailMessage(_POLICY)
    _write_header(mail, letter, owner=owner, threads=threads)
    mail.set_content(letter.text, charset=_charset_of(letter))
    if letter.notes.get("Look") == "html":
        mail.add_alternative(render_html(letter.text), subtype="html")
    if "Meeting" in letter.notes:
        mail.add_alternative(
            render_invitation(letter, owner=owner, now=now).encode(),
            maintype="text",
            subtype="calendar",
            params={"method": "REQUEST", "charset": "utf-8"},
        )
    for name in letter.attachments:
        file = make_attachment(name)
        mail.add_attachment(file.content, maintype=file.main_type, subtype=file.sub_type, filename=file.name)
    _name_boundaries(mail, message_id(letter))
    return mail.as_bytes()


def message_id(letter: Letter) -> str:
    """The Message-ID of a letter, without angle brackets."""
    name = letter.notes.get("Id") or sha256(f"{letter.field('Subject')}{letter.text}".encode()).hexdigest()[:16]
    domain = parseaddr(letter.field("From") or "")[1].rpartition("@")[2]
    return f"{name}.{letter.date:%Y%m%d}@{domain or 'example.com'}"


def render_html(text: str) -> str:
    """Write a text as HTML: paragraphs, and links where there are addresses of pages."""
    paragraphs = (_LINK.sub(r'<a href="\g<0>">\g<0></a>', escape(each)) for each in text.strip().split("\n\n"))
    body = "\n".join(f"<p>{each.replace(chr(10), '<br>')}</p>" for each in paragraphs)
    return f"<!DOCTYPE html>\n<html><body>\n{body}\n</body></html>\n"


def render_invitation(letter: Letter, *, owner: str, now: datetime) -> str:
    """Write the meeting of a letter as iCalendar (RFC 5545)."""
    day, time, minutes, place = letter.notes["Meeting"].split(" ", 3)
    days, hour, minute = parse_when(f"{day} {time}")
    start = (now + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//example.com//calendar//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{message_id(letter)}",
        f"DTSTAMP:{_calendar_time(letter.date)}",
        f"DTSTART:{_calendar_time(start)}",
        f"DTEND:{_calendar_time(start + timedelta(minutes=int(minutes)))}",
        f"SUMMARY:{letter.field('Subject')}",
        f"LOCATION:{place}",
        f"ORGANIZER:mailto:{parseaddr(letter.field('From') or '')[1]}",
        f"ATTENDEE;RSVP=TRUE:mailto:{parseaddr(owner)[1]}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return "\r\n".join(lines) + "\r\n"


def _charset_of(letter: Letter) -> str:
    return letter.notes.get("Charset") or ("us-ascii" if letter.text.isascii() else "utf-8")


def _write_header(mail: EmailMessage, letter: Letter, *, owner: str, threads: Mapping[str, tuple[str, ...]]) -> None:
    sender = letter.field("From") or owner
    if letter.folder not in _OUTGOING and letter.field("Return-Path") is None:
        mail["Return-Path"] = f"<{parseaddr(sender)[1]}>"
    mail["From"] = sender
    mail["To"] = letter.field("To") or owner
    for name, value in letter.fields:
        if name not in {"From", "To"}:
            mail[name] = value
    mail["Date"] = format_datetime(letter.date)
    mail["Message-ID"] = f"<{message_id(letter)}>"
    references = threads.get(letter.notes.get("Answers", ""), ())
    if references:
        mail["In-Reply-To"] = f"<{references[-1]}>"
        mail["References"] = " ".join(f"<{each}>" for each in references)


def _name_boundaries(mail: EmailMessage, seed: str) -> None:
    """Give the parts boundaries that do not change; those of `email` are random."""
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{sha256(f'{seed}{number}'.encode()).hexdigest()[:24]}")


def _calendar_time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
