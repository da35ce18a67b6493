"""What the notebook's history keeps: everything but cells that hold a password."""

from __future__ import annotations

import re

from IPython.core.history import HistoryManager

_PASSWORD_IN_QUOTES = re.compile(r"""\b(?:PASSWORD|PASSWD|SECRET)\b\s*[=,(]?\s*["'][^"'\n]""", re.IGNORECASE)
_NOT_KEPT = "' this cell is not kept in the history: it held a password"


class BasicHistory(HistoryManager):
    """IPython's history; a cell with a password in quotes leaves a remark in its place."""

    def store_inputs(self, line_num: int, source: str, source_raw: str | None = None) -> None:
        """Remember the input of one cell."""
        raw = source if source_raw is None else source_raw
        super().store_inputs(line_num, text_to_remember(source), text_to_remember(raw))


def text_to_remember(source: str) -> str:
    """What may be kept of a cell: nothing of one that holds a password in quotes."""
    return _NOT_KEPT if _PASSWORD_IN_QUOTES.search(source) else source
