"""`Message`: what reading a mail gives; whole, plain, never lazy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from botmail.domain.address import Address


@dataclass(frozen=True, slots=True)
class Attachment:
    """A leaf of the message that is not shown as its text or HTML (RFC 8621 section 4.1.4); sizes in bytes."""

    name: str
    type: str
    size: int
    content_id: str | None
    inline: bool
    content: bytes

    def to_dict(self) -> dict[str, object]:
        """The facts without the content."""
        return {
            "name": self.name,
            "type": self.type,
            "size": self.size,
            "content_id": self.content_id,
            "inline": self.inline,
        }


@dataclass(frozen=True, slots=True)
class Message:
    """A mail as it was written: headers decoded, text and HTML chosen, attachments listed, defects told."""

    subject: str
    from_: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    date: dt.datetime | None
    message_id: str
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str | None
    html: str | None
    attachments: tuple[Attachment, ...]
    headers: tuple[tuple[str, str], ...]
    """Every header in order, decoded and unfolded: (name as written, value)."""
    defects: tuple[str, ...]

    def header(self, name: str) -> str | None:
        """The first value of a header, by name without case."""
        wanted = name.casefold()
        return next((value for key, value in self.headers if key.casefold() == wanted), None)

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON; dates in ISO 8601 with offset."""
        return {
            "subject": self.subject,
            "from": _people(self.from_),
            "to": _people(self.to),
            "cc": _people(self.cc),
            "bcc": _people(self.bcc),
            "reply_to": _people(self.reply_to),
            "date": self.date.isoformat() if self.date else None,
            "message_id": self.message_id,
            "in_reply_to": list(self.in_reply_to),
            "references": list(self.references),
            "text": self.text,
            "html": self.html,
            "attachments": [attachment.to_dict() for attachment in self.attachments],
            "defects": list(self.defects),
        }


def _people(addresses: Sequence[Address]) -> list[dict[str, str]]:
    return [{"name": person.name, "address": person.address} for person in addresses]
