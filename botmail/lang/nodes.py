"""What a program is made of after parsing: frozen nodes, each with its span; statements here, beside expressions."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.lang.definition import Verb
from botmail.lang.expression_nodes import (
    Binary,
    Call,
    CallFile,
    Chain,
    ClauseUse,
    Conditional,
    Expression,
    Index,
    Interpolation,
    IsNull,
    ListLiteral,
    Literal,
    MapLiteral,
    MemberOf,
    Name,
    Node,
    Query,
    Unary,
    UnknownCall,
    VerbCall,
)

__all__ = [
    "Assign",
    "Binary",
    "Block",
    "Call",
    "CallFile",
    "CaseItem",
    "Chain",
    "ClauseUse",
    "Conditional",
    "Exit",
    "Expression",
    "ExpressionStatement",
    "For",
    "ForEach",
    "If",
    "Index",
    "Interpolation",
    "IsNull",
    "ListLiteral",
    "Literal",
    "Loop",
    "MapLiteral",
    "MemberOf",
    "Name",
    "Node",
    "OnEmail",
    "OnError",
    "Param",
    "Procedure",
    "Program",
    "Query",
    "Return",
    "Select",
    "Statement",
    "TextBlock",
    "Try",
    "Unary",
    "UnknownCall",
    "VerbCall",
    "With",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Node):
    """One thing to do."""


Block = tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpressionStatement(Statement):
    """An expression alone: a verb, a call of a SUB, or the cell's result."""

    expression: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Assign(Statement):
    """`x = e`, `x.y = e`, `x[i] = e`; `operator` is `+`, `-` … for `x += e`, empty otherwise."""

    target: Name | MemberOf | Index
    value: Expression
    operator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class If(Statement):
    """Branches in order, each a condition and a block; `otherwise` may be empty."""

    branches: tuple[tuple[Expression, Block], ...]
    otherwise: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class ForEach(Statement):
    """`FOR EACH x IN e … NEXT`; `once` is empty, `ONCE` or `ONCE FROM NOW`."""

    variable: Name
    iterable: Expression
    body: Block
    once: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class For(Statement):
    """`FOR i = a TO b STEP s … NEXT`"""

    variable: Name
    start: Expression
    stop: Expression
    step: Expression | None
    body: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop(Statement):
    """WHILE and DO: tests before and after the body; an `until` test is wrapped in `NOT`."""

    before: Expression | None
    after: Expression | None
    body: Block
    kind: str
    """`WHILE` or `DO`, for EXIT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseItem(Node):
    """`5`, `1 TO 9` (with `upper`) or `IS > 5` (with `operator`)."""

    value: Expression
    upper: Expression | None = None
    operator: str = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class Select(Statement):
    """SELECT CASE and SWITCH."""

    subject: Expression
    cases: tuple[tuple[tuple[CaseItem, ...], Block], ...]
    otherwise: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Statement):
    """SUB and FUNCTION; names as typed."""

    name: str
    parameters: tuple[Name, ...]
    body: Block
    is_function: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Return(Statement):
    """`RETURN [e]`"""

    value: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit(Statement):
    """`EXIT FOR`, `EXIT SUB` …; `what` is FOR, DO, WHILE, SUB, FUNCTION, or PROGRAM for EXIT, END and STOP."""

    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class With(Statement):
    """`WITH e … END WITH`; in `fields` each `name = e` or `.name = e`; `is_return` for `RETURN WITH`, target None."""

    target: Expression | None
    fields: tuple[tuple[str, Expression], ...]
    body: Block
    is_return: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Try(Statement):
    """TRY, CATCH, FINALLY; `has_catch` tells an empty CATCH from none."""

    body: Block
    variable: Name | None
    handler: Block
    has_catch: bool
    final: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class OnError(Statement):
    """`ON ERROR RESUME NEXT` (`resumes`) and `ON ERROR GOTO 0`."""

    resumes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnEmail(Statement):
    """`ON EMAIL IN folder FROM sender SUBJECT words … END ON`; the body's mail is the variable `email`."""

    clauses: tuple[tuple[str, Expression], ...]
    """`IN`, `FROM` and `SUBJECT`, each with its value."""
    body: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock(Statement):
    """`BEGIN MAIL to … END MAIL` and `BEGIN TALK … END TALK`; text parts as in `Interpolation`.

    Headers are split off before interpolation: (name as typed, parts).
    """

    verb: Verb
    head: tuple[Expression, ...]
    headers: tuple[tuple[str, tuple[str | Expression, ...]], ...]
    parts: tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Param(Statement):
    """`PARAM name AS TYPE DEFAULT e`"""

    name: Name
    type: str
    default: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program(Node):
    """A whole program or cell."""

    body: Block
