"""What a formatter prints: lexemes with the token that promotion made of them, comments, and the rows they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from botmail.lang import lexemes
from botmail.lang.lexemes import Lexeme
from botmail.lang.reader import Reader
from botmail.lang.tokens import Line, Token

COMMENT = "comment"
RAW_ROW = "raw row"
LEFT_OUT = ""
"""The kind of what promotion makes no token of, such as a `:` between statements."""

_GAP = re.compile(
    r"(?P<comment>(?:'|//|\#|rem\b)[^\n]*)|(?P<remark>/\*.*?\*/)|(?P<joined>_[ \t]*\n)|[ \t\f\v\u00a0]+",
    re.IGNORECASE | re.DOTALL,
)
_REM = re.compile(r"rem\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A lexeme or a comment. `gap` is the source between it and what stands before it in its row."""

    kind: str
    text: str
    gap: str = ""
    index: int = -1
    """Which lexeme it is; -1 for a comment."""
    token: Token | None = None
    follows: Token | None = None
    """The token behind `token`, in the same logical line."""

    @property
    def is_word(self) -> bool:
        """Whether it is a word of the language or a name."""
        return self.text[:1].isalpha() or self.text.startswith("_")


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces up to a line's end; `is_joined` when ` _` carries the statement into the next row."""

    pieces: tuple[Piece, ...] = ()
    is_joined: bool = False
    next_index: int = -1
    """The first lexeme that is no line's end in this row or behind it; -1 at the end."""


@dataclass(frozen=True, slots=True)
class Extent:
    """A logical line and the lexemes from its first to its last token."""

    line: Line
    first: int
    last: int


def find_extents(reader: Reader) -> list[Extent]:
    """Where the logical lines that have a text start and end, in order."""
    at = {(lexeme.span.line, lexeme.span.column): index for index, lexeme in enumerate(reader.lexemes)}
    found = []
    for line in reader.lines:
        first = at[line.span.line, line.span.column]
        last = _last_lexeme(reader.lexemes, line.tokens, first, at=at)
        found.append(Extent(line, first, last))
    return found


def _last_lexeme(
    found: Sequence[Lexeme], tokens: Sequence[Token], first: int, *, at: dict[tuple[int, int], int]
) -> int:
    token = next((token for token in reversed(tokens) if token.text), None)
    if token is None:
        return first
    return _covered(found, token, at[token.span.line, token.span.column])[-1]


def _covered(found: Sequence[Lexeme], token: Token, first: int) -> range:
    """The lexemes that a token was made of."""
    end = (token.span.end_line, token.span.end_column)
    last = first
    while (found[last].span.end_line, found[last].span.end_column) < end:
        last += 1
    return range(first, last + 1)


def tokens_by_lexeme(reader: Reader) -> dict[int, tuple[Token, Token | None]]:
    """For each lexeme that promotion took: its token and the one behind it."""
    at = {(lexeme.span.line, lexeme.span.column): index for index, lexeme in enumerate(reader.lexemes)}
    table: dict[int, tuple[Token, Token | None]] = {}
    for line in reader.lines:
        shown = [token for token in line.tokens if token.text]
        for token, follows in zip_longest(shown, shown[1:]):
            for index in _covered(reader.lexemes, token, at[token.span.line, token.span.column]):
                table[index] = (token, follows)
    return table


def read_rows(reader: Reader) -> Iterator[Row]:
    """The rows of a program, blank ones without pieces."""
    table = tokens_by_lexeme(reader)
    pieces: list[Piece] = []
    end = 0
    for index, lexeme in enumerate(reader.lexemes):
        blank = ""
        for part in _parts_of_gap(reader.source[end : lexeme.start]):
            if part == "\n":
                yield _row(reader, pieces, index, is_joined=True)
                pieces, blank = [], ""
            elif part.isspace():
                blank = part
            else:
                pieces.append(Piece(COMMENT, _REM.sub("REM", part, count=1).rstrip(), blank))
                blank = ""
        end = lexeme.end
        if index and reader.lexemes[index - 1].kind == lexemes.RAW:
            continue
        if lexeme.kind in {lexemes.NEWLINE, lexemes.END}:
            # The END behind a last line end is no row of its own.
            if lexeme.kind == lexemes.NEWLINE or pieces:
                yield _row(reader, pieces, index)
            pieces = []
        elif lexeme.kind == lexemes.RAW:
            yield _row(reader, pieces, index)
            end = reader.lexemes[index + 1].start
            text = reader.source[lexeme.start : end].removesuffix("\n")
            yield Row((Piece(RAW_ROW, text, "", index),))
            pieces = []
        else:
            token, follows = table.get(index, (None, None))
            kind = token.kind if token else LEFT_OUT
            pieces.append(Piece(kind, lexeme.text, blank, index, token, follows))


def _parts_of_gap(gap: str) -> Iterator[str]:
    """Blanks, comments, and `\\n` where ` _` or the start of a raw text breaks the row."""
    position = 0
    while position < len(gap):
        found = _GAP.match(gap, position)
        if found is None:
            # The line end before a raw text, which is no lexeme.
            position += 1
            continue
        yield "\n" if found["joined"] else found[0]
        position = found.end()


def _row(reader: Reader, pieces: list[Piece], index: int, *, is_joined: bool = False) -> Row:
    own = next((piece.index for piece in pieces if piece.index >= 0), -1)
    if own < 0:
        own = next((i for i in range(index, len(reader.lexemes)) if reader.lexemes[i].kind != lexemes.NEWLINE), -1)
    return Row(tuple(pieces), is_joined, own)
