"""RFC 2047: words of other alphabets in headers, read generously and written strictly."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from botmail.mail.charsets import decode_text

# Real mail has blanks inside Q words; the text ends at the next question mark in any case.
_WORD = re.compile(r"=\?([^?\s]{1,60})\?([BbQq])\?([^?]*)\?=")
_LINE_BREAKING = re.compile(r"[\r\n\0]+")
_MAX_WORD_BYTES = 42
"""Bytes of UTF-8 whose Base64 fits, with its frame, into the 75 characters of one word."""


def decode_words(text: str) -> str:
    """`text` with its encoded words decoded; words with only blanks between them join (RFC 2047 section 6.2).

    A header is one line: line breaks and NULs that were hidden in words become blanks.
    """
    if "=?" not in text:
        return text
    pieces: list[str] = []
    pending: list[tuple[str, bytes]] = []
    position = 0
    for word in _WORD.finditer(text):
        between = text[position : word.start()]
        if not pending or between.strip():
            pieces += [*_joined(pending), between]
            pending = []
        pending.append((word[1].partition("*")[0], _word_bytes(word[2], word[3])))
        position = word.end()
    return _LINE_BREAKING.sub(" ", "".join([*pieces, *_joined(pending), text[position:]]))


def encode_words(text: str) -> list[str]:
    """`text` as encoded words in UTF-8 and Base64, none longer than 75 characters and no character cut in two."""
    return [f"=?utf-8?b?{base64.b64encode(chunk).decode('ascii')}?=" for chunk in _chunks(text)]


def _joined(words: list[tuple[str, bytes]]) -> Iterator[str]:
    """Words of one charset decode together: senders cut characters in two."""
    start = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index][0].lower() != words[start][0].lower():
            data = b"".join(content for _, content in words[start:index])
            yield decode_text(data, words[start][0])[0]
            start = index


def _word_bytes(encoding: str, content: str) -> bytes:
    data = content.encode("utf-8", "surrogateescape")
    if encoding in "Qq":
        return binascii.a2b_qp(data.replace(b" ", b"_"), header=True)
    try:
        return binascii.a2b_base64(data.rstrip(b"=") + b"=" * (-len(data.rstrip(b"=")) % 4))
    except binascii.Error:
        return data


def _chunks(text: str) -> Iterator[bytes]:
    chunk = b""
    for character in text:
        encoded = character.encode("utf-8")
        if len(chunk) + len(encoded) > _MAX_WORD_BYTES:
            yield chunk
            chunk = b""
        chunk += encoded
    if chunk:
        yield chunk
