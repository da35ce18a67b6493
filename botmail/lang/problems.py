"""Any error of a program, before or while it ran, as a name, a sentence and lines for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from botmail.domain.errors import BotmailError
from botmail.domain.plain import plain
from botmail.lang.diagnostics import ProgramInvalid
from botmail.lang.diagnostics import render as render_diagnostic
from botmail.lang.faults import explain
from botmail.lang.tracebacks import render as render_traceback


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as people read it: a name for it, one sentence, and the lines with carets."""

    name: str
    message: str
    text: str


def describe(error: BaseException, sources: Mapping[str, str], *, label: Callable[[str], str] = str) -> Problem:
    """An error in the language's words; `sources` are the programs by file name, `label` names a file for people."""
    if isinstance(error, ProgramInvalid):
        name = next((label(file) for file, source in sources.items() if source == error.source), "program")
        texts = [render_diagnostic(one, error.source, name) for one in error.diagnostics]
        return Problem("ProgramInvalid", error.message, "\n\n".join(texts))
    return Problem(_name(error), plain(explain(error).message), render_traceback(error, sources, label=label))


def _name(error: BaseException) -> str:
    """Our errors are named after what went wrong; Python's own names mean nothing to a reader of BASIC."""
    if isinstance(error, KeyboardInterrupt):
        return "Interrupted"
    return type(error).__name__ if isinstance(error, BotmailError) else "ProgramError"
