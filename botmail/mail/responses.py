"""What an IMAP server says, taken apart (RFC 9051 section 9; RFC 3501's servers speak the same here).

A response is kept as its *parts*: text, literal, text, literal … text, the literals' `{count}` taken off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from botmail.mail.faults import ProtocolBroken

Value = bytes | None | list["Value"]
"""An atom, string or literal; NIL; or a parenthesised list."""

_LITERAL_AHEAD = re.compile(rb"~?\{(\d{1,12})\+?\}$")
_STATUS = re.compile(rb"(OK|NO|BAD|BYE|PREAUTH)(?: |$)", re.IGNORECASE)
_CODE = re.compile(r"\[([^\]\s]+)(?: ([^\]]*))?\] ?")
_NUMBERED = re.compile(rb"(\d{1,10}) ([A-Za-z]+) ?")
_WORD = re.compile(rb"([A-Za-z][A-Za-z0-9.-]*) ?")
# One token: a parenthesis, a quoted string, or an atom; an atom may carry a section such as BODY[HEADER.FIELDS (TO)].
_TOKEN = re.compile(rb' *(?:([()])|"((?:[^"\\]|\\.)*)"|((?:[^\s()"\[\]]|\[[^\]]*\]|\])+))')
_NUMBER = re.compile(r"[0-9]{1,20}")
_ESCAPED = re.compile(rb"\\(.)")
_MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class Status:
    """OK, NO, BAD, BYE or PREAUTH with its response code in capitals (`[TRYCREATE]`) and the words for people."""

    word: str
    code: str
    arguments: str
    text: str

    @property
    def is_ok(self) -> bool:
        """Whether the command was done."""
        return self.word == "OK"


@dataclass(frozen=True, slots=True)
class Data:
    """An untagged response: its name in capitals, its number if it has one, and the rest in parts."""

    name: str
    number: int
    parts: tuple[bytes, ...]

    def values(self) -> list[Value]:
        """The rest as nested values.

        Raises:
            ProtocolBroken: it is not well formed.
        """
        return values_of(self.parts)


def literal_ahead(line: bytes) -> int | None:
    """How many bytes of literal follow `line` (without its `* `), or None; a status is text and never has one."""
    if not line.endswith(b"}") or _STATUS.match(line):
        return None
    found = _LITERAL_AHEAD.search(line[-16:])
    return int(found[1]) if found else None


def without_literal_mark(line: bytes) -> bytes:
    """`line` without the `{count}` at its end."""
    return line[: line.rindex(b"{")].removesuffix(b"~")


def status_of(line: bytes) -> Status | None:
    """The status that `line` (without its tag) tells, or None when it is data."""
    word = _STATUS.match(line)
    if not word:
        return None
    text = line[word.end() :].decode("utf-8", "replace")
    code = _CODE.match(text)
    if not code:
        return Status(word[1].decode().upper(), "", "", text.strip())
    return Status(word[1].decode().upper(), code[1].upper(), code[2] or "", text[code.end() :].strip())


def data_of(parts: Sequence[bytes]) -> Data:
    """The untagged response in `parts` (without its `* `).

    Raises:
        ProtocolBroken: it starts with no name.
    """
    first = parts[0]
    if numbered := _NUMBERED.match(first):
        return Data(numbered[2].decode().upper(), int(numbered[1]), (first[numbered.end() :], *parts[1:]))
    word = _WORD.match(first)
    if not word:
        raise ProtocolBroken("an untagged response without a name")
    return Data(word[1].decode().upper(), 0, (first[word.end() :], *parts[1:]))


def number_of(value: Value | str) -> int | None:
    """A server's number, at most 20 digits long; None for anything else."""
    text = value.decode("ascii", "replace") if isinstance(value, bytes) else value
    return int(text) if isinstance(text, str) and _NUMBER.fullmatch(text) else None


def values_of(parts: Sequence[bytes]) -> list[Value]:
    """Nested values from `parts`, without recursion.

    Raises:
        ProtocolBroken: parentheses or quotes don't match, or nest deeper than 100.
    """
    open_lists: list[list[Value]] = [[]]
    for mark, value in _tokens(parts):
        if mark == b"(":
            if len(open_lists) > _MAX_DEPTH:
                raise ProtocolBroken("a response nested too deeply")
            inner: list[Value] = []
            open_lists[-1].append(inner)
            open_lists.append(inner)
        elif mark == b")":
            open_lists.pop()
            if not open_lists:
                raise ProtocolBroken("a response with a parenthesis too many")
        else:
            open_lists[-1].append(value)
    if len(open_lists) != 1:
        raise ProtocolBroken("a response with an open parenthesis")
    return open_lists[0]


def _tokens(parts: Sequence[bytes]) -> Iterator[tuple[bytes, bytes | None]]:
    for index, part in enumerate(parts):
        if index % 2:
            yield b"", part
        else:
            yield from _text_tokens(part)


def _text_tokens(text: bytes) -> Iterator[tuple[bytes, bytes | None]]:
    position, end = 0, len(text.rstrip())
    while position < end:
        token = _TOKEN.match(text, position, end)
        if not token:
            raise ProtocolBroken("a response that is not well formed")
        position = token.end()
        mark, quoted, atom = token.groups()
        if mark:
            yield mark, None
        elif quoted is not None:
            yield b"", _ESCAPED.sub(rb"\1", quoted) if b"\\" in quoted else quoted
        else:
            yield b"", None if atom.upper() == b"NIL" else atom
