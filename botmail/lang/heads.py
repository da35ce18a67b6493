"""What one logical line is once it is read: a statement, or a part of a block that `blocks` puts together."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.domain.span import Span
from botmail.lang import nodes


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a block, or its middle or end, with the expressions in it."""

    span: Span
    expressions: tuple[nodes.Expression | None, ...] = ()
    names: tuple[nodes.Name, ...] = ()
    cases: tuple[nodes.CaseItem, ...] = ()
    word: str = ""
    clauses: tuple[tuple[str, nodes.Expression], ...] = ()


LineNode = nodes.Statement | Head | tuple[nodes.Statement, ...]
