"""Names that a program, and the notebook before it, give a meaning: they may win over a verb of the same name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from botmail.lang.lexemes import NEWLINE, WORD, Lexeme
from botmail.lang.naming import fold

_BEFORE_A_NAME = frozenset(["EACH", "FOR", "LET", "SET", "DIM", "CATCH", "INPUT", "PARAM"])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Folded names that are assigned, and those of SUBs and FUNCTIONs."""

    assigned: frozenset[str]
    procedures: frozenset[str]

    def has_value(self, name: str) -> bool:
        """Whether the name is a variable."""
        return fold(name) in self.assigned

    def is_procedure(self, name: str) -> bool:
        """Whether the name is a SUB or FUNCTION, here or earlier in the notebook."""
        return fold(name) in self.procedures


def look_around(found: Sequence[Lexeme], known_names: Collection[str]) -> Surroundings:
    """Collect the names; `known_names` are the notebook's, variables and SUBs alike."""
    known = {fold(name) for name in known_names}
    procedures = {
        fold(name.text) for before, name in pairwise(found) if name.kind == WORD and before.is_word("SUB", "FUNCTION")
    }
    return Surroundings(frozenset(known.union(_assigned(found))), frozenset(procedures | known))


def _assigned(found: Sequence[Lexeme]) -> Iterator[str]:
    is_start = True
    for index, lexeme in enumerate(found[:-1]):
        follows = found[index + 1]
        if lexeme.kind == WORD and is_start and follows.is_symbol("=", "+=", "-=", "*=", "/=", "&="):
            yield fold(lexeme.text)
        elif lexeme.kind == WORD and follows.kind == WORD and lexeme.upper in _BEFORE_A_NAME:
            yield fold(follows.text)
        is_start = lexeme.kind == NEWLINE or lexeme.is_symbol(":", "{", "}") or lexeme.is_word("THEN", "ELSE")
