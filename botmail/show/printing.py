"""A program's output as lines of text: a terminal, a pipe, a log."""

from __future__ import annotations

import sys
from typing import TextIO

from botmail.domain.plain import plain
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
