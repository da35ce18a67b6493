"""Automatic replies (RFC 3834): recognising one, and the reasons to stay silent. The rules are trust.md's."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Sequence

from botmail.domain.address import Address
from botmail.domain.draft import Draft
from botmail.services.email import Email

_BULK = frozenset({"bulk", "junk", "list"})
_DAEMON = re.compile(r"(?:mailer-daemon|postmaster)@", re.IGNORECASE)


def answered_mail(draft: Draft, items: Sequence[object]) -> Email | None:
    """The mail that `draft` answers by itself: its only recipient wrote a mail that a running loop is on."""
    if len(draft.recipients) != 1:
        return None
    recipient = draft.recipients[0]
    mails = [item for item in reversed(items) if isinstance(item, Email)]
    return next((mail for mail in mails if recipient in _authors(mail)), None)


def as_automatic_reply(draft: Draft, mail: Email) -> Draft:
    """`draft` marked as an automatic reply to `mail`, in its thread."""
    message_id = mail.head.message_id
    thread = tuple(dict.fromkeys((*mail.head.references, *((message_id,) if message_id else ()))))
    return dataclasses.replace(draft, is_automatic=True, in_reply_to=message_id, references=thread)


def reason_for_silence(mail: Email, *, own_addresses: Collection[str]) -> str:
    """Why `mail` must not get an automatic reply, in words; empty when it may."""
    author, precedence = mail.from_.address, mail.header("Precedence").strip().casefold()
    reasons = {
        "it was sent by a program (Auto-Submitted)": mail.is_auto_reply,
        "it came from a mailing list": bool(mail.list_id),
        f"it is bulk mail (Precedence: {precedence})": precedence in _BULK,
        "it is a bounce (empty Return-Path)": mail.header("Return-Path").strip() == "<>",
        f"it came from {author}": bool(_DAEMON.match(author)),
        "it came from one of your own accounts": author.casefold() in {own.casefold() for own in own_addresses},
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def reason_for_no_notice(mail: Email, *, own_addresses: Collection[str]) -> str:
    """Why `mail` gets no notice of absence (RFC 3834 section 2): it names none of our addresses; empty when it does."""
    own = {address.casefold() for address in own_addresses}
    named = any(person.address.casefold() in own for person in (*mail.head.to, *mail.head.cc))
    return "" if named else "it was not addressed to you by name"


def _authors(mail: Email) -> tuple[Address, ...]:
    return (*mail.head.from_, *mail.head.reply_to)
