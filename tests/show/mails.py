"""Mails for the tests of what people see: real `Email` handles over bytes instead of a server."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

from botmail.domain.errors import MessageGone
from botmail.domain.message import Message
from botmail.mail.fetch import Head
from botmail.mail.parse import parse_message
from botmail.services.email import Email
from botmail.services.email_list import EmailList

# What a mail may try on its reader: markup, colours and cursor moves of a terminal, text that runs backwards.
ATTACK = '<img src=x onerror="alert(1)">\x1b[31mred\x1b[0m \u202egnp.exe\u202c \u200bend'
ATTACK_IN_WORDS = '<img src=x onerror="alert(1)">red gnp.exe end'
ATTACK_IN_HTML = "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;red gnp.exe end"
RECEIVED = dt.datetime(2026, 11, 9, 8, 30, tzinfo=dt.UTC)


class Bodies:
    """The reader behind the handles: gives whole messages, counts how often, or says that they are gone."""

    def __init__(self, raw: bytes, *, is_gone: bool = False) -> None:
        self.raw = raw
        self.is_gone = is_gone
        self.reads = 0

    def message(self, _email: Email) -> Message:
        self.reads += 1
        if self.is_gone:
            raise MessageGone("the mail is no longer in INBOX", hint="it was moved or deleted")
        return parse_message(self.raw)

    def locate(self, _email: Email) -> int:
        return 1


def mail(
    subject: str = "Minutes",
    *,
    sender: str = "Ann Example <ann@example.org>",
    to: str = "me@example.org",
    text: str = "Hello,\nall is well.",
    html: str | None = None,
    attachment: bytes | None = None,
    date: dt.datetime = RECEIVED,
    uid: int = 7,
    flags: Sequence[str] = (),
    is_gone: bool = False,
) -> Email:
    """An `Email` whose server is a few bytes."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Date"] = sender, to, date
    message["Message-ID"] = f"<{uid}@example.org>"
    message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html")
    if attachment is not None:
        message.add_attachment(attachment, maintype="application", subtype="pdf", filename="plan.pdf")
    # Written by hand: the standard library would refuse what a hostile mail has in its subject.
    encoded = base64.b64encode(subject.encode()).decode()
    raw = f"Subject: =?utf-8?b?{encoded}?=\r\n".encode() + message.as_bytes()
    header = raw[: raw.index(b"\r\n\r\n") + 4]
    head = Head(uid=uid, flags=frozenset(flags), internal_date=RECEIVED, size=len(raw), header=header)
    return Email(head, account="work", folder="INBOX", uidvalidity=1, reader=Bodies(raw, is_gone=is_gone))


def mailbox(*emails: Email, folder: str = "INBOX") -> EmailList:
    """A list of given mails."""
    return EmailList.of(emails, folder=folder)
