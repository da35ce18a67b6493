"""The terminal: whom programs ask on the command line, and where messages go."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Sequence

from botmail.domain.asking import is_yes, nobody_there, question_text


class TerminalPrompt:
    """The person at the terminal as a `Prompt` port; questions go to standard error."""

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        """The line that was typed; without echo when it is a secret.

        Raises:
            InputProblem: nobody is at a terminal, or the input ended.
        """
        if not _is_somebody_there():
            raise nobody_there(question, name=name, secret=secret)
        text = question_text(question, name=name, choices=choices)
        try:
            return getpass.getpass(text) if secret else _line(text)
        except EOFError:
            raise nobody_there(question, name=name, secret=secret) from None

    def confirm(self, question: str) -> bool:
        """Whether a person typed yes; False where nobody can type."""
        if not _is_somebody_there():
            return False
        try:
            return is_yes(_line(f"{question} (yes/no) "))
        except EOFError:
            return False


def tell(text: str) -> None:
    """A message for the person, beside the results."""
    print(text, file=sys.stderr, flush=True)


def coloured(text: str) -> str:
    """An error's text with its first line in red, where a terminal shows it and nobody has set NO_COLOR."""
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        return text
    first, newline, rest = text.partition("\n")
    return f"\x1b[1;31m{first}\x1b[0m{newline}{rest}"


def _is_somebody_there() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _line(question: str) -> str:
    print(question, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
