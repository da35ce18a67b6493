"""Folder names on the wire: modified UTF-7 (RFC 3501 section 5.1.3)."""

from __future__ import annotations

import base64
import binascii
import re

from botmail.mail.arguments import quoted

_PLAIN_RUN = re.compile(r"[\x20-\x7e]+|[^\x20-\x7e]+")
_SHIFTED = re.compile(r"&([^-&]*)-")


def to_wire(path: str) -> bytes:
    """`path` in modified UTF-7, quoted, as an argument."""
    encoded = "".join(_encoded(run) for run in _PLAIN_RUN.findall(path))
    return quoted(encoded)


def from_wire(name: bytes) -> str:
    """The text of a name as a server sends it; plain UTF-8, which some servers send, is taken as it is."""
    text = name.decode("utf-8", "replace")
    return _SHIFTED.sub(_decoded, text) if text.isascii() and "&" in text else text


def _encoded(run: str) -> str:
    if run[0] <= "~" and run[0] >= " ":
        return run.replace("&", "&-")
    shifted = base64.b64encode(run.encode("utf-16-be", "surrogatepass")).decode("ascii")
    return f"&{shifted.rstrip('=').replace('/', ',')}-"


def _decoded(shift: re.Match[str]) -> str:
    if not shift[1]:
        return "&"
    padded = shift[1].replace(",", "/") + "=" * (-len(shift[1]) % 4)
    try:
        return base64.b64decode(padded, validate=True).decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return shift[0]
