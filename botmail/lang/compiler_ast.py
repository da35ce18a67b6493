"""The one factory of Python nodes: each gets the place of the BASIC node that it stands for."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any, TypeVar

from botmail.domain.span import Span
from botmail.lang.naming import RUNTIME_NAME

_MOST_HIDDEN = 1000
"""Hidden variables before their names begin anew: more than one expression needs."""

Made = TypeVar("Made", bound=ast.AST)


class Factory:
    """Makes `ast` nodes with positions; columns become UTF-8 byte offsets, as `ast` wants them."""

    def __init__(self, source: str) -> None:
        text = source.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        self._lines = text.split("\n")
        self._places: dict[int, tuple[Span, dict[str, int]]] = {}  # by identity, the span is kept alive
        self._hidden = 0
        self.lasting: frozenset[str] = frozenset()
        """Variables whose value stays the same all the time, such as parameters that a SUB does not assign."""
        self.known_classes: dict[tuple[str, str], str] = {}
        """Hidden variables that hold whether the value of such a variable is of a class."""

    def make(self, kind: type[Made], span: Span, **fields: Any) -> Made:
        """A node of `kind` at `span`."""
        return kind(**fields, **self._place(span))

    def new_hidden(self) -> str:
        """The name of a variable that no BASIC name can be: two underscores are for hidden names alone."""
        self._hidden = (self._hidden + 1) % _MOST_HIDDEN
        return f"__{self._hidden}"

    def kept(self, span: Span, value: ast.expr) -> tuple[ast.expr, ast.expr]:
        """`(hidden := value)`, and the hidden variable that holds the value from then on."""
        hidden = self.new_hidden()
        return self.make(ast.NamedExpr, span, target=self.store(span, hidden), value=value), self.name(span, hidden)

    def constant(self, span: Span, value: object) -> ast.expr:
        """A number, text, boolean, null or plain tuple."""
        return self.make(ast.Constant, span, value=value)

    def name(self, span: Span, python: str) -> ast.expr:
        """The value of a variable."""
        return self.make(ast.Name, span, id=python, ctx=ast.Load())

    def store(self, span: Span, python: str) -> ast.expr:
        """A variable that is assigned."""
        return self.make(ast.Name, span, id=python, ctx=ast.Store())

    def assign(self, span: Span, target: ast.expr, value: ast.expr) -> ast.stmt:
        """`target = value`."""
        return self.make(ast.Assign, span, targets=[target], value=value)

    def of_runtime(self, span: Span, attribute: str) -> ast.expr:
        """An attribute of the runtime; it ends on its first line, as Python places a call of it where it ends."""
        if span.end_line != span.line:
            span = Span(span.line, span.column, span.line, span.column)
        return self.make(ast.Attribute, span, value=self.name(span, RUNTIME_NAME), attr=attribute, ctx=ast.Load())

    def call(self, span: Span, attribute: str, *arguments: ast.expr) -> ast.expr:
        """A call of the runtime."""
        return self.apply(span, self.of_runtime(span, attribute), *arguments)

    def apply(self, span: Span, callee: ast.expr, *arguments: ast.expr) -> ast.expr:
        """`callee(arguments)`."""
        return self.make(ast.Call, span, func=callee, args=list(arguments), keywords=[])

    def compare(self, span: Span, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> ast.expr:
        """`left operator right`."""
        return self.make(ast.Compare, span, left=left, ops=[operator], comparators=[right])

    def choice(self, span: Span, test: ast.expr, then: ast.expr, otherwise: ast.expr) -> ast.expr:
        """`then if test else otherwise`."""
        return self.make(ast.IfExp, span, test=test, body=then, orelse=otherwise)

    def binary(self, span: Span, left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.expr:
        """`left operator right`."""
        return self.make(ast.BinOp, span, left=left, op=operator, right=right)

    def is_of(self, span: Span, value: ast.expr, python_class: str) -> ast.expr:
        """`value.__class__ is python_class`: the cheapest test of a type; done once for what is `lasting`."""
        if isinstance(value, ast.Name) and value.id in self.lasting:
            key = (value.id, python_class)
            return self.name(span, self.known_classes.setdefault(key, f"__{value.id}_{python_class}"))
        return self.class_test(span, value, python_class)

    def class_test(self, span: Span, value: ast.expr, python_class: str) -> ast.expr:
        """`value.__class__ is python_class`."""
        found = self.make(ast.Attribute, span, value=value, attr="__class__", ctx=ast.Load())
        return self.compare(span, found, ast.Is(), self.name(span, python_class))

    def expression(self, span: Span, value: ast.expr) -> ast.stmt:
        """An expression as a statement."""
        return self.make(ast.Expr, span, value=value)

    def thunk(self, span: Span, value: ast.expr, parameters: Iterable[str] = ()) -> ast.expr:
        """`lambda parameters: value`."""
        names = [self.make(ast.arg, span, arg=name) for name in parameters]
        arguments = ast.arguments(posonlyargs=[], args=names, kwonlyargs=[], kw_defaults=[], defaults=[])
        return self.make(ast.Lambda, span, args=arguments, body=value)

    def guarded(self, span: Span, body: list[ast.stmt], caught: str, handler: list[ast.stmt]) -> ast.Try:
        """`try: body except __botmail__.caught: handler`."""
        clause = self.make(ast.ExceptHandler, span, type=self.of_runtime(span, caught), name=None, body=handler)
        return self.make(ast.Try, span, body=body, handlers=[clause], orelse=[], finalbody=[])

    def _place(self, span: Span) -> dict[str, int]:
        known = self._places.get(id(span))
        if known is not None:
            return known[1]
        place = {
            "lineno": span.line,
            "col_offset": self._byte_column(span.line, span.column),
            "end_lineno": span.end_line,
            "end_col_offset": self._byte_column(span.end_line, span.end_column),
        }
        self._places[id(span)] = span, place
        return place

    def _byte_column(self, line: int, column: int) -> int:
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        return column - 1 if text.isascii() else len(text[: column - 1].encode("utf-8", "surrogatepass"))
