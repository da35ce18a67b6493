"""`Email`: a handle on one message of a mailbox; headers are there, the body is fetched when it is first asked for."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import ClassVar, Protocol

from botmail.domain.address import Address
from botmail.domain.folder import MessageRef
from botmail.domain.html import Html
from botmail.domain.members import Member, Members, member_table
from botmail.domain.message import Message
from botmail.domain.plain import plain_line
from botmail.lang.values import Map
from botmail.mail.fetch import Head
from botmail.mail.html_text import text_from_html
from botmail.mail.key import message_key
from botmail.mail.parse import parse_message

PREVIEW_CHARACTERS = 200
_NOBODY = Address("", "")


class BodyReader(Protocol):
    """Where an `Email` gets what its headers do not hold."""

    def message(self, email: Email) -> Message:
        """The whole message."""

    def locate(self, email: Email) -> int:
        """The UIDVALIDITY of the folder that the message is in now."""


class Email:
    """One message: where it is, its headers and flags, and its body on demand.

    A handle follows its message: when this program marks or moves it, flags, folder and UID here change too.
    """

    __slots__ = ("__weakref__", "_head", "_key", "_parsed", "_reader", "account", "folder", "uid", "uidvalidity")

    is_mail_item: ClassVar[bool] = True
    members: ClassVar[Members]

    def __init__(self, head: Head, *, account: str, folder: str, uidvalidity: int, reader: BodyReader) -> None:
        self._head = head
        self._reader = reader
        self._parsed: Message | None = None
        self._key = ""
        self.account = account
        self.folder = folder
        self.uidvalidity = uidvalidity
        self.uid = head.uid

    def __repr__(self) -> str:
        return f"Email({plain_line(self.subject)!r} from {plain_line(self.from_.address)!r})"

    def __str__(self) -> str:
        return plain_line(f"{self.subject or '(no subject)'} - {self.from_.full}")

    @property
    def id(self) -> str:
        """Text that GET_EMAIL finds the message by again: account, UIDVALIDITY, UID and folder."""
        return f"{self.account}/{self.ref.uidvalidity}.{self.uid}/{self.folder}"

    @property
    def key(self) -> str:
        """What identifies the message wherever it goes: a hash of its header block."""
        if not self._key:
            self._key = message_key(self._head.header, self._head.size)
        return self._key

    @property
    def ref(self) -> MessageRef:
        """The message as effects name it.

        Raises:
            MessageGone: it was moved out of sight.
        """
        if not self.uidvalidity:
            self.uidvalidity = self._reader.locate(self)
        return MessageRef(self.account, self.folder, self.uidvalidity, self.uid, self.key)

    @property
    def head(self) -> Message:
        """The headers alone, parsed."""
        if self._parsed is None:
            self._parsed = parse_message(self._head.header)
        return self._parsed

    @property
    def whole(self) -> Message:
        """The whole message, fetched without marking it as read."""
        return self._reader.message(self)

    @property
    def flags(self) -> tuple[str, ...]:
        """System flags and keywords, sorted."""
        return tuple(sorted(self._head.flags))

    @property
    def size(self) -> int:
        """Bytes, as the server counts them."""
        return self._head.size

    @property
    def received(self) -> dt.datetime:
        """When the server took it."""
        return self._head.internal_date

    @property
    def date(self) -> dt.datetime:
        """When it was written, by its own header; when it was received if that is missing."""
        return self.head.date or self.received

    @property
    def from_(self) -> Address:
        """The first author; an empty address when there is none."""
        return self.head.from_[0] if self.head.from_ else _NOBODY

    @property
    def subject(self) -> str:
        """The subject, decoded, on one line."""
        return self.head.subject

    @property
    def is_read(self) -> bool:
        """Whether it is marked as read."""
        return "\\Seen" in self._head.flags

    @property
    def is_flagged(self) -> bool:
        """Whether it is flagged."""
        return "\\Flagged" in self._head.flags

    @property
    def labels(self) -> tuple[str, ...]:
        """Keywords: flags that are not the system's."""
        return tuple(flag for flag in self.flags if not flag.startswith("\\"))

    @property
    def thread_id(self) -> str:
        """The Message-ID that started the conversation, as far as the headers tell."""
        first = (*self.head.references, *self.head.in_reply_to, self.head.message_id)
        return first[0] if first else ""

    @property
    def list_id(self) -> str:
        """The mailing list's identifier (RFC 2919), or empty."""
        return self.header("List-Id")

    @property
    def is_auto_reply(self) -> bool:
        """Whether it says that a program wrote it (RFC 3834)."""
        return self.header("Auto-Submitted").partition(";")[0].strip().casefold() not in {"", "no"}

    @property
    def text(self) -> str:
        """The text part, or text made from the HTML when there is no other."""
        message = self.whole
        if message.text is not None:
            return message.text
        return text_from_html(message.html) if message.html else ""

    @property
    def html(self) -> Html | None:
        """The HTML part as markup, or null."""
        markup = self.whole.html
        return None if markup is None else Html(markup)

    def header(self, name: str) -> str:
        """The first header of that name, or empty text."""
        return self.head.header(name) or ""

    def note_head(self, head: Head) -> None:
        """Take over what the server says now (flags)."""
        self._head = head

    def note_flag(self, flag: str, is_set: bool) -> None:
        """A flag of the message was changed by this program."""
        flags = self._head.flags | {flag} if is_set else self._head.flags - {flag}
        self._head = dataclasses.replace(self._head, flags=frozenset(flags))

    def note_move(self, folder: str, uid: int | None) -> None:
        """The message was moved by this program; `uid` None when the server did not tell the new one."""
        self.folder, self.uid, self.uidvalidity = folder, uid or 0, 0


def _headers(email: Email) -> Map:
    headers = Map()
    for name, value in email.head.headers:
        headers.setdefault(name, value)
    return headers


def _plain_list(name: str) -> Callable[[Email], object]:
    return lambda email: list(getattr(email.head, name))


Email.members = member_table(
    Member("id", "text", "what GET_EMAIL finds it by", lambda e: e.id),
    Member("account", "text", "the account it is in", lambda e: e.account),
    Member("folder", "text", "the folder it is in", lambda e: e.folder),
    Member("uid", "number", "its number in the folder", lambda e: e.uid),
    Member("message_id", "text", "its Message-ID", lambda e: e.head.message_id),
    Member("thread_id", "text", "the Message-ID that started its conversation", lambda e: e.thread_id),
    Member("from", "Address", "who wrote it", lambda e: e.from_),
    Member("to", "list", "whom it is for", _plain_list("to")),
    Member("cc", "list", "who got a copy", _plain_list("cc")),
    Member("bcc", "list", "who got a blind copy, as far as its headers say", _plain_list("bcc")),
    Member("reply_to", "list", "where answers should go", _plain_list("reply_to")),
    Member("subject", "text", "the subject", lambda e: e.subject),
    Member("date", "date", "when it was written", lambda e: e.date),
    Member("received", "date", "when the server took it", lambda e: e.received),
    Member("size", "number", "its size in bytes", lambda e: e.size),
    Member("flags", "list", "all flags", lambda e: list(e.flags)),
    Member("is_read", "boolean", "whether it is marked as read", lambda e: e.is_read),
    Member("is_flagged", "boolean", "whether it is flagged", lambda e: e.is_flagged),
    Member("labels", "list", "its keywords", lambda e: list(e.labels)),
    Member("body", "text", "the text, made from the HTML if need be", lambda e: e.text),
    Member("text", "text", "the same as body", lambda e: e.text),
    Member("html", "Html", "the HTML part, or null", lambda e: e.html),
    Member(
        "preview", "text", "the beginning of the text on one line", lambda e: plain_line(e.text)[:PREVIEW_CHARACTERS]
    ),
    Member(
        "attachments",
        "list",
        "its attachments: name, type, size",
        lambda e: [Map(a.to_dict()) for a in e.whole.attachments],
    ),
    Member("has_attachments", "boolean", "whether files are attached", lambda e: bool(e.whole.attachments)),
    Member("headers", "map", "all headers by name", _headers),
    Member("in_reply_to", "text", "the Message-ID it answers", lambda e: next(iter(e.head.in_reply_to), "")),
    Member("references", "list", "the Message-IDs of its conversation", _plain_list("references")),
    Member("list_id", "text", "the mailing list it came by", lambda e: e.list_id),
    Member("is_auto_reply", "boolean", "whether a program wrote it", lambda e: e.is_auto_reply),
    aliases={"sender": "from", "message_uid": "uid"},
)
Email.members = {
    **Email.members,
    "from_address": Member("from_address", "text", "the bare address of who wrote it", lambda e: e.from_.address),
    "to_addresses": Member(
        "to_addresses", "list", "the bare addresses it is for", lambda e: [a.address for a in e.head.to]
    ),
}
