"""What is open while a line is promoted: brackets, calls of verbs, `?` and headers, innermost last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from botmail.lang.definition import Clause, Verb
from botmail.lang.tokens import Token
from botmail.lang.vocabulary import Words

CALL_FILE = "CALL"
"""The words of a call that runs another script, `x = CALL "other.bas", 1`."""
ClauseTable = Mapping[str, tuple[tuple[Words, Clause], ...]]


@dataclass(slots=True)
class Bracket:
    """An open bracket; `kind` is group, call, verb, list, index or map."""

    kind: str
    token: Token
    index: int
    """Which lexeme it is."""
    limit: int | None = None
    """How many values a function or verb takes."""
    count: int = 1

    def takes_comma(self) -> bool:
        """Whether a comma inside is its own before it is that of a call without brackets."""
        return self.kind in {"list", "index"} or (
            self.kind in {"call", "verb"} and (self.limit is None or self.count < self.limit)
        )

    @property
    def closer(self) -> str:
        """The symbol that closes it."""
        return {"list": "]", "index": "]", "map": "}"}.get(self.kind, ")")


@dataclass(slots=True)
class OpenCall:
    """A call of a verb that goes on; `verb` is None for a SUB without brackets and for a verb that does not exist.

    A full call's operands may hold comparisons, AND and OR; they end another one.
    """

    verb: Verb | None
    words: str
    clauses: ClauseTable
    limit: int | None
    is_full: bool
    takes_bare_words: bool = False
    count: int = 0
    clause: Clause | None = None
    used: set[str] = field(default_factory=set)
    is_in_where: bool = False

    @property
    def may_compare(self) -> bool:
        """Whether a comparison belongs to the operand."""
        return self.is_full or self.is_in_where or (self.clause is not None and self.clause.is_fields)

    @property
    def is_tight(self) -> bool:
        """Whether the call ends with the operand that is being read."""
        return self.clause is not None and self.clause.is_tight

    def takes_argument(self) -> bool:
        """Whether a comma can start another positional argument."""
        return self.count > 0 and (self.limit is None or self.count < self.limit)

    def takes_operand_of_clause(self) -> bool:
        """Whether a comma can go on in the present clause."""
        return self.clause is not None and (self.clause.is_repeated or self.clause.is_fields)


@dataclass(slots=True)
class Ternary:
    """A `?` that waits for its `:`."""


@dataclass(slots=True)
class Header:
    """A statement's own words, such as TO and STEP of FOR: word to terminal; `takes_commas` for CASE, DIM …"""

    words: Mapping[str, str]
    takes_commas: bool = False
    opens_block: bool = False
    takes_semicolon: bool = False


Frame = Bracket | OpenCall | Ternary | Header
