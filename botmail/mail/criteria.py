"""IMAP SEARCH criteria as a program writes them, read and checked here, so that nothing else can travel in them.

Grammar: RFC 9051 section 6.4.4 with WITHIN (RFC 5032), CONDSTORE and Gmail's keys. Beyond it, single quotes are taken
as quotes and ISO dates as dates: in a BASIC string they are what people write.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from botmail.domain.errors import CriteriaRefused
from botmail.mail.arguments import Argument, string

_MAX_CHARACTERS = 6000
_MAX_DEPTH = 40
_TOKEN = re.compile(r"""\s*(?:([()])|"((?:[^"\\]|\\.)*)"|'([^']*)'(?=[\s)]|$)|([^\s()"]+))""")
_SEQUENCE_SET = re.compile(r"(?:[0-9]+|\*)(?::(?:[0-9]+|\*))?(?:,(?:[0-9]+|\*)(?::(?:[0-9]+|\*))?)*")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_IMAP_DATE = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")
_FLAG = re.compile(r"[^\s(){%*\"\\\]\x00-\x1f\x7f-\U0010ffff]+")

_BARE = [
    "ALL",
    "ANSWERED",
    "DELETED",
    "DRAFT",
    "FLAGGED",
    "NEW",
    "OLD",
    "RECENT",
    "SEEN",
    "UNANSWERED",
    "UNDELETED",
    "UNDRAFT",
    "UNFLAGGED",
    "UNSEEN",
]
_TEXTS = ["BCC", "BODY", "CC", "FROM", "SUBJECT", "TEXT", "TO", "X-GM-RAW", "X-GM-LABELS"]
_DATES = ["BEFORE", "ON", "SINCE", "SENTBEFORE", "SENTON", "SENTSINCE"]
_COUNTS = ["LARGER", "SMALLER", "OLDER", "YOUNGER", "MODSEQ", "X-GM-MSGID", "X-GM-THRID"]
_FLAGS = ["KEYWORD", "UNKEYWORD"]
_KEYS = frozenset([*_BARE, *_TEXTS, *_DATES, *_COUNTS, *_FLAGS, "HEADER", "UID", "NOT", "OR"])
KEYS = tuple(sorted(_KEYS))
"""Every search key, in upper case."""
_MEANT = {"UNREAD": "UNSEEN", "READ": "SEEN", "STARRED": "FLAGGED", "AND": "", "AFTER": "SINCE", "ID": "UID"}
_EXAMPLE = 'for example UNSEEN, or FROM "bob" SINCE 1-Nov-2026'


def search_arguments(criteria: str) -> tuple[list[Argument], bool]:
    """The arguments of SEARCH for `criteria`, and whether they hold text beyond ASCII (then they are UTF-8).

    Empty criteria mean ALL.

    Raises:
        CriteriaRefused: something in them is no search criterion; the hint says what to write.
    """
    if any(character in criteria for character in "\r\n\0"):
        raise CriteriaRefused("search criteria must be one line, and these hold a line break", hint=_EXAMPLE)
    if len(criteria) > _MAX_CHARACTERS:
        raise CriteriaRefused(
            f"search criteria of more than {_MAX_CHARACTERS} characters are not sent", hint="search in several steps"
        )
    reader = _Reader(criteria)
    arguments = list(reader.everything()) or [b"ALL"]
    return arguments, not criteria.isascii()


class _Reader:
    """Goes through the tokens once; each method gives the arguments of what it has read."""

    def __init__(self, criteria: str) -> None:
        self._tokens = list(_tokens(criteria))
        self._next = 0

    def everything(self) -> Iterator[Argument]:
        while self._next < len(self._tokens):
            yield from self._key(0)

    def _key(self, depth: int) -> Iterator[Argument]:
        if depth > _MAX_DEPTH:
            raise CriteriaRefused("search criteria nested too deeply", hint="use fewer NOT, OR and parentheses")
        kind, word = self._take("a search key")
        if kind == "(":
            yield from self._group(depth)
        elif kind == "word" and _SEQUENCE_SET.fullmatch(word):
            yield word.encode("ascii")
        elif kind == "word" and word.upper() in _KEYS:
            yield word.upper().encode("ascii")
            yield from self._operands(word.upper(), depth)
        else:
            raise _unknown(kind, word)

    def _operands(self, key: str, depth: int) -> Iterator[Argument]:
        if key in ("NOT", "OR"):
            for _ in range(1 if key == "NOT" else 2):
                yield from self._key(depth + 1)
        elif key == "HEADER":
            yield string(self._text(key))
            yield string(self._text(key))
        elif key not in _BARE:
            yield _OPERANDS[key](key, self._text(key))

    def _group(self, depth: int) -> Iterator[Argument]:
        inside: list[Argument] = []
        while self._peek() != ")":
            inside += self._key(depth + 1)
        self._next += 1
        if not inside:
            raise CriteriaRefused("empty parentheses in search criteria", hint=_EXAMPLE)
        yield from (b"(", *inside, b")")

    def _text(self, key: str) -> str:
        kind, word = self._take(f"what {key} is to look for")
        if kind in "()":
            raise CriteriaRefused(f"{key} needs something to look for, not a parenthesis", hint=_EXAMPLE)
        return word

    def _peek(self) -> str:
        if self._next >= len(self._tokens):
            raise CriteriaRefused("a parenthesis in the search criteria is not closed", hint="add the missing )")
        return self._tokens[self._next][0]

    def _take(self, wanted: str) -> tuple[str, str]:
        if self._next >= len(self._tokens):
            raise CriteriaRefused(f"the search criteria end where {wanted} should follow", hint=_EXAMPLE)
        self._next += 1
        return self._tokens[self._next - 1]


def _tokens(criteria: str) -> Iterator[tuple[str, str]]:
    position, end = 0, len(criteria.rstrip())
    while position < end:
        token = _TOKEN.match(criteria, position, end)
        if not token:
            raise CriteriaRefused("a quote in the search criteria is not closed", hint='add the missing "')
        position = token.end()
        mark, double, single, word = token.groups()
        if mark:
            yield mark, mark
        elif word is not None:
            yield "word", word
        else:
            yield "text", re.sub(r"\\(.)", r"\1", double) if double is not None else single


def _unknown(kind: str, word: str) -> CriteriaRefused:
    if kind == ")":
        return CriteriaRefused("a parenthesis in the search criteria closes nothing", hint="take the ) away")
    key = word.upper()
    if key in _MEANT:
        meant = _MEANT[key]
        hint = f"did you mean {meant}?" if meant else "leave it out: criteria side by side must all be true"
        return CriteriaRefused(f"{key} is not a search key", hint=hint)
    near = get_close_matches(key, sorted(_KEYS), n=1, cutoff=0.8)
    hint = (
        f"did you mean {near[0]}?" if near and kind == "word" else f"text of several words stands in quotes, {_EXAMPLE}"
    )
    return CriteriaRefused(f'"{word}" is not a search key', hint=hint)


def _date(key: str, text: str) -> Argument:
    day = _day_of(text)
    if day is None:
        raise CriteriaRefused(f'{key} needs a date, and "{text}" is none', hint=f"write it like {key} 1-Nov-2026")
    return f"{day.day}-{_MONTHS[day.month - 1]}-{day.year:04d}".encode("ascii")


def _day_of(text: str) -> dt.date | None:
    try:
        if written := _IMAP_DATE.fullmatch(text):
            return dt.date(int(written[3]), _MONTHS.index(written[2].title()) + 1, int(written[1]))
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _count(key: str, text: str) -> Argument:
    if not (text.isascii() and text.isdigit()):
        raise CriteriaRefused(f'{key} needs a whole number, and "{text}" is none', hint=f"write it like {key} 1000")
    return text.encode("ascii")


def _flag(key: str, text: str) -> Argument:
    if not _FLAG.fullmatch(text):
        raise CriteriaRefused(f'"{text}" cannot be a keyword on a mail server', hint=f"write it like {key} invoice")
    return text.encode("ascii")


def _uids(key: str, text: str) -> Argument:
    if not _SEQUENCE_SET.fullmatch(text):
        raise CriteriaRefused(f'{key} needs numbers, and "{text}" are none', hint="write them like UID 4,7:9")
    return text.encode("ascii")


def _words(_key: str, text: str) -> Argument:
    return string(text)


_OPERANDS: dict[str, Callable[[str, str], Argument]] = {
    **dict.fromkeys(_TEXTS, _words),
    **dict.fromkeys(_DATES, _date),
    **dict.fromkeys(_COUNTS, _count),
    **dict.fromkeys(_FLAGS, _flag),
    "UID": _uids,
}
