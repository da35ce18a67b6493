"""How many columns text takes in a fixed-width font."""

from __future__ import annotations

import unicodedata

_EMOJI_FOLLOWERS = frozenset("\u200d\ufe0f")


def display_width(text: str) -> int:
    """Columns of one line of `text`: wide letters and emoji count two, combining marks nothing (UAX 11)."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if unicodedata.combining(character) or character in _EMOJI_FOLLOWERS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
