"""What an IMAP command carries: ready bytes, and text as quoted string or literal."""

from __future__ import annotations

from dataclasses import dataclass

_MAX_QUOTED_CHARACTERS = 1000


@dataclass(frozen=True, slots=True)
class Literal:
    """An argument that travels as counted bytes."""

    value: bytes


Argument = bytes | Literal


def string(text: str) -> Argument:
    """`text` as an IMAP string: quoted where that is allowed, else a literal in UTF-8."""
    if text.isascii() and text.isprintable() and len(text) < _MAX_QUOTED_CHARACTERS:
        return quoted(text)
    return Literal(text.encode("utf-8", "replace"))


def quoted(text: str) -> bytes:
    """Printable ASCII `text` as a quoted string (RFC 9051 section 4.3)."""
    return b'"' + text.replace("\\", "\\\\").replace('"', '\\"').encode("ascii") + b'"'
