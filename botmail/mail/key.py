"""A message's key: what it is known by while servers, folders and UIDs change."""

from __future__ import annotations

import hashlib

from botmail.mail.headers import Field, read_header

_NAMED = ("message-id", "date", "from", "to", "subject")


def message_key(header_block: bytes, size: int) -> str:
    """SHA-256, in hex, of Message-ID, Date, From, To, Subject, the first Received, and the size in bytes.

    Never a Message-ID alone: duplicates and forgeries of it are legal. Folds and line ends don't matter, since servers
    change them.
    """
    header = read_header(header_block, 0, len(header_block))
    digest = hashlib.sha256()
    for name in (*_NAMED, "received"):
        value = _value(header.first(name))
        digest.update(b"%s:%d:%s\n" % (name.encode("ascii"), len(value), value))
    digest.update(b"size:%d\n" % size)
    return digest.hexdigest()


def _value(field: Field | None) -> bytes:
    return b" ".join(field.raw.split()) if field else b""
