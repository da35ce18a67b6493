"""What to say when a line's words are known and their order fits no form of a statement."""

from __future__ import annotations

from botmail.domain.span import Span
from botmail.lang.diagnostics import Diagnostic, diagnose
from botmail.lang.driver import Unexpected
from botmail.lang.tokens import Line, Token

FORMS = {
    "if": "IF condition THEN",
    "inline if": "IF condition THEN statement",
    "elseif": "ELSE IF condition THEN",
    "for": "FOR i = 1 TO 10",
    "for each": "FOR EACH email IN emails",
    "while": "WHILE condition",
    "do": "DO WHILE condition",
    "loop": "LOOP UNTIL condition",
    "select": "SELECT CASE value",
    "switch": "SWITCH value",
    "case": 'CASE "a", "b"',
    "sub": "SUB greet(name)",
    "function": "FUNCTION total(a, b)",
    "with": "WITH object",
    "on": 'ON EMAIL IN "INBOX" FROM "bob@example.org"',
    "catch": "CATCH e",
    "next": "NEXT i",
}
_MISSING = {"TO": "TO", "IN": "IN", "THEN": "THEN", "ASSIGN": "=", "COLON": ": for the ?"}


def explain_unexpected(problem: Unexpected, line: Line) -> Diagnostic:
    """The diagnostic for a line that the grammar refused."""
    token = problem.token
    form = FORMS.get(line.head)
    hint = f"write {form}" if form else ""
    for kind, word in _MISSING.items():
        if kind in problem.expected:
            span = _behind(line, problem.index)
            usual = "write test ? value : other value" if kind == "COLON" else "write name = value"
            return diagnose("BM106", span, f"{word} is missing", hint or usual)
    if token is None or not token.text:
        span = _behind(line, problem.index)
        return diagnose(
            "BM108",
            span,
            f"a value is missing behind {_shown(line, problem.index)}",
            hint or "write the value behind it",
        )
    before = line.tokens[problem.index - 1] if problem.index else None
    if before is None:
        return diagnose("BM100", token.span, f"a statement cannot start with {token.text}", hint)
    if token.kind in {"ASSIGN", "AUGMENT"}:
        return diagnose("BM116", token.span, f"{token.text} cannot stand here", "write name = value; == compares")
    if token.text == "[":
        hint = "give the value a name first, then take the item: rows = … and rows[0]"
    return diagnose("BM100", token.span, f"{token.text} cannot stand behind {before.text or 'this'}", hint)


def _behind(line: Line, index: int) -> Span:
    return _last(line, index).span


def _shown(line: Line, index: int) -> str:
    return _last(line, index).text


def _last(line: Line, index: int) -> Token:
    """The last token before `index` that has any width."""
    return next((token for token in reversed(line.tokens[:index]) if token.text), line.tokens[0])
