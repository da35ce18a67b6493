"""What is known at a cursor: scan and promotion up to there, so that broken lines elsewhere do not matter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from botmail.lang import lexemes
from botmail.lang.frames import Bracket, OpenCall
from botmail.lang.lexemes import Lexeme
from botmail.lang.promote import step
from botmail.lang.reader import Position, Reader
from botmail.lang.scan import scan
from botmail.lang.source import normalized
from botmail.lang.surroundings import look_around
from botmail.lang.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Cursor:
    """The text before a cursor, cut up; `prefix` is the word or text that is being typed and starts at `start`."""

    reader: Reader
    before: tuple[Lexeme, ...]
    """What stands before the prefix on the logical line and above."""
    prefix: str
    start: int
    is_in_text: bool
    is_in_comment: bool

    @property
    def position(self) -> Position:
        """What may stand here."""
        return self.reader.position

    @property
    def call(self) -> OpenCall | None:
        """The innermost verb's call around the cursor, with or without brackets."""
        frames = self.reader.frames
        return next((frame for frame in reversed(frames) if isinstance(frame, OpenCall) and frame.verb), None)

    @property
    def argument(self) -> int:
        """Which positional argument of the call this is, from 0."""
        call = self.call
        if call is None:
            return 0
        bracket = next((frame for frame in reversed(self.reader.frames) if isinstance(frame, Bracket)), None)
        if bracket is None or bracket.kind != "verb":
            return max(0, call.count - 1)
        depth = 0
        for token in reversed(self.reader.tokens):
            if token is bracket.token:
                break
            depth += token.kind == "COMMA"
        return depth


def read_cursor(source: str, cursor: int, vocabulary: Vocabulary, *, known_names: Collection[str] = ()) -> Cursor:
    """Read `source` up to `cursor` (an offset in characters)."""
    text = normalized(source[:cursor])
    found = scan(text, vocabulary).lexemes
    before, prefix, is_in_text = _without_prefix(found, text)
    end = before[-1].end if before else 0
    start = len(text) - len(prefix)
    is_in_comment = bool(text[end:start].strip(' \t\n_"“'))
    typed = [*before, _placeholder(found[-1], start), *found[-2:]]
    reader = Reader(text, typed, vocabulary=vocabulary, surroundings=look_around(before, known_names))
    reader.leave_open()
    while reader.index < len(before):
        step(reader)
    offset = cursor - len(text)
    return Cursor(reader, tuple(before), prefix, start + offset, is_in_text, is_in_comment)


def _placeholder(end: Lexeme, start: int) -> Lexeme:
    """Stands for what is being typed, so that a verb before it is seen as one."""
    return Lexeme(lexemes.CURSOR, "", end.span, start, start, True)


def _without_prefix(found: list[Lexeme], text: str) -> tuple[list[Lexeme], str, bool]:
    """The lexemes before the one that is being typed, that one, and whether it is a text."""
    body = found[:-2]
    last = body[-1] if body else None
    if last is None or last.end != len(text):
        return body, "", False
    if last.kind == lexemes.WORD:
        return body[:-1], last.text, False
    is_open = last.kind == lexemes.STRING and (len(last.text) == 1 or last.text[-1] != last.text[0])
    return (body[:-1], last.text[1:], True) if is_open else (body, "", False)
