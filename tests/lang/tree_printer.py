"""Prints nodes in the notation of trees.txt."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatchmethod

from botmail.lang import nodes
from botmail.lang.nodes import Expression, Node

LINE_END = " ¶ "


class TreePrinter:
    """Prints the nodes of one source text; texts and numbers are printed as they were written."""

    def __init__(self, source: str) -> None:
        self._lines = source.split("\n")

    def print_program(self, program: nodes.Program) -> str:
        """All statements with `¶` between."""
        return self._block(program.body)

    def _block(self, statements: Iterable[nodes.Statement]) -> str:
        return LINE_END.join(text for text in map(self.show, statements) if text)

    def _list(self, expressions: Iterable[Expression]) -> str:
        return ", ".join(map(self.show, expressions))

    def _written(self, node: Node) -> str:
        span = node.span
        if span.line == span.end_line:
            return self._lines[span.line - 1][span.column - 1 : span.end_column - 1]
        first, *middle = self._lines[span.line - 1 : span.end_line - 1]
        last = self._lines[span.end_line - 1][: span.end_column - 1]
        return "⏎".join([first[span.column - 1 :], *middle, last])

    @singledispatchmethod
    def show(self, node: Node) -> str:
        """One node."""
        raise TypeError(type(node).__name__)

    @show.register
    def _(self, node: nodes.Literal) -> str:
        return self._written(node)

    @show.register
    def _(self, node: nodes.Interpolation) -> str:
        return self._written(node)

    @show.register
    def _(self, node: nodes.Name) -> str:
        return node.name

    @show.register
    def _(self, node: nodes.ListLiteral) -> str:
        return f"[{self._list(node.items)}]"

    @show.register
    def _(self, node: nodes.MapLiteral) -> str:
        return "{" + ", ".join(f"{key}: {self.show(value)}" for key, value in node.entries) + "}"

    @show.register
    def _(self, node: nodes.MemberOf) -> str:
        return f"{self.show(node.target) if node.target else ''}.{node.name}"

    @show.register
    def _(self, node: nodes.Index) -> str:
        return f"{self.show(node.target)}@{self.show(node.index)}"

    @show.register
    def _(self, node: nodes.Call) -> str:
        return f"{self.show(node.callee)}({self._list(node.arguments)})"

    @show.register
    def _(self, node: nodes.Unary) -> str:
        return f"unary({node.operator}; {self.show(node.operand)})"

    @show.register
    def _(self, node: nodes.Binary) -> str:
        word = f"NOT {node.operator}" if node.is_negated else node.operator
        return f"({self.show(node.left)} {word} {self.show(node.right)})"

    @show.register
    def _(self, node: nodes.Chain) -> str:
        first, *others = map(self.show, node.operands)
        for other in others:
            first = f"({first} {node.operator} {other})"
        return first

    @show.register
    def _(self, node: nodes.IsNull) -> str:
        return f"isnull({self.show(node.operand)})"

    @show.register
    def _(self, node: nodes.Conditional) -> str:
        return f"({self.show(node.test)} ? {self.show(node.then)} : {self.show(node.otherwise)})"

    @show.register
    def _(self, node: nodes.VerbCall) -> str:
        parts = [node.typed.upper(), *([f"[{self._list(node.arguments)}]"] if node.arguments else [])]
        return f"<{' '.join([*parts, *map(self._clause, node.clauses)])}>"

    def _clause(self, use: nodes.ClauseUse) -> str:
        if use.operand is None:
            return use.clause.words
        if isinstance(use.operand, nodes.MapLiteral) and use.clause.is_fields:
            fields = ", ".join(f"({name} = {self.show(value)})" for name, value in use.operand.entries)
            return f"{use.clause.words} [{fields}]"
        is_list = isinstance(use.operand, nodes.ListLiteral) and use.clause.is_repeated
        return (
            f"{use.clause.words} {self.show(use.operand)}"
            if is_list
            else (f"{use.clause.words} [{self.show(use.operand)}]")
        )

    @show.register
    def _(self, node: nodes.UnknownCall) -> str:
        return f"<{node.words} [{self._list(node.arguments)}]>"

    @show.register
    def _(self, node: nodes.ExpressionStatement) -> str:
        return self.show(node.expression)

    @show.register
    def _(self, node: nodes.Assign) -> str:
        return f"{self.show(node.target)} := {self.show(node.value)}"

    @show.register
    def _(self, node: nodes.If) -> str:
        if node.span.line == node.span.end_line and "{" not in self._written(node) and node.branches[0][1]:
            return self._inline_if(node)
        (test, body), *others = node.branches
        parts = [f"if_head({self.show(test)})", self._block(body)]
        parts += [f"elseif_head({self.show(test)}){LINE_END}{self._block(body)}" for test, body in others]
        parts += ["else_head()", self._block(node.otherwise)] if node.otherwise else []
        return LINE_END.join(part for part in parts if part)

    def _inline_if(self, node: nodes.If) -> str:
        test, body = node.branches[0]
        parts = [self.show(test), self._inline(body), *([self._inline(node.otherwise)] if node.otherwise else [])]
        return f"if_inline({'; '.join(parts)})"

    def _inline(self, body: nodes.Block) -> str:
        return f"inline({'; '.join(text for text in map(self.show, body) if text)})"

    @show.register
    def _(self, node: nodes.ForEach) -> str:
        return self._headed(f"foreach_head({self.show(node.variable)}; {self.show(node.iterable)})", node.body)

    def _headed(self, head: str, body: nodes.Block) -> str:
        return LINE_END.join(part for part in (head, self._block(body)) if part)

    @show.register
    def _(self, node: nodes.For) -> str:
        parts = [node.variable, node.start, node.stop, *([node.step] if node.step else [])]
        return self._headed(f"for_head({'; '.join(map(self.show, parts))})", node.body)

    @show.register
    def _(self, node: nodes.Loop) -> str:
        test = self.show(node.before) if node.before else ""
        return self._headed(f"{node.kind.lower()}_head({test})", node.body)

    @show.register
    def _(self, node: nodes.Select) -> str:
        cases = [self._headed(f"case_({'; '.join(map(self.show, items))})", body) for items, body in node.cases]
        return LINE_END.join([f"select_head({self.show(node.subject)})", *cases])

    @show.register
    def _(self, node: nodes.CaseItem) -> str:
        upper = f"; {self.show(node.upper)}" if node.upper else ""
        return f"case_item({self.show(node.value)}{upper})"

    @show.register
    def _(self, node: nodes.Procedure) -> str:
        kind = "function" if node.is_function else "sub"
        names = ", ".join(map(self.show, node.parameters))
        return self._headed(f"{kind}({node.name}; {names})", node.body)

    @show.register
    def _(self, node: nodes.Return) -> str:
        return f"return_({self.show(node.value) if node.value else ''})"

    @show.register
    def _(self, _node: nodes.Exit) -> str:
        return ""
