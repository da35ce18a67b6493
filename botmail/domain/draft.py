"""`Draft`: a mail to be, before it is composed."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.domain.address import Address


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that goes out with a mail; `name` is one path component, `type` a media type."""

    name: str
    type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Who gets what. `html` None means text alone; with `html` and no `text` a text part is made from it."""

    to: tuple[Address, ...]
    subject: str
    text: str | None
    html: str | None = None
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    attachments: tuple[Enclosure, ...] = ()
    is_automatic: bool = False
    """An automatic reply: carries Auto-Submitted: auto-replied (RFC 3834)."""

    @property
    def recipients(self) -> tuple[Address, ...]:
        """Everybody in the envelope, each once."""
        return tuple(dict.fromkeys((*self.to, *self.cc, *self.bcc)))
