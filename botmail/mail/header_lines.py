"""Header fields as they go out: folded, ASCII alone, nothing in them that ends a line early."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from botmail.domain.address import Address, refuse_line_breaks
from botmail.mail.encoded_words import encode_words

_LINE_CHARACTERS = 76
_WHITE = re.compile(r"\s+")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+")


def header_text(value: str, *, field: str) -> str:
    """`value` as it can stand in a header: runs of blanks are one, control characters gone.

    Raises:
        HeaderInvalid: it holds CR, LF or NUL.
    """
    line = _WHITE.sub(" ", refuse_line_breaks(value, field=field))
    return _WHITE.sub(" ", _CONTROLS.sub("", line)).strip()


def text_line(name: str, value: str) -> str:
    """A field of free text, such as Subject.

    Raises:
        HeaderInvalid: the value holds CR, LF or NUL.
    """
    return _folded(name, _text_pieces(header_text(value, field=name)))


def address_line(name: str, people: Sequence[Address]) -> str:
    """A field of mailboxes, such as To.

    Raises:
        HeaderInvalid: a name or address holds CR, LF or NUL.
    """
    pieces: list[str] = []
    for index, person in enumerate(people):
        ending = "," if index < len(people) - 1 else ""
        pieces += _mailbox_pieces(person, field=name)
        pieces[-1] += ending
    return _folded(name, pieces)


def token_line(name: str, values: Iterable[str]) -> str:
    """A field of tokens that must never be broken up, such as Message-ID.

    Raises:
        HeaderInvalid: a token holds CR, LF or NUL.
    """
    return _folded(name, [refuse_line_breaks(value, field=name).strip() for value in values])


def _mailbox_pieces(person: Address, *, field: str) -> list[str]:
    address = header_text(person.address, field=field)
    name = header_text(person.name, field=field)
    if not name:
        return [address]
    if not name.isascii() or "=?" in name:
        return [*encode_words(name), f"<{address}>"]
    if _ATOMS.fullmatch(name):
        return [*name.split(), f"<{address}>"]
    return ['"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"', f"<{address}>"]


def _text_pieces(value: str) -> list[str]:
    longest = max(map(len, value.split()), default=0)
    if value.isascii() and "=?" not in value and longest < _LINE_CHARACTERS * 10:
        return value.split()
    return encode_words(value)


def _folded(name: str, pieces: Sequence[str]) -> str:
    """The field with its line end; folds stand between pieces alone, so that nothing is cut in two."""
    lines = [f"{name}:"]
    for piece in pieces:
        if len(lines[-1]) + 1 + len(piece) > _LINE_CHARACTERS and lines[-1] != f"{name}:":
            lines.append("")
        lines[-1] += f" {piece}"
    return "\r\n".join(lines) + "\r\n"
