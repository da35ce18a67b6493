"""Address headers (RFC 5322 section 3.4) as they come: groups, comments, routes, bare names, semicolons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from botmail.domain.address import Address
from botmail.mail.encoded_words import decode_words

MAX_ADDRESSES = 5000
_TOKEN = re.compile(
    r"""(?P<blank>\s+)
    | "(?P<quoted>(?:[^"\\]|\\.)*)"?
    | <(?P<angle>[^<>]*)>?
    | (?P<comment>\()
    | (?P<mark>[,;:])
    | (?P<atom>[^\s"<(,;:]+)""",
    re.VERBOSE | re.DOTALL,
)
_QUOTED_LOCAL = re.compile(r'"(?:[^"\\]|\\.)*"@\S+')
_COMMENT_MARK = re.compile(r"[()\\]")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(slots=True)
class _Mailbox:
    """What has been read of one mailbox so far: words with the blank before them, the angle, comments."""

    words: list[str] = field(default_factory=list)
    angle: str | None = None
    comments: list[str] = field(default_factory=list)

    def address(self) -> Address | None:
        words = "".join(self.words).strip()
        if self.angle is not None:
            return self._named(words, _bare(self.angle))
        name, _, last = ("", "", words) if _QUOTED_LOCAL.fullmatch(words) else words.rpartition(" ")
        if "@" in last:
            return self._named(name.strip(), last.strip("<>"))
        return self._named(words, "")

    def _named(self, phrase: str, address: str) -> Address | None:
        name = decode_words(phrase).strip()
        comment = " ".join(decode_words(text).strip() for text in self.comments)
        if comment:
            name = f"{name} ({comment})" if name else comment
        return Address(name, address) if name or address else None


def parse_address_list(text: str) -> tuple[Address, ...]:
    """The mailboxes in an unfolded header value, groups flattened; a name without an address has an empty address."""
    found: list[Address] = []
    for mailbox in _mailboxes(text):
        address = mailbox.address()
        if address:
            found.append(address)
        if len(found) >= MAX_ADDRESSES:
            break
    return tuple(found)


def _mailboxes(text: str) -> Iterator[_Mailbox]:
    current, position = _Mailbox(), 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if not token:
            position += 1
            continue
        position = token.end()
        if token["comment"]:
            comment, position = _comment(text, position)
            current.comments.append(comment)
        elif token["mark"] == ":" and "@" not in "".join(current.words) and current.angle is None:
            current = _Mailbox()  # the name of a group: its members follow
        elif token["mark"] in (",", ";"):
            yield current
            current = _Mailbox()
        else:
            _take(token, current)
    yield current


def _take(token: re.Match[str], current: _Mailbox) -> None:
    if token["blank"]:
        current.words.append(" ")
    elif token["angle"] is not None:
        current.angle = token["angle"]
    elif token["quoted"] is not None:
        is_local_part = token.string[token.end() : token.end() + 1] == "@"
        current.words.append(token[0] if is_local_part else _ESCAPED.sub(r"\1", token["quoted"]))
    else:
        current.words.append(token[0])


def _comment(text: str, start: int) -> tuple[str, int]:
    """The comment whose parenthesis was opened before `start`, and where the text goes on behind it."""
    depth, position = 1, start
    while depth:
        mark = _COMMENT_MARK.search(text, position)
        if not mark:
            return text[start:], len(text)
        position = mark.end() + (mark[0] == "\\")
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
    return _ESCAPED.sub(r"\1", text[start : position - 1]), position


def _bare(angle: str) -> str:
    address = "".join(angle.split()) if '"' not in angle else angle.strip()
    # A source route (RFC 5322 section 4.4) tells servers of long ago which way to take.
    return address.rpartition(":")[2] if address.startswith("@") else address.removeprefix("mailto:")
