"""A program's output as lines of text: a terminal, a pipe, a log."""

from __future__ import annotations

import sys
from typing import TextIO

from botmail.domain.plain import plain
from botmail.domain.ports import Display
from botmail.show.render import render


class PrintingDisplay:
    """A `Display` that prints; to standard output, as it is at that moment, unless a stream is given."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    def say(self, text: str) -> None:
        """One line of plain text, at once."""
        print(plain(text), file=self._stream or sys.stdout, flush=True)

    def show(self, value: object) -> None:
        """A value as text."""
        self.say(render(value).text)


class Transcript:
    """A `Display` that passes everything on and keeps it as text."""

    def __init__(self, inner: Display) -> None:
        self._inner = inner
        self._lines: list[str] = []

    @property
    def text(self) -> str:
        """Everything so far, a line each."""
        return "\n".join(self._lines)

    def say(self, text: str) -> None:
        """One line of plain text."""
        self._lines.append(plain(text))
        self._inner.say(text)

    def show(self, value: object) -> None:
        """A value, kept as text."""
        self._lines.append(render(value).text)
        self._inner.show(value)
