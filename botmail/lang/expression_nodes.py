"""The nodes that have a value, and what they share with all others: each has its span."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.domain.span import Span
from botmail.lang.definition import Clause, Verb


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Anything with a place in the source."""

    span: Span


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


@dataclass(frozen=True, slots=True, kw_only=True)
class CallFile(Expression):
    """`CALL "other.bas", a, b`, alone or as a value: what the other script RETURNs."""

    file: Expression
    arguments: tuple[Expression, ...]
