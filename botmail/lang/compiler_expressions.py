"""Expressions to Python: names, literals, members, calls, verbs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.compiler_ast import Factory
from botmail.lang.compiler_conditions import ConditionCompiler, Substitutes
from botmail.lang.compiler_inline import inline, pushes
from botmail.lang.compiler_operators import Operand, bounded, chain, joined, operation
from botmail.lang.compiler_sites import SiteBook
from botmail.lang.filters import CONDITION, FIELDS, FILTER
from botmail.lang.given_rows import GIVEN
from botmail.lang.kinds import INT, TEXT, KindReader, Kinds
from botmail.lang.members import is_member_of_maps
from botmail.lang.naming import fold, python_name_of
from botmail.lang.scopes import Scopes
from botmail.lang.types import ParameterType
from botmail.lang.vocabulary import Vocabulary


class ExpressionCompiler:
    """Compiles expressions in the scope that the statements around it have set."""

    def __init__(self, make: Factory, vocabulary: Vocabulary, *, scopes: Scopes, sites: SiteBook) -> None:
        self.factory = make
        self._vocabulary = vocabulary
        self._scopes = scopes
        self._sites = sites
        self.reader = KindReader(self.is_function)
        self.kinds: Kinds = {}
        self.locals: frozenset[str] = frozenset()
        self.result_name = ""
        """In a FUNCTION that assigns to its own name: that name."""
        self.with_target: ast.expr | None = None
        self._substitutes: Substitutes = {}
        self._conditions = ConditionCompiler(self)

    def is_function(self, name: str) -> bool:
        """Whether a called name is a function of the language."""
        return python_name_of(name) not in self._scopes.procedures and self._vocabulary.function(name) is not None

    def expression(self, node: nodes.Expression) -> ast.expr:
        """The Python expression for `node`."""
        if id(node) in self._substitutes:
            return self.factory.name(node.span, self._substitutes[id(node)])
        compile_one = self._compilers()[type(node)]
        return compile_one(node)

    def function_of(self, node: nodes.Expression, parameters: Substitutes) -> ast.expr:
        """`lambda …: node`, where each node of `parameters`, by identity, is the parameter of that name."""
        kinds, self.kinds = self.kinds, {}
        outer, self._substitutes = self._substitutes, parameters
        try:
            return self.factory.thunk(node.span, self.expression(node), parameters.values())
        finally:
            self.kinds, self._substitutes = kinds, outer

    def variable(self, node: nodes.Name) -> ast.expr | None:
        """`lambda: variable`, or None where nothing gives the name a value."""
        python = self.python_name(node.name)
        if python not in self.locals and not self._scopes.has_value(python) and not self._scopes.calls_files:
            return None
        return self.factory.thunk(node.span, self.factory.name(node.span, python))

    def operand(self, node: nodes.Expression) -> Operand:
        """The same with what is known of its value."""
        code = self.expression(node)
        return Operand(code, self.reader.of(node, self.kinds), isinstance(code, (ast.Name, ast.Constant)))

    def text(self, parts: Sequence[str | nodes.Expression], *, span: Span) -> ast.expr:
        """Text with holes."""
        text = joined(self.factory, [self._part(part, span) for part in parts], span=span)
        has_several = sum(not isinstance(part, str) for part in parts) > 1
        return bounded(self.factory, text, span=span) if has_several else text

    def python_name(self, name: str) -> str:
        """The Python name of a variable here."""
        python = python_name_of(name)
        return "_result" if python == self.result_name else python

    def _compilers(self) -> dict[type[nodes.Expression], Callable[..., ast.expr]]:
        return {
            nodes.Literal: self._literal,
            nodes.Interpolation: self._interpolation,
            nodes.Name: self._name,
            nodes.ListLiteral: self._list,
            nodes.MapLiteral: self._map,
            nodes.MemberOf: self._member,
            nodes.Index: self._index,
            nodes.Call: self._call,
            nodes.Unary: self._unary,
            nodes.Binary: self._binary,
            nodes.Chain: self._chain,
            nodes.IsNull: self._is_null,
            nodes.Conditional: self._conditional,
            nodes.VerbCall: self.verb_call,
            nodes.CallFile: self._call_file,
        }

    def _literal(self, node: nodes.Literal) -> ast.expr:
        return self.factory.constant(node.span, node.value)

    def _interpolation(self, node: nodes.Interpolation) -> ast.expr:
        return self.text(node.parts, span=node.span)

    def _part(self, part: str | nodes.Expression, span: Span) -> ast.expr:
        if isinstance(part, str):
            return self.factory.constant(span, part)
        operand = self.operand(part)
        return operand.code if operand.kind in {TEXT, INT} else self.factory.call(part.span, "text", operand.code)

    def _name(self, node: nodes.Name) -> ast.expr:
        if fold(node.name) == "err" and not self._scopes.has_value("err"):
            return self.factory.of_runtime(node.span, "last_error")
        return self.factory.name(node.span, self.python_name(node.name))

    def _list(self, node: nodes.ListLiteral) -> ast.expr:
        return self.factory.make(
            ast.List, node.span, elts=[self.expression(item) for item in node.items], ctx=ast.Load()
        )

    def _map(self, node: nodes.MapLiteral) -> ast.expr:
        span = node.span
        keys = [self.factory.constant(value.span, key) for key, value in node.entries]
        values = [self.expression(value) for _, value in node.entries]
        if all(key == key.casefold() for key, _ in node.entries):
            entries = self.factory.make(ast.Dict, span, keys=keys, values=values)
            return self.factory.call(span, "folded_map", entries)
        pairs = [
            self.factory.make(ast.Tuple, span, elts=[key, value], ctx=ast.Load())
            for key, value in zip(keys, values, strict=True)
        ]
        return self.factory.call(span, "new_map", self.factory.make(ast.Tuple, span, elts=pairs, ctx=ast.Load()))

    def _member(self, node: nodes.MemberOf) -> ast.expr:
        how = "optional_member" if _is_optional(node) else "member"
        make, span, owner = self.factory, node.span, self._owner(node)
        name = make.constant(span, node.name)
        slow = make.call(span, how, owner, name)
        if how != "member" or not isinstance(owner, ast.Name) or is_member_of_maps(node.name):
            return slow
        quick = make.make(ast.Subscript, span, value=owner, slice=name, ctx=ast.Load())
        found = make.make(ast.Attribute, span, value=owner, attr="__class__", ctx=ast.Load())
        is_map = make.compare(span, found, ast.Is(), make.of_runtime(span, "map_class"))
        return make.choice(span, is_map, quick, slow)

    def _owner(self, node: nodes.MemberOf) -> ast.expr:
        if node.target is not None:
            return self.expression(node.target)
        return self.with_target or self.factory.constant(node.span, None)

    def _index(self, node: nodes.Index) -> ast.expr:
        return self.factory.call(node.span, "index", self.expression(node.target), self.expression(node.index))

    def _call(self, node: nodes.Call) -> ast.expr:
        arguments = [self.expression(argument) for argument in node.arguments]
        callee, span = node.callee, node.span
        if isinstance(callee, nodes.MemberOf):
            how = "optional_method" if _is_optional(callee) else "method"
            owner, name = self._owner(callee), self.factory.constant(callee.span, callee.name)
            slow = self.factory.call(span, how, owner, name, *arguments)
            if how == "method" and pushes(callee.name):
                return inline(self.factory, "push", [owner, *arguments], slow=slow, span=span)
            return slow
        if not isinstance(callee, nodes.Name):
            return self._call_of(self.expression(callee), "this", arguments, span=span)
        if self.is_function(callee.name):
            slow = self.factory.apply(span, self._function(callee), *arguments)
            return inline(self.factory, fold(callee.name), arguments, slow=slow, span=span) if arguments else slow
        python = python_name_of(callee.name)
        value = self.factory.name(callee.span, python)
        if self._scopes.is_direct(python) and python not in self.locals - {self.result_name}:
            return self.factory.apply(span, value, *arguments)
        return self._call_of(value, callee.name, arguments, span=span)

    def _call_of(self, value: ast.expr, name: str, arguments: list[ast.expr], *, span: Span) -> ast.expr:
        given = self.factory.constant(span, len(arguments))
        found = self.factory.call(span, "callable", self.factory.constant(span, name), value, given)
        return self.factory.apply(span, found, *arguments)

    def _function(self, callee: nodes.Name) -> ast.expr:
        return self.factory.make(
            ast.Subscript,
            callee.span,
            value=self.factory.of_runtime(callee.span, "functions"),
            slice=self.factory.constant(callee.span, fold(callee.name)),
            ctx=ast.Load(),
        )

    def _unary(self, node: nodes.Unary) -> ast.expr:
        operand = self.operand(node.operand)
        if node.operator == "NOT":
            return self.factory.make(ast.UnaryOp, node.span, op=ast.Not(), operand=operand.code)
        if isinstance(operand.code, ast.Constant) and type(operand.code.value) in {int, float} and node.operator == "-":
            return self.factory.constant(node.span, -operand.code.value)  # type: ignore[operator]  # a number
        return self.factory.call(node.span, "negate" if node.operator == "-" else "number", operand.code)

    def _binary(self, node: nodes.Binary) -> ast.expr:
        if node.operator in {"AND", "OR"}:
            return self._logic(node)
        if node.operator == "??":
            default = self.factory.thunk(node.right.span, self.expression(node.right))
            return self.factory.call(node.span, "not_null", self.expression(node.left), default)
        left, right = self.operand(node.left), self.operand(node.right)
        code = operation(self.factory, node.operator, left, right, span=node.span)
        return self.factory.make(ast.UnaryOp, node.span, op=ast.Not(), operand=code) if node.is_negated else code

    def _logic(self, node: nodes.Binary) -> ast.expr:
        """`a AND b AND c`, however long, as one operation; it short-circuits and gives the operand that decided."""
        operands: list[nodes.Expression] = [node.right]
        left = node.left
        while isinstance(left, nodes.Binary) and left.operator == node.operator:
            operands.append(left.right)
            left = left.left
        operands.append(left)
        operator = ast.And() if node.operator == "AND" else ast.Or()
        values = [self.expression(operand) for operand in reversed(operands)]
        return self.factory.make(ast.BoolOp, node.span, op=operator, values=values)

    def _chain(self, node: nodes.Chain) -> ast.expr:
        return chain(self.factory, node.operator, [self.operand(one) for one in node.operands], span=node.span)

    def _is_null(self, node: nodes.IsNull) -> ast.expr:
        operand = self.expression(node.operand)
        if isinstance(operand, ast.Constant):  # Python warns of `5 is None`
            return self.factory.constant(node.span, (operand.value is None) != node.is_negated)
        test = ast.IsNot() if node.is_negated else ast.Is()
        return self.factory.compare(node.span, operand, test, self.factory.constant(node.span, None))

    def _conditional(self, node: nodes.Conditional) -> ast.expr:
        return self.factory.choice(
            node.span, self.expression(node.test), self.expression(node.then), self.expression(node.otherwise)
        )

    # Verbs

    def verb_call(self, node: nodes.VerbCall, *, is_statement: bool = False, variable: str = "") -> ast.expr:
        """A call of a verb; `variable` is the one that `x = VERB …` assigns, for verbs that want to know."""
        if self._is_variable(node):
            return self._name(nodes.Name(span=node.span, name=node.typed.replace(" ", "_")))
        site = self._sites.add(node, is_statement=is_statement, variable=variable)
        values = [self._argument(value, kind) for value, kind in zip(site.values, site.types, strict=True)]
        return self.factory.call(node.span, "invoke", self.factory.constant(node.span, site.number), *values)

    def _call_file(self, node: nodes.CallFile) -> ast.expr:
        return self.factory.call(node.span, "call_file", *map(self.expression, (node.file, *node.arguments)))

    def _argument(self, node: nodes.Expression, kind: ParameterType) -> ast.expr:
        if isinstance(node, nodes.Query):
            return self._conditions.query(node)
        if kind is CONDITION:
            return self._conditions.condition(node)
        if kind is FILTER:
            return self._conditions.template(node)
        if kind is GIVEN:
            name = node.name if isinstance(node, (nodes.Name, nodes.MemberOf)) else ""
            return self.factory.call(node.span, "given", self.factory.constant(node.span, name), self.expression(node))
        return self._conditions.fields(node) if kind is FIELDS else self.expression(node)

    def _is_variable(self, node: nodes.VerbCall) -> bool:
        """A name that the program or notebook assigns wins over a verb without arguments and brackets."""
        if node.arguments or node.clauses or " " in node.typed.strip():
            return False
        has_brackets = node.span.end_line != node.span.line or node.span.end_column - node.span.column > len(node.typed)
        python = python_name_of(node.typed)
        return not has_brackets and (python in self._scopes.assigned or python in self._scopes.known)


def _is_optional(node: nodes.Expression) -> bool:
    """Whether a `?.` stands anywhere in `a?.b.c`: then null runs through to the end."""
    while True:
        if isinstance(node, nodes.MemberOf):
            if node.is_optional:
                return True
            if node.target is None:
                return False
            node = node.target
        elif isinstance(node, nodes.Call):
            node = node.callee
        elif isinstance(node, nodes.Index):
            node = node.target
        else:
            return False
