"""Content-Transfer-Encoding (RFC 2045 section 6) undone; damaged content gives what can be read of it."""

from __future__ import annotations

import binascii
import re

_NOT_BASE64 = bytes(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="))
_PADDING = re.compile(rb"=+")
_AS_IS = frozenset({"", "7bit", "8bit", "binary", "7-bit", "8-bit", "none"})


def decode_transfer(body: bytes, encoding: str) -> tuple[bytes, str]:
    """The content of `body`, and a defect in words, or an empty one."""
    name = encoding.partition(";")[0].strip().lower()
    if name in _AS_IS:
        return body, ""
    if name == "base64":
        return _base64(body)
    if name in ("quoted-printable", "quotedprintable"):
        return binascii.a2b_qp(body), ""
    if name in ("x-uuencode", "uuencode", "x-uue"):
        return _uuencode(body)
    return body, f"unknown transfer encoding {name[:40]!r}"


def _base64(body: bytes) -> tuple[bytes, str]:
    letters = body.translate(None, _NOT_BASE64)
    # Pieces that were padded each for itself are found one behind the other; a decoder would stop at the first.
    pieces = [piece for piece in _PADDING.split(letters) if piece]
    content = b"".join(_base64_piece(piece) for piece in pieces)
    is_damaged = any(len(piece) % 4 == 1 for piece in pieces)
    return content, "damaged Base64" if is_damaged else ""


def _base64_piece(piece: bytes) -> bytes:
    whole = piece[: len(piece) - 1] if len(piece) % 4 == 1 else piece
    return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def _uuencode(body: bytes) -> tuple[bytes, str]:
    content = bytearray()
    for line in body.splitlines():
        if line.startswith(b"begin ") or not line.strip():
            continue
        if line.strip() == b"end":
            break
        try:
            content += binascii.a2b_uu(line)
        except binascii.Error:
            return bytes(content), "damaged uuencoding"
    return bytes(content), ""
