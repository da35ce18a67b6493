"""Whether a cell can run as it stands, or wants more lines: for consoles, which ask at every return key."""

from __future__ import annotations

from typing import Literal

from botmail.lang.codes import Category
from botmail.lang.parser import parse
from botmail.lang.vocabulary import Vocabulary

State = Literal["complete", "incomplete", "invalid"]

_UNFINISHED = frozenset({"BM101", "BM102", "BM103", "BM117"})
"""Mistakes that more lines can cure: a text, a bracket, a block or a text block that is still open."""
_INDENT = "    "


def is_complete(source: str, vocabulary: Vocabulary) -> tuple[State, str]:
    """The state, and the indent of the next line when there must be one."""
    errors = [one for one in parse(source, vocabulary).diagnostics if one.is_error and one.category is Category.SYNTAX]
    if not errors:
        return "complete", ""
    if any(one.code not in _UNFINISHED for one in errors):
        return ("incomplete", "") if _ends_open(source) else ("invalid", "")
    return "incomplete", _INDENT * sum(one.code == "BM103" for one in errors)


def _ends_open(source: str) -> bool:
    """Whether the last line asks for the next one."""
    return source.rstrip(" \t").endswith((",", " _", "+", "&"))
