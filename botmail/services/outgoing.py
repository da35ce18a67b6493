"""From what a program gave to a `Draft` that can be sent: addresses validated, headers on one line."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.domain.address import Address, refuse_line_breaks
from botmail.domain.draft import Draft, Enclosure
from botmail.domain.errors import ProgramError
from botmail.domain.html import Html
from botmail.mail.addresses import validate

_NAMED_RECIPIENTS = 3
EXAMPLE = 'SEND MAIL "bob@example.org", "Subject", "Text"'

People = Sequence[Address | str]


def draft_of(
    to: People,
    subject: str | Html,
    body: str | Html,
    *,
    html: Html | None = None,
    cc: People = (),
    bcc: People = (),
    reply_to: People = (),
    attachments: tuple[Enclosure, ...] = (),
    in_reply_to: str = "",
    references: tuple[str, ...] = (),
) -> Draft:
    """The draft; an `Html` body has no text of its own.

    Raises:
        AddressInvalid: an address is none.
        HeaderInvalid: a header would hold a line break.
        ProgramError: the subject is markup.
    """
    if isinstance(subject, Html):
        raise ProgramError("the subject of a mail is text, and this is Html", hint=f"write {EXAMPLE}")
    markup = html or (body if isinstance(body, Html) else None)
    return Draft(
        to=_validated(to),
        subject=refuse_line_breaks(subject, field="Subject"),
        text=None if isinstance(body, Html) else body,
        html=markup.markup if markup else None,
        cc=_validated(cc),
        bcc=_validated(bcc),
        reply_to=_validated(reply_to),
        attachments=attachments,
        in_reply_to=in_reply_to,
        references=references,
    )


def people_in_words(recipients: Sequence[Address]) -> str:
    """The first addresses, and how many more."""
    named = ", ".join(person.address for person in recipients[:_NAMED_RECIPIENTS])
    more = len(recipients) - _NAMED_RECIPIENTS
    return named if more <= 0 else f"{named} and {more} more"


def _validated(people: People) -> tuple[Address, ...]:
    return tuple(_valid(person) for person in people)


def _valid(person: Address | str) -> Address:
    if isinstance(person, str):
        return validate(person)
    # What comes from a mail's header is validated too: mail may hold anything.
    return Address(refuse_line_breaks(person.name, field="Name"), validate(person.address).address)
