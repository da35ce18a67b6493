"""The text of a program: one kind of line end, no byte-order mark, and spans cut out of it."""

from __future__ import annotations

from bisect import bisect_right

from botmail.domain.span import Span


def normalized(text: str) -> str:
    """`text` without a byte-order mark and with `\\n` as its only line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


class Positions:
    """Turns offsets into a text to lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for index, line in enumerate(text.split("\n")):
            self._starts.append(self._starts[index] + len(line) + 1)

    def span(self, start: int, end: int) -> Span:
        """The span from offset `start` to before offset `end`."""
        return Span(*self._place(start), *self._place(end))

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset, hi=len(self._starts) - 1)
        return line, offset - self._starts[line - 1] + 1
