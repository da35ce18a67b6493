"""What a program is made of after parsing: frozen nodes, each with its span."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.domain.span import Span
from botmail.lang.definition import Clause, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with a place in the source."""

    span: Span


# ------------------------------------------------------------------ expressions


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression(Node):
    """Anything with a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(Expression):
    """A number, text without holes, TRUE, FALSE or NULL."""

    value: int | float | str | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpolation(Expression):
    """Text with `${…}` holes: plain parts and expressions in order."""

    parts: tuple[str | Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Expression):
    """A variable, as typed; a trailing `$` is kept here and folded away by the binder."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLiteral(Expression):
    """`[1, 2]`"""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLiteral(Expression):
    """`{name: e, "k": e}`"""

    entries: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOf(Expression):
    """`a.b`, or `a?.b` which is null when `a` is; target None is `.b` inside WITH."""

    target: Expression | None
    name: str
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Expression):
    """`a[i]`"""

    target: Expression
    index: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Expression):
    """`f(a, b)`: a function, a SUB, or a method when `callee` is a `MemberOf`."""

    callee: Expression
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unary(Expression):
    """`-a` or `NOT a`; `operator` is `-`, `+` or `NOT`."""

    operator: str
    operand: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class Binary(Expression):
    """`+ - * / \\ MOD % ^ &`, comparisons `= <> < <= > >=`, `CONTAINS`, `STARTS WITH`, `ENDS WITH`, `LIKE`,
    `MATCHES`, `IN`, `AND`, `OR`, `??`; canonical spelling, upper case (`==` is `=`, `!=` is `<>`, `%` is `MOD`).
    `is_negated` for `NOT IN`, `NOT LIKE`, `NOT CONTAINS`."""

    operator: str
    left: Expression
    right: Expression
    is_negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain(Expression):
    """`a + b + c …` or `a & b & c …` in one node, so that long chains need no recursion."""

    operator: str
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IsNull(Expression):
    """`e IS NULL`, `e IS NOT NULL`"""

    operand: Expression
    is_negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional(Expression):
    """`test ? then : otherwise`"""

    test: Expression
    then: Expression
    otherwise: Expression


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUse(Node):
    """A clause in a call: its definition and its operand (None for a flag).

    The operand of a clause that `is_repeated` is a `ListLiteral`, that of one that `is_fields` a `MapLiteral`.
    """

    clause: Clause
    operand: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbCall(Expression):
    """A verb with its arguments; `typed` is the phrase as written. A statement when it stands in an
    `ExpressionStatement`.

    An argument for a parameter of `types.VARIABLE` (`HEAR answer`) is a `Name`, `MemberOf` or `Index`: the body gets
    its spelling as text, and what the body returns is assigned to it. `answer = HEAR "Name?"` and `INPUT "Name?"; x`
    arrive in the same form, `HEAR answer WITH "Name?"`; where there is no variable (`TALK HEAR("Name?")`) the
    arguments are empty and the value is the call's.
    """

    verb: Verb
    typed: str
    arguments: tuple[Expression, ...]
    clauses: tuple[ClauseUse, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Expression):
    """The words of a SELECT, the argument of the verb of that name: SQL with `$name` for each value.

    `names` are the words that may be variables; which of them are columns, the data decide.
    """

    sql: str
    values: tuple[tuple[str, Expression], ...]
    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownCall(Expression):
    """A verb that does not exist, with its arguments; the parser has reported it, such a program never runs."""

    words: str
    arguments: tuple[Expression, ...]


# ------------------------------------------------------------------ statements


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
    """`FOR EACH x IN e … NEXT`"""

    variable: Name
    iterable: Expression
    body: Block


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
class CallFile(Statement):
    """`CALL "other.bas", a, b`"""

    file: Expression
    arguments: tuple[Expression, ...]


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
