"""How words are written: those of the language in capitals, a variable as where it comes first."""

from __future__ import annotations

from collections.abc import Collection

from botmail.lang.definition import Clause, Verb
from botmail.lang.naming import fold
from botmail.lang.pieces import LEFT_OUT, Piece
from botmail.lang.reader import Reader
from botmail.lang.tokens import Line, Token
from botmail.lang.types import WORD

_AS_TYPED = frozenset(["MEMBER", "KEY", "STRING", "NUMBER", "RAW", "QUERY"])
_LEFT_OUT_WORDS = frozenset(["DO", "AS"])


class Spelling:
    """The canonical form of each piece of one program."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._first: dict[str, str] = {}
        self._kept: set[int] = set()
        self._types: set[int] = set()
        for line in reader.lines:
            self._look_at(line)

    def _look_at(self, line: Line) -> None:
        """Note the first spelling of each variable, and which names stand for something else."""
        is_field = is_known = False
        for before, token in zip([None, *line.tokens], line.tokens, strict=False):
            is_known = isinstance(token.value, Verb) if token.kind == "VERB" else is_known
            if token.kind in {"CLAUSE", "VEND"}:
                is_field = isinstance(token.value, Clause) and token.value.is_fields
            if token.kind != "NAME":
                continue
            if is_known and before is not None and _names_type(before):
                self._types.add(id(token))
            elif is_field:
                self._kept.add(id(token))
            elif self._reader.surroundings.has_value(token.text):
                self._first.setdefault(fold(token.text), token.text)

    def spelt(self, piece: Piece, before: Piece | None, fields: Collection[int]) -> str:
        """The text of `piece`; `fields` are the first lexemes of statements that fill an object."""
        if not piece.is_word or piece.kind in _AS_TYPED:
            return piece.text
        if piece.token is None:
            is_type = before is not None and before.kind == LEFT_OUT and before.text.upper() == "AS"
            return piece.text.upper() if is_type or piece.text.upper() in _LEFT_OUT_WORDS else piece.text
        if piece.kind == "NAME":
            return piece.text if piece.index in fields else self._name(piece, piece.token)
        if piece.kind == "VERB" and not isinstance(piece.token.value, Verb):
            # A verb that does not exist may be told from a variable by its capitals alone.
            return piece.text
        return piece.text.upper()

    def _name(self, piece: Piece, token: Token) -> str:
        if id(token) in self._types:
            return piece.text.upper()
        if id(token) in self._kept:
            return piece.text
        is_called = piece.follows is not None and piece.follows.kind == "LCALL"
        is_own = self._reader.surroundings.is_procedure(piece.text) or self._reader.surroundings.has_value(piece.text)
        if is_called and not is_own and self._reader.vocabulary.function(piece.text):
            return piece.text.upper()
        return self._first.get(fold(piece.text), piece.text)


def _names_type(token: Token) -> bool:
    return token.kind == "CLAUSE" and isinstance(token.value, Clause) and token.value.type is WORD
