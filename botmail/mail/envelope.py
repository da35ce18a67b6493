"""The SMTP envelope: addresses as they go on the wire, and what the server has to be able to do for this mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from botmail.domain.errors import AddressInvalid, SendRejected
from botmail.mail.addresses import ascii_domain
from botmail.mail.responses import number_of

_UNSAFE = re.compile(r"[\x00-\x20<>\x7f]")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"^\.", re.MULTILINE)
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Envelope:
    """Commands and content for one mail: MAIL with its options, recipients as they go on the wire, stuffed lines."""

    mail: str
    recipients: tuple[str, ...]
    content: bytes


def envelope(sender: str, recipients: Sequence[str], raw: bytes, *, extensions: Mapping[str, str]) -> Envelope:
    """What to say to a server with these EHLO `extensions`.

    Raises:
        AddressInvalid: an address holds what no address may, or more than this server can take.
        SendRejected: the mail is larger than the server takes, or has bytes that it cannot take.
    """
    lines = wire_lines(raw)
    people = tuple(wire_address(address) for address in recipients)
    options = [
        *_size_option(len(lines), extensions),
        *_bytes_option(lines, extensions),
        *_unicode_option((wire_address(sender), *people), lines, extensions),
    ]
    return Envelope(" ".join([f"MAIL FROM:<{wire_address(sender)}>", *options]), people, _DOT.sub(b"..", lines))


def wire_lines(raw: bytes) -> bytes:
    """`raw` with every line end as CRLF, the last one included; a bare CR or LF would let a mail end itself early."""
    lines = _LINE_END.sub(b"\r\n", raw)
    return lines if lines.endswith(b"\r\n") else lines + b"\r\n"


def wire_address(address: str) -> str:
    """`address` with its domain in ASCII (IDNA).

    Raises:
        AddressInvalid: it holds blanks, angle brackets or control characters.
    """
    local, at, domain = address.strip().rpartition("@")
    quoted = local.startswith('"') and local.endswith('"')
    if _UNSAFE.search(domain) or _UNSAFE.search(local.replace(" ", "") if quoted else local):
        raise AddressInvalid(
            f"{address!r} cannot be an e-mail address: it holds blanks, line breaks or brackets",
            hint='write the bare address, like "bob@example.org"',
        )
    return f"{local}{at}{domain if domain.isascii() else ascii_domain(address.strip())}"


def _size_option(size: int, extensions: Mapping[str, str]) -> list[str]:
    if "SIZE" not in extensions:
        return []
    limit = number_of(extensions["SIZE"].strip()) or 0
    if 0 < limit < size:
        raise SendRejected(
            f"the mail has {size / _MEGABYTE:.1f} MB, and the server takes {limit / _MEGABYTE:.1f} MB at most",
            hint="leave attachments out, or send them in several mails",
        )
    return [f"SIZE={size}"]


def _bytes_option(lines: bytes, extensions: Mapping[str, str]) -> list[str]:
    if lines.isascii():
        return []
    if "8BITMIME" not in extensions:
        raise SendRejected("the mail has bytes beyond ASCII, which this server cannot take", hint="compose it anew")
    return ["BODY=8BITMIME"]


def _unicode_option(addresses: Sequence[str], lines: bytes, extensions: Mapping[str, str]) -> list[str]:
    if all(map(str.isascii, addresses)) and lines.partition(b"\r\n\r\n")[0].isascii():
        return []
    if "SMTPUTF8" not in extensions:
        foreign = next((address for address in addresses if not address.isascii()), "a header")
        raise AddressInvalid(
            f'the server cannot send to "{foreign}": letters beyond ASCII before the @ need SMTPUTF8, which it lacks',
            hint="use another address of that person, or another account",
        )
    return ["SMTPUTF8"]
