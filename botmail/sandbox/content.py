"""Message content that is parsed only when somebody asks for it.

pymap parses every message when it is appended; that takes most of the time of
a preload and is wasted on the many messages that nobody opens.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as MimePart
from functools import cached_property

from pymap.mime import MessageContent

_END_OF_HEADER = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n(?=[ \t])")
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:((?:.*)(?:\r?\n[ \t].*)*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class HeaderField:
    """One field of a header: its name in lower case, its value and its bytes."""

    name: bytes
    value: bytes
    raw: bytes


def parse_header(head: bytes) -> list[HeaderField]:
    """Split a header block into fields, values still folded and encoded."""
    return [HeaderField(match[1].lower(), match[2].strip(), match[0].rstrip(b"\r")) for match in _FIELD.finditer(head)]


def unfold(value: bytes) -> bytes:
    """Join the lines of a folded header value (RFC 5322 section 2.2.3)."""
    return _FOLD.sub(b"", value).strip()


def decode_value(value: bytes) -> str:
    """Read a header value as text, encoded words (RFC 2047) included."""
    text = unfold(value).decode("utf-8", "replace")
    if "=?" not in text:
        return text
    try:
        words = decode_header(text)
        return "".join(_decode_word(word, charset) for word, charset in words)
    except (LookupError, ValueError, binascii.Error, HeaderParseError):
        return text


def _decode_word(word: bytes | str, charset: str | None) -> str:
    return word if isinstance(word, str) else word.decode(charset or "ascii", "replace")


class LazyContent:
    """The bytes of one message, with its parsed forms made once and kept."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @cached_property
    def parsed(self) -> MessageContent:
        """The MIME tree of pymap, for sections and the structure."""
        return MessageContent.parse(self.raw)

    @cached_property
    def head(self) -> bytes:
        """The header block with the empty line that ends it."""
        end = _END_OF_HEADER.search(self.raw)
        return self.raw[: end.end()] if end else self.raw

    @cached_property
    def fields(self) -> list[HeaderField]:
        """The fields of the header in their order."""
        return parse_header(self.head)

    def folded_values(self, name: bytes) -> list[str]:
        """The decoded values of a field, folded to lower case for a search."""
        wanted = name.lower()
        return [text for key, text in self._search_fields if key == wanted]

    @cached_property
    def search_text(self) -> str:
        """All decoded text of the bodies, folded for SEARCH BODY."""
        return "\n".join(_part_text(part) for part in self._parts).casefold()

    @cached_property
    def search_headers(self) -> str:
        """The decoded headers of all parts, folded for SEARCH TEXT."""
        return "\n".join(_part_headers(part) for part in self._parts).casefold()

    @cached_property
    def _search_fields(self) -> list[tuple[bytes, str]]:
        return [(field.name, decode_value(field.value).casefold()) for field in self.fields]

    @cached_property
    def _parts(self) -> list[MimePart]:
        return list(message_from_bytes(self.raw, policy=policy.compat32).walk())


def _part_headers(part: MimePart) -> str:
    return "\n".join(
        f"{name}: {decode_value(str(value).encode('utf-8', 'surrogateescape'))}" for name, value in part.items()
    )


def _part_text(part: MimePart) -> str:
    if part.get_content_maintype() != "text":
        return ""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload.decode("utf-8", "replace")
