"""Operators by strength: a flat row of values and operators becomes a tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.nodes import Expression
from botmail.lang.tokens import Token

# Loosest first, as in the manual; comparisons do not chain, `^` groups to the right.
_LEVELS: tuple[tuple[str, ...], ...] = (
    ("??",),
    ("OR",),
    ("AND",),
    ("NOT",),
    ("=", "<>", "<", "<=", ">", ">=", "CONTAINS", "STARTS WITH", "ENDS WITH", "LIKE", "MATCHES", "IN"),
    ("&",),
    ("+", "-"),
    ("MOD",),
    ("\\",),
    ("*", "/"),
    ("^",),
)
_STRENGTH = {operator: strength for strength, operators in enumerate(_LEVELS) for operator in operators}
_NOT, _COMPARISON, _POWER = (_STRENGTH[name] for name in ("NOT", "=", "^"))
_BALANCED = frozenset({"AND", "OR", "??"})
_CHAINED = frozenset({"+", "&"})
LONGEST = 150
"""Most operators of one strength that may alternate, as in `a - b + c - d`; each makes the tree one deeper."""

Report = Callable[[str, Span, str, str], None]
Row = list[Token | Expression]


class Climber:
    """Climbs precedence over one row."""

    def __init__(self, row: Row, report: Report) -> None:
        self._row = row
        self._report = report
        self._index = 0

    def climb(self, weakest: int = 0) -> Expression:
        """The tree of all that follows and binds at least as strongly as `weakest`.

        Raises:
            RecursionError: the tree would be too deep.
        """
        left = self._take_prefixed()
        for _ in range(LONGEST):
            token = self._peek()
            if token is None:
                return left
            strength = _COMPARISON if token.kind == "NULL_TEST" else _STRENGTH[_operator(token)[0]]
            if strength < weakest:
                return left
            left = self._take_level(left, token, strength)
        raise RecursionError

    def _peek(self) -> Token | None:
        return cast(Token, self._row[self._index]) if self._index < len(self._row) else None

    def _take_prefixed(self) -> Expression:
        part = self._row[self._index]
        self._index += 1
        if not isinstance(part, Token):
            return part
        operand = self.climb(_NOT if part.value == "NOT" else _POWER)
        return nodes.Unary(span=part.span.to(operand.span), operator=str(part.value), operand=operand)

    def _take_level(self, left: Expression, token: Token, strength: int) -> Expression:
        if token.kind == "NULL_TEST":
            self._index += 1
            return nodes.IsNull(span=left.span.to(token.span), operand=left, is_negated=bool(token.value))
        operator, _ = _operator(token)
        if strength == _COMPARISON:
            return self._take_comparison(left, token)
        if operator in _CHAINED or operator in _BALANCED:
            return self._take_run(left, operator, strength)
        self._index += 1
        right = self.climb(strength if strength == _POWER else strength + 1)
        return nodes.Binary(span=left.span.to(right.span), operator=operator, left=left, right=right)

    def _take_comparison(self, left: Expression, token: Token) -> Expression:
        self._index += 1
        operator, is_negated = _operator(token)
        right = self.climb(_COMPARISON + 1)
        span = left.span.to(right.span)
        follows = self._peek()
        if follows is not None and follows.kind == "OPERATOR" and _STRENGTH[_operator(follows)[0]] == _COMPARISON:
            message = f"{operator} and {_operator(follows)[0]} cannot follow one another"
            self._report("BM114", span.to(follows.span), message, "write two of them: a < b AND b < c")
        return nodes.Binary(span=span, operator=operator, left=left, right=right, is_negated=is_negated)

    def _take_run(self, left: Expression, operator: str, strength: int) -> Expression:
        """`a + b + c …` at once, so that a long row does not make a deep tree."""
        operands = [left]
        while (token := self._peek()) is not None and token.kind == "OPERATOR" and _operator(token)[0] == operator:
            self._index += 1
            operands.append(self.climb(strength + 1))
        return _balanced(operator, operands) if operator in _BALANCED else _joined(operator, operands)


def _operator(token: Token) -> tuple[str, bool]:
    return cast("tuple[str, bool]", token.value)


def _joined(operator: str, operands: list[Expression]) -> Expression:
    span = operands[0].span.to(operands[-1].span)
    if len(operands) == 2:
        return nodes.Binary(span=span, operator=operator, left=operands[0], right=operands[1])
    return nodes.Chain(span=span, operator=operator, operands=tuple(operands))


def _balanced(operator: str, operands: list[Expression]) -> Expression:
    """AND, OR and ?? mean the same however they are grouped; short rows group to the left, long ones evenly."""
    if len(operands) == 1:
        return operands[0]
    middle = len(operands) - 1 if len(operands) <= 8 else len(operands) // 2
    left, right = _balanced(operator, operands[:middle]), _balanced(operator, operands[middle:])
    return nodes.Binary(span=left.span.to(right.span), operator=operator, left=left, right=right)
