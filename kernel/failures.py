"""An error as the notebook shows it: a name, a message, and coloured lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RED, _CYAN, _BOLD, _PLAIN = "\x1b[31m", "\x1b[36m", "\x1b[1;31m", "\x1b[0m"
_CARETS = re.compile(r"[\s|│]*[\^~]+\s*")
_HINT = re.compile(r"\s*hint:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Failure:
    """What the reply and the error output say."""

    name: str
    message: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, name: str, message: str, text: str) -> Failure:
        """A failure whose lines are those of `text`, coloured."""
        return cls(
            name, message, tuple(_coloured(line, is_first=not number) for number, line in enumerate(text.splitlines()))
        )


def _coloured(line: str, *, is_first: bool) -> str:
    if is_first:
        return f"{_BOLD}{line}{_PLAIN}"
    if _CARETS.fullmatch(line):
        return f"{_RED}{line}{_PLAIN}"
    if _HINT.match(line):
        return f"{_CYAN}{line}{_PLAIN}"
    return line
