"""What WHERE, SET and SELECT hold, to Python: expressions that make conditions, operands and queries of `domain`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Protocol

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.compiler_ast import Factory
from botmail.lang.kinds import COMPARISONS
from botmail.lang.naming import fold
from botmail.lang.walk import children

Substitutes = dict[int, str]


class Expressions(Protocol):
    """What is needed of the compiler of expressions."""

    @property
    def factory(self) -> Factory:
        """Makes nodes."""

    def expression(self, node: nodes.Expression) -> ast.expr:
        """An expression of the program."""

    def function_of(self, node: nodes.Expression, parameters: Substitutes) -> ast.expr:
        """`lambda …: node`, where each node of `parameters`, by identity, is the parameter of that name."""

    def variable(self, node: nodes.Name) -> ast.expr | None:
        """`lambda: variable`, or None where nothing gives the name a value."""

    def is_function(self, name: str) -> bool:
        """Whether a called name is a function of the language."""


class ConditionCompiler:
    """Compiles the operands of the data verbs."""

    def __init__(self, expressions: Expressions) -> None:
        self._expressions = expressions
        self._make = expressions.factory

    def condition(self, node: nodes.Expression) -> ast.expr:
        """The condition that a WHERE holds; text is left for run time, with its gaps apart."""
        if _is_text(node):
            return self.template(node)
        if isinstance(node, nodes.MapLiteral):
            return self.fields(node)
        return self._condition(node)

    def template(self, node: nodes.Expression) -> ast.expr:
        """Text that is put together, as its literal parts and the values between them; other values as they are."""
        pieces = list(_pieces(node))
        if not _is_text(node) or not any(isinstance(piece, str) for piece in pieces):
            return self._expressions.expression(node)
        parts, values = [""], []
        for piece in pieces:
            if isinstance(piece, str):
                parts[-1] += piece
            else:
                parts.append("")
                values.append(self._expressions.expression(piece))
        span = node.span
        texts = self._tuple(span, [self._make.constant(span, part) for part in parts])
        return self._make.call(span, "template", texts, self._tuple(span, values))

    def fields(self, node: nodes.Expression) -> ast.expr:
        """`SET a = e, b = e` as a map of operands."""
        if not isinstance(node, nodes.MapLiteral):
            return self._expressions.expression(node)
        keys: list[ast.expr | None] = [self._make.constant(value.span, key) for key, value in node.entries]
        values = [self._operand(value) for _, value in node.entries]
        return self._make.make(ast.Dict, node.span, keys=keys, values=values)

    def query(self, node: nodes.Query) -> ast.expr:
        """The words of a SELECT with its values and the variables that it may name."""
        span = node.span
        values = self._map(span, {name: self._expressions.expression(value) for name, value in node.values})
        thunks = {fold(name.name): thunk for name in node.names if (thunk := self._expressions.variable(name))}
        return self._make.call(span, "query", self._make.constant(span, node.sql), values, self._map(span, thunks))

    def _condition(self, node: nodes.Expression) -> ast.expr:
        span = node.span
        match node:
            case nodes.Binary(operator=("AND" | "OR") as word):
                kind = "AllOf" if word == "AND" else "AnyOf"
                parts = [self._condition(part) for part in _alike(node, word)]
                return self._part(span, kind, self._tuple(span, parts))
            case nodes.Unary(operator="NOT", operand=operand):
                return self._part(span, "Negation", self._condition(operand))
            case nodes.IsNull(operand=operand, is_negated=is_negated):
                return self._part(span, "NullTest", self._operand(operand), self._make.constant(span, is_negated))
            case nodes.Binary(operator=operator, left=left, right=right) if operator in COMPARISONS | _TESTS:
                sides = (self._operand(left), self._operand(right))
                sign, is_negated_too = self._make.constant(span, operator), self._make.constant(span, node.is_negated)
                return self._part(span, "Comparison", sign, *sides, is_negated_too)
        return self._part(span, "Truth", self._operand(node))

    def _operand(self, node: nodes.Expression) -> ast.expr:
        """A name may be a column; what holds names is computed row by row; all else is a value now."""
        if isinstance(node, nodes.Name):
            return self._column(node)
        leaves = [leaf for part in self._inner(node) for leaf in self._leaves(part)]
        if not any(isinstance(leaf, nodes.Name) for leaf in leaves):
            return self._part(node.span, "Value", self._expressions.expression(node))
        parameters = {id(leaf): f"_operand{number}" for number, leaf in enumerate(leaves)}
        function = self._expressions.function_of(node, parameters)
        operands = self._tuple(node.span, [self._operand(leaf) for leaf in leaves])
        return self._part(node.span, "Computed", function, operands)

    def _column(self, node: nodes.Name) -> ast.expr:
        variable = self._expressions.variable(node)
        name = self._make.constant(node.span, node.name)
        return self._part(node.span, "Column", name, *([variable] if variable is not None else []))

    def _inner(self, node: nodes.Expression) -> Iterator[nodes.Expression]:
        is_value = isinstance(node, nodes.VerbCall) or self._calls_program(node)
        return iter(()) if is_value else _operands_of(node)

    def _leaves(self, node: nodes.Expression) -> Iterator[nodes.Expression]:
        """Names; calls of verbs and SUBs, which happen once; and members, which may have to be fetched."""
        if isinstance(node, (nodes.Name, nodes.VerbCall, nodes.MemberOf)) or self._calls_program(node):
            yield node
            return
        for child in _operands_of(node):
            yield from self._leaves(child)

    def _calls_program(self, node: nodes.Expression) -> bool:
        is_call = isinstance(node, nodes.Call) and isinstance(node.callee, nodes.Name)
        return is_call and not self._expressions.is_function(node.callee.name)  # type: ignore[attr-defined]  # as is_call says

    def _part(self, span: Span, kind: str, *arguments: ast.expr) -> ast.expr:
        module = self._make.of_runtime(span, "conditions")
        made = self._make.make(ast.Attribute, span, value=module, attr=kind, ctx=ast.Load())
        return self._make.apply(span, made, *arguments)

    def _tuple(self, span: Span, items: list[ast.expr]) -> ast.expr:
        return self._make.make(ast.Tuple, span, elts=items, ctx=ast.Load())

    def _map(self, span: Span, entries: dict[str, ast.expr]) -> ast.expr:
        keys: list[ast.expr | None] = [self._make.constant(span, key) for key in entries]
        return self._make.make(ast.Dict, span, keys=keys, values=list(entries.values()))


_TESTS = frozenset({"CONTAINS", "STARTS WITH", "ENDS WITH", "LIKE", "MATCHES", "IN"})
Pieces = Iterator[str | nodes.Expression]


def _operands_of(node: nodes.Node) -> Iterator[nodes.Expression]:
    """The expressions inside, without the name of what is called."""
    for child in children(node):
        if isinstance(node, nodes.Call) and child is node.callee and isinstance(child, nodes.Name):
            continue
        if isinstance(child, nodes.Expression):
            yield child


def _alike(node: nodes.Expression, operator: str) -> list[nodes.Expression]:
    """The parts of `a AND b AND c`, however long."""
    parts: list[nodes.Expression] = []
    while isinstance(node, nodes.Binary) and node.operator == operator:
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]


def _is_text(node: nodes.Expression) -> bool:
    return any(isinstance(piece, str) for piece in _pieces(node))


def _pieces(node: nodes.Expression) -> Pieces:
    """Literal parts and expressions of text that is put together, in order."""
    match node:
        case nodes.Literal(value=str() as text):
            yield text
        case nodes.Interpolation(parts=parts):
            yield from parts
        case nodes.Chain(operands=operands):
            for operand in operands:
                yield from _pieces(operand)
        case nodes.Binary(operator=("+" | "&"), left=left, right=right):
            yield from _pieces(left)
            yield from _pieces(right)
        case _:
            yield node
