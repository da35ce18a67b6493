"""What promotion makes of lexemes: tokens of the grammar, in logical lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from botmail.domain.span import Span


class Token(NamedTuple):
    """A terminal of the grammar; `value` is what it stands for: a verb, a clause, an operator's name …"""

    kind: str
    text: str
    span: Span
    value: object = None


@dataclass(slots=True)
class Line:
    """A logical line: what it starts with decides about blocks, also when the rest cannot be read.

    `head` is `if`, `for each`, `end if`, `next` …, or `statement`; `has_brace` tells that it opens its block with `{`.
    `may_end` marks an IF without THEN that may end with its line. A line that failed was reported; its tokens are of
    no use.
    """

    head: str
    span: Span
    tokens: list[Token]
    has_brace: bool = False
    may_end: bool = False
    failed: bool = False
