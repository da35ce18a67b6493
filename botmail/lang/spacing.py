"""The blanks between two pieces of a row."""

from __future__ import annotations

from botmail.lang.pieces import COMMENT, LEFT_OUT, Piece
from botmail.lang.vocabulary import Vocabulary, words_of

_OPENING = frozenset(["LPAR", "LCALL", "LVERB", "LIST", "LINDEX", "LMAP"])
_CLOSING = frozenset(["RPAR", "RBRACKET", "RBRACE"])
_VALUES = frozenset(["NAME", "MEMBER", "STRING", "NUMBER", "CONSTANT", *_CLOSING])
BEFORE_COMMENT = "  "


def blank_between(before: Piece, piece: Piece, vocabulary: Vocabulary) -> str:
    """What stands between two pieces of one row, whatever stood there."""
    if piece.kind == COMMENT:
        return BEFORE_COMMENT
    if (before.kind == LEFT_OUT and piece.kind == LEFT_OUT) or _is_query(before, piece):
        return piece.gap
    if _holds_to_next(before) or _holds_to_last(before, piece):
        return ""
    if piece.kind in {"LCALL", "LINDEX", "LVERB"}:
        return _before_trailer(before, piece, vocabulary)
    return _beside_separator(before, piece) if LEFT_OUT in {before.kind, piece.kind} else " "


def _is_query(before: Piece, piece: Piece) -> bool:
    """Two words of a SELECT's own language, which are one value of ours."""
    return piece.token is before.token and piece.kind == "STRING"


def _holds_to_next(piece: Piece) -> bool:
    """`.`, a sign, and an opening bracket."""
    return piece.kind == "DOT" or (piece.kind == "UNARY" and not piece.is_word) or piece.kind in _OPENING


def _holds_to_last(before: Piece, piece: Piece) -> bool:
    """`,`, `;`, a closing bracket, the `.` of a member and the `:` of a key."""
    if piece.kind == "DOT":
        return before.kind in _VALUES
    return piece.text in {",", ";"} or piece.kind in _CLOSING or (piece.kind == "KEY" and piece.text == ":")


def _before_trailer(before: Piece, piece: Piece, vocabulary: Vocabulary) -> str:
    """`f (1)` is `f(1)`; but where a verb has that name the blank tells them apart."""
    is_verb = before.kind == "NAME" and vocabulary.verbs_starting_with(words_of(before.text)[0])
    return " " if is_verb and piece.gap else ""


def _beside_separator(before: Piece, piece: Piece) -> str:
    is_certain = before.text in {":", ";", "{", "}"} or piece.text in {"{", "}"} or (before.is_word and piece.is_word)
    return " " if is_certain or piece.gap else ""
