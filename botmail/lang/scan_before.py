"""What an apostrophe, a REM or a point mean depends on what stands before them on the line."""

from __future__ import annotations

import re

from botmail.lang import lexemes
from botmail.lang.lexemes import CONTROL_WORDS, HEADER_WORDS, OPERATOR_WORDS, Lexeme
from botmail.lang.vocabulary import Vocabulary

_SINGLE_QUOTED = re.compile(r"'((?:[^'\n]|''|'(?=\w))*)'")
_AFTER_QUOTED = re.compile(r"[ \t]*(?:$|\n|(?P<symbol>[-+*/\\^&=<>)\]},:;.?!%'#])|(?P<word>\w+))")
_OPERAND_SYMBOLS = frozenset(
    [
        "(",
        "[",
        "{",
        "#{",
        ",",
        "=",
        "==",
        "<>",
        "!=",
        "<",
        ">",
        "<=",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "\\",
        "^",
        "&",
        "&&",
        "||",
        "?",
        "??",
        ";",
        "!",
        "%",
        "+=",
        "-=",
        "*=",
        "/=",
        "&=",
    ]
)
_OPERAND_WORDS = OPERATOR_WORDS | {
    *[
        "IF",
        "ELSEIF",
        "WHILE",
        "UNTIL",
        "CASE",
        "PRINT",
        "NOT",
        "WITH",
        "TO",
        "STEP",
        "SWITCH",
        "THROW",
        "ASSERT",
        "CALL",
        "INPUT",
        "SELECT",
    ]
}


class Before:
    """The lexemes so far: where the present line begins among them, and how many brackets are open."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.lexemes: list[Lexeme] = []
        self.line_first = 0
        self.depth = 0
        self._text = text
        self._vocabulary = vocabulary

    def quoted_end(self, start: int) -> int:
        """Where the text ends that starts with the apostrophe at `start`; 0 when it starts a comment."""
        found = _SINGLE_QUOTED.match(self._text, start)
        if found is None or self._text[start + 1].isspace() or not self.wants_operand():
            return 0
        after = _AFTER_QUOTED.match(self._text, found.end())
        if after is None:
            return 0
        word = after["word"]
        return found.end() if word is None or self._is_keyword(word.upper()) else 0

    def _is_keyword(self, word: str) -> bool:
        return word in OPERATOR_WORDS or word == "NOT" or word in CONTROL_WORDS or word in self._vocabulary.clause_words

    def wants_operand(self) -> bool:
        """Whether the lexeme before leaves a value to be written."""
        if len(self.lexemes) == self.line_first and not self.depth:
            return False
        last = self.lexemes[-1] if self.lexemes else None
        if last is None:
            return False
        if last.kind == lexemes.SYMBOL:
            return last.text in _OPERAND_SYMBOLS or (last.text == ":" and (self.depth > 0 or self._has_question()))
        if last.kind == lexemes.NEWLINE:
            return self.depth > 0
        return last.kind == lexemes.WORD and self._word_wants_operand(last.upper)

    def _has_question(self) -> bool:
        return any(lexeme.is_symbol("?") for lexeme in self.lexemes[self.line_first :])

    def _word_wants_operand(self, word: str) -> bool:
        if word in _OPERAND_WORDS or word in self._vocabulary.clause_words:
            return True
        words: list[str] = []
        for lexeme in reversed(self.lexemes[max(self.line_first, len(self.lexemes) - 5) :]):
            if lexeme.kind != lexemes.WORD or lexeme.upper in HEADER_WORDS | {"ELSE", "RETURN"}:
                break
            words.insert(0, lexeme.upper)
        return any(self._vocabulary.verb(" ".join(words[index:])) for index in range(len(words)))

    def is_remark(self, end: int, *, has_gap: bool) -> bool:
        """Whether a REM that ends at `end` starts a comment: it begins a statement, or is behind a finished value."""
        if len(self.lexemes) == self.line_first:
            return True
        last = self.lexemes[-1]
        if last.is_symbol(":", "{", "}"):
            return self.depth == 0 or last.text != ":"
        follows = self._text[end : end + 1]
        finished = last.kind in {lexemes.NUMBER, lexemes.STRING} or last.is_symbol(")", "]")
        return finished and has_gap and (not follows or follows.isspace())
