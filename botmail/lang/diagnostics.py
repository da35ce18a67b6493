"""What is wrong with a program, as values, and how it is shown under the line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from botmail.domain.errors import LanguageError
from botmail.domain.span import Span
from botmail.lang.codes import CODES, Category, Severity
from botmail.lang.marking import marked

__all__ = ["Category", "Diagnostic", "ProgramInvalid", "Severity", "diagnose", "has_errors", "render", "suspicions"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: where it is, what it is in one sentence, and what to write instead."""

    category: Category
    code: str
    severity: Severity
    span: Span
    message: str
    hint: str = ""

    @property
    def is_error(self) -> bool:
        """Whether the program cannot run."""
        return self.severity is Severity.ERROR

    def to_json(self) -> dict[str, object]:
        """The diagnostic as `botmail check --json` prints it."""
        return {
            "category": self.category.value,
            "code": self.code,
            "severity": self.severity.value,
            "line": self.span.line,
            "column": self.span.column,
            "end_line": self.span.end_line,
            "end_column": self.span.end_column,
            "message": self.message,
            "hint": self.hint,
        }


class ProgramInvalid(LanguageError):
    """A program with errors; all of its diagnostics, in the order of the source."""

    def __init__(self, diagnostics: Sequence[Diagnostic], source: str) -> None:
        first = next((one for one in diagnostics if one.is_error), None)
        super().__init__(first.message if first else "the program is invalid", hint=first.hint if first else "")
        self.diagnostics = tuple(diagnostics)
        self.source = source


def diagnose(code: str, span: Span, message: str, hint: str = "") -> Diagnostic:
    """A diagnostic with the category and severity that its code has."""
    kind = CODES[code]
    return Diagnostic(kind.category, code, kind.severity, span, message, hint)


def has_errors(diagnostics: Sequence[Diagnostic]) -> bool:
    """Whether any of them keeps the program from running."""
    return any(one.is_error for one in diagnostics)


def suspicions(diagnostics: Sequence[Diagnostic], source: str, name: str) -> tuple[str, ...]:
    """What to tell about a program that runs: the warnings about its form; a name without a value tells itself."""
    told = [one for one in diagnostics if one.category is Category.SYNTAX]
    return () if has_errors(diagnostics) else tuple(render(one, source, name) for one in told)


def render(diagnostic: Diagnostic, source: str, name: str) -> str:
    """The diagnostic with its line and a caret under the very columns; `name` is the file's or the cell's."""
    span = diagnostic.span
    shown = [
        f"{name}, line {span.line}: {diagnostic.severity.value} {diagnostic.code}: {diagnostic.message}",
        *marked(source, span),
    ]
    if diagnostic.hint:
        shown.append(f"  hint: {diagnostic.hint}")
    return "\n".join(shown)
