"""How many columns text takes in a fixed-width font."""

from __future__ import annotations

import unicodedata

_JOINER = "\u200d"
_AS_EMOJI = "\ufe0f"
_SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def display_width(text: str) -> int:
    """Columns of one line of `text`: wide letters and emoji count two, combining marks nothing (UAX 11).

    Emoji that are joined into one picture, or coloured by a skin tone, are as wide as their first (UTS 51).
    """
    if text.isascii():
        return len(text)
    total, before = 0, ""
    for character in text:
        total += _width(character, before)
        before = character
    return total


def _width(character: str, before: str) -> int:
    if unicodedata.combining(character) or _JOINER in (character, before):
        return 0
    if character == _AS_EMOJI:
        return 1 if before and unicodedata.east_asian_width(before) not in "WF" else 0
    if character in _SKIN_TONES and before:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
