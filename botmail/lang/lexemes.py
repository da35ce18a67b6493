"""What the scanner cuts a program into, and the words of the language."""

from __future__ import annotations

from typing import NamedTuple

from botmail.domain.span import Span

WORD = "word"
NUMBER = "number"
STRING = "string"
SYMBOL = "symbol"
NEWLINE = "newline"
RAW = "raw"
"""The free text of a BEGIN … END block."""
CURSOR = "cursor"
"""What is being typed, in completion: it may become anything, and is never taken."""
END = "end"

CLOSING = frozenset(")]}")
OPENING = {"(": ")", "[": "]", "{": "}", "#{": "}"}

OPERATOR_WORDS = frozenset(["AND", "OR", "MOD", "IS", "IN", "LIKE", "CONTAINS", "STARTS", "ENDS", "MATCHES"])
"""Words that stand between two values."""
GUARDED_WORDS = OPERATOR_WORDS | {"NOT", "THEN"}
"""Words that are names only where what follows leaves no other reading."""
HEADER_WORDS = frozenset(["THEN", "TO", "STEP", "DO", "WHILE", "UNTIL"])
CONTROL_WORDS = frozenset(
    [
        "IF",
        "ELSE",
        "ELSEIF",
        "ENDIF",
        "END",
        "FOR",
        "NEXT",
        "WHILE",
        "WEND",
        "DO",
        "LOOP",
        "SELECT",
        "CASE",
        "SWITCH",
        "DEFAULT",
        "SUB",
        "FUNCTION",
        "CALL",
        "RETURN",
        "EXIT",
        "WITH",
        "TRY",
        "CATCH",
        "FINALLY",
        "ON",
        "BEGIN",
        "LET",
        "SET",
        "PARAM",
        "DIM",
        "PRINT",
        "INPUT",
        "STOP",
        "THROW",
        "ASSERT",
        "CLEAR",
        "THEN",
        "TO",
        "STEP",
        "UNTIL",
        "EACH",
    ]
)
CONSTANTS: dict[str, bool | None] = {"TRUE": True, "FALSE": False, "NULL": None}


class Lexeme(NamedTuple):
    """A piece of source text: what it is, the text itself, where it stands, and whether a blank stands before it."""

    kind: str
    text: str
    span: Span
    start: int
    end: int
    gap: bool

    @property
    def upper(self) -> str:
        """The text in upper case, without a trailing `$`."""
        return self.text.upper()

    def is_symbol(self, *texts: str) -> bool:
        """Whether this is one of these symbols."""
        return self.kind == SYMBOL and self.text in texts

    def is_word(self, *words: str) -> bool:
        """Whether this is one of these words (given in upper case)."""
        return self.kind == WORD and self.text.upper() in words
