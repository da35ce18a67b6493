"""The state of promotion: where it stands in the lexemes, what is open, and the lines made so far."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import takewhile

from botmail.domain.span import Span
from botmail.lang import lexemes
from botmail.lang.brackets import Partners, find_partners
from botmail.lang.diagnostics import Diagnostic, diagnose
from botmail.lang.frames import Bracket, Frame, Header, OpenCall, Ternary
from botmail.lang.lexemes import Lexeme
from botmail.lang.surroundings import Surroundings
from botmail.lang.tokens import Line, Token
from botmail.lang.vocabulary import Vocabulary

_FOLLOWING = frozenset(["BM100", "BM106", "BM107", "BM108", "BM109"])
DEEPEST = 50
"""Most brackets and calls that may be open at once."""


class Position(Enum):
    """What may stand next: a statement, a value, an operator, or a map's key."""

    STATEMENT = "statement"
    OPERAND = "operand"
    OPERATOR = "operator"
    KEY = "key"


class Reader:
    """Lexemes in, logical lines of tokens out."""

    def __init__(
        self, source: str, found: Sequence[Lexeme], *, vocabulary: Vocabulary, surroundings: Surroundings
    ) -> None:
        self.source = source
        self.lexemes = found
        self.vocabulary = vocabulary
        self.surroundings = surroundings
        self.partners: Partners = find_partners(found)
        self.index = 0
        self.position = Position.STATEMENT
        self.lines: list[Line] = []
        self.diagnostics: list[Diagnostic] = []
        self.tokens: list[Token] = []
        self.frames: list[Frame] = []
        self.head = "statement"
        self.may_end = False
        """The line may hold a whole IF whose THEN is missing."""
        self.inline_ifs = 0
        self._line_start = 0

    # Looking

    @property
    def lexeme(self) -> Lexeme:
        """The lexeme to be read."""
        return self.lexemes[self.index]

    def peek(self, distance: int = 1) -> Lexeme:
        """The lexeme so far ahead."""
        return self.lexemes[min(self.index + distance, len(self.lexemes) - 1)]

    @property
    def bracket(self) -> Bracket | None:
        """The innermost open bracket."""
        return next((frame for frame in reversed(self.frames) if isinstance(frame, Bracket)), None)

    @property
    def header(self) -> Header | None:
        """The header of the present statement, outside of brackets."""
        first = self.frames[0] if self.frames else None
        return first if isinstance(first, Header) else None

    def open_calls(self) -> list[OpenCall]:
        """Calls that are open inside the innermost bracket, the innermost first."""
        found = []
        for frame in reversed(self.frames):
            if isinstance(frame, Bracket):
                break
            if isinstance(frame, OpenCall):
                found.append(frame)
        return found

    def ends_statement(self, distance: int = 0) -> bool:
        """Whether the statement is over at this lexeme."""
        found = self.peek(distance)
        if found.kind in {lexemes.NEWLINE, lexemes.END}:
            return True
        if found.kind == lexemes.SYMBOL:
            return found.text in {":", ";", "}"}
        return self.is_inline_else(distance)

    def is_inline_else(self, distance: int = 0) -> bool:
        """Whether this is the ELSE of an IF on the same line."""
        if not self.inline_ifs or not self.peek(distance).is_word("ELSE", "ELSEIF"):
            return False
        return not self.peek(distance + 1).is_symbol("=", ".", ",", ")")

    @property
    def line_start(self) -> Lexeme:
        """The first lexeme of the statement."""
        return self.lexemes[self._line_start]

    def leave_open(self) -> None:
        """Take brackets without a partner as closed by what is still to be typed."""
        for index, lexeme in enumerate(self.lexemes):
            if lexeme.kind == lexemes.SYMBOL and lexeme.text in lexemes.OPENING:
                self.partners.setdefault(index, len(self.lexemes) - 2)

    # Writing

    def emit(self, kind: str, count: int = 1, value: object = None) -> Token:
        """Take `count` lexemes as one token."""
        first, last = self.lexemes[self.index], self.lexemes[self.index + count - 1]
        if count == 1:
            token = Token(kind, first.text, first.span, value)
        else:
            token = Token(kind, self.source_between(first, last), first.span.to(last.span), value)
        self.tokens.append(token)
        self.index += count
        return token

    def source_between(self, first: Lexeme, last: Lexeme) -> str:
        """The text from one lexeme to another."""
        return self.source[first.start : last.end]

    def close_calls(self, keep: Frame | None = None) -> None:
        """End the calls and `?` inside the innermost bracket, down to `keep`."""
        while self.frames and isinstance(self.frames[-1], OpenCall | Ternary) and self.frames[-1] is not keep:
            self._pop_frame()

    def close_top(self) -> None:
        """End the innermost call or `?`."""
        self._pop_frame()

    def insert(self, kind: str) -> None:
        """A token of no width behind the last one."""
        last = self.tokens[-1].span
        self.tokens.append(Token(kind, "", Span(last.end_line, last.end_column, last.end_line, last.end_column)))

    def _pop_frame(self) -> None:
        if isinstance(self.frames.pop(), OpenCall):
            self.insert("VEND")

    def end_line(self, *, has_brace: bool = False, failed: bool = False) -> None:
        """The logical line is complete."""
        while self.frames:
            self._pop_frame()
        if self.tokens or failed or self.head != "statement":
            span = self._line_span()
            self.lines.append(Line(self.head, span, self.tokens, has_brace, self.may_end, failed))
        self.tokens = []
        self.may_end = False
        self.head = "statement"
        self.position = Position.STATEMENT
        self._line_start = self.index

    def _line_span(self) -> Span:
        if self.tokens:
            return self.tokens[0].span.to(self.tokens[-1].span)
        return self.lexemes[min(self._line_start, len(self.lexemes) - 1)].span

    def add_line(self, head: str, span: Span) -> None:
        """A line of its own that has no tokens, such as the end of an inline IF."""
        self.lines.append(Line(head, span, []))

    def start_line(self) -> None:
        """A statement starts at the present lexeme."""
        self._line_start = self.index

    def close_inline_ifs(self) -> None:
        """The line is over, and with it the IFs that hold to one line."""
        for _ in range(self.inline_ifs):
            self.add_line("end inline", self.lexeme.span)
        self.inline_ifs = 0

    def skip_remark(self) -> None:
        """A REM behind a statement: the rest of the line is a comment."""
        while self.lexeme.kind not in {lexemes.NEWLINE, lexemes.END}:
            self.index += 1

    # Mistakes

    def report(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note a mistake and go on."""
        self.diagnostics.append(diagnose(code, span, message, hint))

    @property
    def has_unknown_verb(self) -> bool:
        """Whether a verb that does not exist stands in this line."""
        return any(token.kind == "VERB" and isinstance(token.value, str) for token in self.tokens)

    def is_too_deep(self) -> bool:
        """Whether too much is open for one more bracket or call; it is reported then."""
        if len(self.frames) < DEEPEST:
            return False
        hint = "split it over several lines, with a name for each part"
        self.fail("BM115", self.lexeme.span, "this expression is too deeply nested", hint)
        return True

    def fail(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note a mistake, skip the rest of the line, and keep the line for its head.

        Behind a verb that does not exist nobody knows what may stand; that was reported, and one mistake is enough.
        """
        if not (code in _FOLLOWING and self.has_unknown_verb):
            self.report(code, span, message, hint)
        self.may_end = self.may_end or (self.head == "if" and self._goes_on_behind_then())
        has_brace = self._skip_line()
        self.end_line(has_brace=has_brace, failed=True)

    def _goes_on_behind_then(self) -> bool:
        """Whether a statement stands behind THEN on this line, so that no END IF is to be expected."""
        rest = range(self.index, len(self.lexemes))
        ahead = takewhile(lambda index: self.lexemes[index].kind not in {lexemes.NEWLINE, lexemes.END}, rest)
        then = next((index for index in ahead if self.lexemes[index].is_word("THEN")), None)
        return then is not None and self.lexemes[then + 1].kind not in {lexemes.NEWLINE, lexemes.END}

    def _skip_line(self) -> bool:
        """Move to the line's end; whether a block's `{` ends it."""
        outermost = next((frame for frame in self.frames if isinstance(frame, Bracket)), None)
        partner = self.partners.get(outermost.index) if outermost else None
        if partner is not None and partner < len(self.lexemes) - 2:
            self.index = max(self.index, partner + 1)
        while self.lexeme.kind not in {lexemes.NEWLINE, lexemes.END}:
            if self.lexeme.is_symbol("{") and self._opens_block():
                self.index += 1
                return True
            partner = self.partners.get(self.index)
            if partner is None and self.lexeme.is_symbol("}"):
                return False
            if partner is not None and partner < self._line_start:
                return False
            is_closed = partner is not None and self.index < partner < len(self.lexemes) - 2
            self.index = partner + 1 if is_closed and partner is not None else self.index + 1
        return False

    def _opens_block(self) -> bool:
        return self.head in BRACE_HEADS


BRACE_HEADS = frozenset(
    {
        *("if", "elseif", "else", "for each", "for", "while", "do", "select", "switch", "sub", "function", "with"),
        *("try", "catch", "finally"),
    }
)
