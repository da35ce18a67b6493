"""Which brackets belong together, found before anything is understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from botmail.lang.lexemes import CLOSING, OPENING, SYMBOL, Lexeme

Partners = dict[int, int]


def find_partners(found: Sequence[Lexeme]) -> Partners:
    """The index of each bracket's partner; what has none is missing."""
    partners: Partners = {}
    open_brackets: list[int] = []
    awaited: Counter[str] = Counter()
    for index, lexeme in enumerate(found):
        if lexeme.kind != SYMBOL:
            continue
        if lexeme.text in OPENING:
            open_brackets.append(index)
            awaited[OPENING[lexeme.text]] += 1
        elif lexeme.text in CLOSING:
            # Counting keeps a row of stray closers from searching the whole stack each.
            opener = _take_opener(open_brackets, found, lexeme.text, awaited) if awaited[lexeme.text] else None
            if opener is not None:
                partners[opener] = index
                partners[index] = opener
    return partners


def _take_opener(open_brackets: list[int], found: Sequence[Lexeme], closer: str, awaited: Counter[str]) -> int | None:
    """The opener that fits; those opened after it have no partner. A `)` or `]` does not reach over an open `{`."""
    depth = len(open_brackets) - 1
    while depth >= 0 and OPENING[found[open_brackets[depth]].text] != closer:
        if closer != "}" and OPENING[found[open_brackets[depth]].text] == "}":
            return None
        depth -= 1
    if depth < 0:
        return None
    opener = open_brackets[depth]
    awaited.subtract(OPENING[found[index].text] for index in open_brackets[depth:])
    del open_brackets[depth:]
    return opener


def has_comma(found: Sequence[Lexeme], start: int, partners: Partners) -> bool:
    """Whether the bracket that opens at `start` has a comma at its own depth."""
    end = partners.get(start)
    if end is None:
        return False
    index = start + 1
    while index < end:
        if found[index].is_symbol(","):
            return True
        inner = partners.get(index)
        index = inner + 1 if inner is not None and inner > index else index + 1
    return False
