"""`Replies`: answering and forwarding mails of the mailbox; nothing is sent here."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from botmail.domain.action import Action
from botmail.domain.address import Address
from botmail.domain.draft import Draft, Enclosure
from botmail.domain.errors import MessageGone
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.domain.plain import plain_line
from botmail.mail.enclosures import enclosures
from botmail.services.accounts import AccountService
from botmail.services.attachments import AttachmentService
from botmail.services.delivery import Delivery
from botmail.services.email import Email
from botmail.services.outgoing import People, draft_of

_FORWARDED = "---------- Forwarded message ----------"
# What mail programs in several languages put before a subject; each once or several times, some with a number.
_REPLY_MARKS = re.compile(r"(?:\s*(?:re|aw|antw|sv|vs|odp|ynt|r)(?:\[\d+\]|\(\d+\))?\s*:)+\s*", re.IGNORECASE)
_FORWARD_MARKS = re.compile(r"(?:\s*(?:fwd?|wg|tr|rv|enc|doorst|vb|i)\s*:)+\s*", re.IGNORECASE)


class Replies:
    """Makes mails out of mails. They go through the account that the mail is in."""

    def __init__(self, accounts: AccountService, delivery: Delivery, *, attachments: AttachmentService) -> None:
        self._accounts = accounts
        self._delivery = delivery
        self._attachments = attachments

    def reply(
        self,
        email: Email,
        body: str | Html,
        *,
        to_all: bool = False,
        attachments: Sequence[str] = (),
        again: bool = False,
    ) -> Action | Outcome:
        """Answer `email`, in its thread and with its text quoted; `to_all` to its other recipients too.

        Raises:
            MessageGone: the mail is no longer there to be quoted.
            FileProblem: a file to attach is missing, or not for programs.
        """
        account = self._delivery.account(email.account)
        enclosed = self._attachments.read(attachments)

        def make() -> Draft:
            to = _answered(email, own=self._accounts.own_addresses())
            return draft_of(
                to,
                _marked(email.subject, "Re: ", marks=_REPLY_MARKS),
                _quoting(body, email),
                cc=_others(email, to, own=self._accounts.own_addresses()) if to_all else (),
                attachments=enclosed,
                in_reply_to=email.head.message_id,
                references=_thread(email),
            )

        return self._delivery.post(account, make, again=again)

    def forward(
        self, email: Email, to: People, *, note: str = "", is_attached: bool = False, again: bool = False
    ) -> Action | Outcome:
        """Send `email` on: its text and attachments below `note`, or with `is_attached` the whole mail as a file.

        Raises:
            MessageGone: the mail is no longer there.
        """
        account = self._delivery.account(email.account)
        files = self._whole(email) if is_attached else _attachments_of(email)
        text = note if is_attached else "\n".join(_forwarded(email, note))

        def make() -> Draft:
            return draft_of(to, _marked(email.subject, "Fwd: ", marks=_FORWARD_MARKS), text, attachments=files)

        return self._delivery.post(account, make, again=again)

    def vacation(self, email: Email, body: str | Html) -> Action | Outcome:
        """Tell the author of `email` once a week that nobody is there; policy says when it is not told."""
        account = self._delivery.account(email.account)

        def make() -> Draft:
            return draft_of(email.head.from_[:1], f"Auto: {email.subject}".strip(), body)

        return self._delivery.post(account, make, vacation_for=email)

    def _whole(self, email: Email) -> tuple[Enclosure, ...]:
        ref = email.ref
        session = self._accounts.session(self._accounts.get(ref.account))
        raw = session.bodies(ref.folder, ref.uidvalidity, [ref.uid]).get(ref.uid)
        if raw is None:
            raise MessageGone(f'"{email.subject}" is no longer in {email.folder}', hint="get the mails again")
        return enclosures([(f"{plain_line(email.subject)[:80] or 'mail'}.eml", "message/rfc822", raw)])


def _answered(email: Email, *, own: frozenset[str]) -> tuple[Address, ...]:
    """Whom an answer is for: Reply-To, else From; the recipients of a mail that we wrote ourselves."""
    people = email.head.reply_to or email.head.from_[:1]
    if all(person.address.casefold() in own for person in people):
        return email.head.to or people
    return people


def _others(email: Email, answered: Sequence[Address], *, own: frozenset[str]) -> tuple[Address, ...]:
    known = own | {person.address.casefold() for person in answered}
    others = {person.address.casefold(): person for person in (*email.head.to, *email.head.cc)}
    return tuple(person for folded, person in others.items() if folded not in known)


def _thread(email: Email) -> tuple[str, ...]:
    """RFC 5322 section 3.6.4: the parent's References, or its In-Reply-To, and the parent."""
    head = email.head
    before = head.references or head.in_reply_to[:1]
    return tuple(dict.fromkeys((*before, *((head.message_id,) if head.message_id else ()))))


def _marked(subject: str, mark: str, *, marks: re.Pattern[str]) -> str:
    found = marks.match(subject)
    return mark + (subject[found.end() :] if found else subject)


def _attribution(email: Email) -> str:
    return f"On {email.date:%Y-%m-%d at %H:%M}, {plain_line(email.from_.full)} wrote:"


def _quoting(body: str | Html, email: Email) -> str | Html:
    if isinstance(body, Html):
        quoted = html.escape(email.text.strip()).replace("\n", "<br>\n")
        return Html(f"{body.markup}\n<p>{html.escape(_attribution(email))}</p>\n<blockquote>{quoted}</blockquote>\n")
    lines = (f">{line}" if line.startswith(">") else f"> {line}".rstrip() for line in email.text.strip().splitlines())
    return "\n".join((body.rstrip("\n"), "", _attribution(email), *lines, ""))


def _forwarded(email: Email, note: str) -> Iterator[str]:
    head = email.head
    if note:
        yield from (note.rstrip("\n"), "")
    yield _FORWARDED
    for name, people in (("From", head.from_), ("To", head.to), ("Cc", head.cc)):
        if people:
            yield f"{name}: {', '.join(plain_line(person.full) for person in people)}"
    yield f"Date: {email.date:%Y-%m-%d %H:%M %z}"
    yield f"Subject: {plain_line(email.subject)}"
    yield from ("", email.text)


def _attachments_of(email: Email) -> tuple[Enclosure, ...]:
    return enclosures(
        [
            (file.name, file.type, file.content)
            for file in email.whole.attachments
            if not (file.inline and file.content_id)
        ]
    )
