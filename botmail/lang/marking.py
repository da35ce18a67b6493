"""A line of a program with carets under the very columns of a span; of a very long line only the part around it."""

from __future__ import annotations

from botmail.domain.span import Span
from botmail.domain.width import display_width

_LONGEST = 160
_BEFORE = 40


def marked(source: str, span: Span) -> list[str]:
    """Two lines: the source line with its number, and the carets."""
    lines = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    text = lines[span.line - 1] if 0 < span.line <= len(lines) else ""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    text, start, end = _window(text, start, end)
    gutter = str(span.line)
    return [f"  {gutter} | {text}", f"  {' ' * len(gutter)} | {_padding(text[:start])}{_carets(text[start:end])}"]


def _window(text: str, start: int, end: int) -> tuple[str, int, int]:
    if len(text) <= _LONGEST:
        return text, start, end
    first = max(0, min(start - _BEFORE, len(text) - _LONGEST))
    shown = text[first : first + _LONGEST]
    left, right = "…" if first else "", "…" if first + _LONGEST < len(text) else ""
    shift = len(left) - first
    return left + shown + right, start + shift, min(end + shift, len(left) + len(shown))


def _padding(before: str) -> str:
    return "\t".join(" " * display_width(part) for part in before.split("\t"))


def _carets(under: str) -> str:
    return "^" * max(1, display_width(under))
