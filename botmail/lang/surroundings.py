"""Names that a program, and the notebook before it, give a meaning: they may win over a verb of the same name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from botmail.lang.lexemes import NEWLINE, WORD, Lexeme
from botmail.lang.naming import fold
from botmail.lang.scan import scan
from botmail.lang.source import normalized
from botmail.lang.vocabulary import Vocabulary

_BEFORE_A_NAME = frozenset(["EACH", "FOR", "LET", "SET", "DIM", "CATCH", "INPUT", "PARAM"])


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Folded names that are assigned, and those of SUBs and FUNCTIONs."""

    assigned: frozenset[str]
    procedures: frozenset[str]
    spellings: frozenset[str] = frozenset()
    """The assigned names as the program spells them."""

    def has_value(self, name: str) -> bool:
        """Whether the name is a variable."""
        return fold(name) in self.assigned

    def is_spelt(self, name: str) -> bool:
        """Whether a variable is spelt in just this way: `SUMMARY x` is a verb beside a variable `summary`."""
        return name in self.spellings

    def is_procedure(self, name: str) -> bool:
        """Whether the name is a SUB or FUNCTION, here or earlier in the notebook."""
        return fold(name) in self.procedures


def look_around(found: Sequence[Lexeme], known_names: Collection[str]) -> Surroundings:
    """Collect the names; `known_names` are the notebook's, variables and SUBs alike."""
    known = {fold(name) for name in known_names}
    procedures = {
        fold(name.text) for before, name in pairwise(found) if name.kind == WORD and before.is_word("SUB", "FUNCTION")
    }
    spellings = {*known_names, *_assigned(found), *_parameters(found)}
    return Surroundings(frozenset(map(fold, spellings)), frozenset(procedures | known), frozenset(spellings))


def names_of(source: str, vocabulary: Vocabulary) -> set[str]:
    """The folded names that a program assigns or defines, for the cells behind it."""
    found = look_around(scan(normalized(source), vocabulary).lexemes, ())
    return {*found.assigned, *found.procedures}


def _assigned(found: Sequence[Lexeme]) -> Iterator[str]:
    is_start = True
    for index, lexeme in enumerate(found[:-1]):
        follows = found[index + 1]
        if lexeme.kind == WORD and is_start and follows.is_symbol("=", "+=", "-=", "*=", "/=", "&="):
            yield lexeme.text
        elif lexeme.kind == WORD and follows.kind == WORD and _is_before_name(found, index):
            yield follows.text
        is_start = lexeme.kind == NEWLINE or lexeme.is_symbol(":", "{", "}") or lexeme.is_word("THEN", "ELSE")


def _parameters(found: Sequence[Lexeme]) -> Iterator[str]:
    """The names in the brackets behind SUB and FUNCTION."""
    for index, lexeme in enumerate(found[:-2]):
        if not lexeme.is_word("SUB", "FUNCTION") or not found[index + 2].is_symbol("("):
            continue
        for before, name in pairwise(found[index + 2 :]):
            if before.is_symbol(")") or before.kind == NEWLINE:
                break
            if name.kind == WORD and before.is_symbol("(", ","):
                yield name.text


def _is_before_name(found: Sequence[Lexeme], index: int) -> bool:
    """SET is also the first word of verbs: `SET ANSWER MODE "sql"`."""
    word = found[index].upper
    return word in _BEFORE_A_NAME and (word != "SET" or found[min(index + 2, len(found) - 1)].is_symbol("=", ".", "["))
