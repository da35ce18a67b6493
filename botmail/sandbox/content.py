"""The content of one message, read only as far as somebody asks for.

pymap parses every message when it is appended; that takes most of the time of
a preload and is wasted on the many messages that nobody opens.
"""

from __future__ import annotations

import binascii
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as MimePart
from functools import cached_property

from botmail.sandbox.mime import Entity, HeaderField, parse_entity, parse_fields, split_head, unfold


def decode_value(value: bytes) -> str:
    """Read a header value as text, encoded words (RFC 2047) included."""
    text = unfold(value).decode("utf-8", "replace")
    if "=?" not in text:
        return text
    try:
        return "".join(_decode_word(word, charset) for word, charset in decode_header(text))
    except (LookupError, ValueError, binascii.Error, HeaderParseError):
        return text


class LazyContent:
    """The bytes of one message, with everything that is read from them made once and kept."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @cached_property
    def entity(self) -> Entity:
        """The tree of its parts."""
        return parse_entity(self.raw)

    @cached_property
    def head(self) -> bytes:
        """The head with the empty line that ends it."""
        return split_head(self.raw)[0]

    @cached_property
    def fields(self) -> list[HeaderField]:
        """The fields of the head in their order."""
        return parse_fields(self.head)

    def folded_values(self, name: bytes) -> list[str]:
        """The decoded values of a field, in lower case for a search."""
        wanted = name.lower()
        return [text for key, text in self._search_fields if key == wanted]

    @cached_property
    def search_text(self) -> str:
        """All decoded text of the bodies, in lower case for SEARCH BODY."""
        return "\n".join(_part_text(part) for part in self._parts).casefold()

    @cached_property
    def search_headers(self) -> str:
        """The decoded headers of all parts, in lower case for SEARCH TEXT."""
        return "\n".join(_part_headers(part) for part in self._parts).casefold()

    @cached_property
    def _search_fields(self) -> list[tuple[bytes, str]]:
        return [(field.name, decode_value(field.value).casefold()) for field in self.fields]

    @cached_property
    def _parts(self) -> list[MimePart]:
        return list(message_from_bytes(self.raw, policy=policy.compat32).walk())


def _decode_word(word: bytes | str, charset: str | None) -> str:
    return word if isinstance(word, str) else word.decode(charset or "ascii", "replace")


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
