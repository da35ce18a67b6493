"""Loops and SUBs to Python, and the ways out of them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from botmail.lang import nodes
from botmail.lang.compiler_operators import Operand
from botmail.lang.compiler_statements import StatementCompiler, Statements
from botmail.lang.kinds import INT
from botmail.lang.naming import python_name_of
from botmail.lang.scopes import assigns_its_name, global_names, lasting_parameters, local_names
from botmail.lang.walk import everything

Loop = nodes.For | nodes.ForEach | nodes.Loop


@dataclass(slots=True)
class _OpenLoop:
    """A loop whose body is being compiled; `depth` counts from the outermost."""

    kind: str
    depth: int
    is_left_from_within: bool = False
    """An inner loop of another kind holds an EXIT for this one."""


class BlockCompiler(StatementCompiler):
    """Compiles every statement."""

    def __init__(self, *arguments: object, new_temporary: Callable[[], str], **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type]  # handed on as they came
        self.new_temporary = new_temporary
        self._loops: list[_OpenLoop] = []

    def _statement_compilers(self) -> dict[type[nodes.Statement], Callable[..., Statements]]:
        return {
            **super()._statement_compilers(),
            nodes.For: self._for,
            nodes.ForEach: self._for_each,
            nodes.Loop: self._loop,
            nodes.Exit: self._exit,
            nodes.Return: self._return,
            nodes.Procedure: lambda _: [],  # made before everything else, see `procedure`
        }

    def _for_each(self, node: nodes.ForEach) -> Statements:
        items = self.factory.call(node.iterable.span, "each", self.expression(node.iterable))
        made = self._counted(node, items, orelse=[])
        head = node.variable.span.to(node.iterable.span)
        return [self._not_there_yet(head, f"FOR EACH … {node.once}"), *made] if node.once else made

    def _for(self, node: nodes.For) -> Statements:
        python = self.python_name(node.variable.name)
        step = self._step_literal(node)
        start, stop = self.operand(node.start), self.operand(node.stop)
        if step is not None and start.kind is stop.kind is INT and not _mentions(node.stop, node.variable):
            return self._for_whole_numbers(node, start, stop, step=step)
        bounds = [stop.code, *([self.expression(node.step)] if node.step is not None else [])]
        numbers = self.factory.call(node.span, "steps", start.code, *bounds)
        if not all(isinstance(bound, (ast.Name, ast.Constant)) for bound in bounds):
            return self._counted(node, numbers, orelse=[])
        counter = self.factory.name(node.span, python)
        store = self.factory.store(node.variable.span, python)
        behind = self.factory.assign(node.span, store, self.factory.call(node.span, "past", counter, *bounds))
        first = self.factory.assign(node.span, store, start.code)
        from_counter = self.factory.call(node.span, "steps", counter, *bounds)
        if _mentions(node.stop, node.variable):
            return self._counted(node, numbers, orelse=[])
        return [first, *self._counted(node, from_counter, orelse=[behind])]

    def _for_whole_numbers(self, node: nodes.For, start: Operand, stop: Operand, *, step: int) -> Statements:
        """`FOR i = 1 TO n` as a plain `range`; behind it the counter is one step further, as in any BASIC."""
        span, python = node.span, self.python_name(node.variable.name)
        make, store = self.factory, self.factory.store(node.variable.span, python)
        counter, width = make.name(span, python), make.constant(span, step)
        before = make.assign(span, store, make.binary(span, start.code, ast.Sub(), width))
        first = make.binary(span, counter, ast.Add(), width)
        bound = make.binary(span, stop.code, ast.Add(), make.constant(span, 1 if step > 0 else -1))
        numbers = make.apply(span, make.name(span, "range"), first, bound, width)
        behind = make.assign(span, store, make.binary(span, counter, ast.Add(), width))
        return [before, *self._counted(node, numbers, orelse=[behind])]

    def _step_literal(self, node: nodes.For) -> int | None:
        if node.step is None:
            return 1
        code = self.expression(node.step)
        value = code.value if isinstance(code, ast.Constant) else None
        return value if type(value) is int and value != 0 else None

    def _counted(self, node: nodes.For | nodes.ForEach, items: ast.expr, *, orelse: Statements) -> Statements:
        store = self.factory.store(node.variable.span, self.python_name(node.variable.name))
        before = dict(self.kinds)
        self.reader.begin_loop(node, self.kinds)
        loop = self._opened("FOR")
        body = self.block(node.body, span=node.span)
        self.kinds = before
        made = self.factory.make(ast.For, node.span, target=store, iter=items, body=body, orelse=orelse)
        return self._closed(loop, node, made)

    def _loop(self, node: nodes.Loop) -> Statements:
        before = dict(self.kinds)
        self.reader.begin_loop(node, self.kinds)
        test = self.expression(node.before) if node.before is not None else self.factory.constant(node.span, True)
        loop = self._opened(node.kind)
        body = self.block(node.body, span=node.span)
        if node.after is not None:
            is_over = self.factory.make(ast.UnaryOp, node.after.span, op=ast.Not(), operand=self.expression(node.after))
            leave = self.factory.make(ast.Break, node.after.span)
            body.append(self.factory.make(ast.If, node.after.span, test=is_over, body=[leave], orelse=[]))
        self.kinds = before
        return self._closed(loop, node, self.factory.make(ast.While, node.span, test=test, body=body, orelse=[]))

    def _opened(self, kind: str) -> _OpenLoop:
        loop = _OpenLoop(kind, len(self._loops))
        self._loops.append(loop)
        return loop

    def _closed(self, loop: _OpenLoop, node: Loop, made: ast.stmt) -> Statements:
        self._loops.pop()
        if not loop.is_left_from_within:
            return [made]
        span = node.span
        caught = self.factory.call(span, "loop_exit", self.factory.constant(span, loop.depth))
        nothing = self.factory.make(ast.Pass, span)
        clause = self.factory.make(ast.ExceptHandler, span, type=caught, name=None, body=[nothing])
        return [self.factory.make(ast.Try, span, body=[made], handlers=[clause], orelse=[], finalbody=[])]

    def _exit(self, node: nodes.Exit) -> Statements:
        if node.what in {"SUB", "FUNCTION"}:
            return self.returned(None, span=node.span)
        if node.what == "PROGRAM":
            return [self._run(node.span, "end")]
        fitting = [loop for loop in self._loops if loop.kind == node.what]
        if not fitting:
            return [self._run(node.span, "end")]
        if fitting[-1] is self._loops[-1]:
            return [self.factory.make(ast.Break, node.span)]
        fitting[-1].is_left_from_within = True
        error = self.factory.call(node.span, "loop_exit", self.factory.constant(node.span, fitting[-1].depth))
        return [self.factory.make(ast.Raise, node.span, exc=error, cause=None)]

    def _return(self, node: nodes.Return) -> Statements:
        value = self.expression(node.value) if node.value is not None else None
        return self.returned(value, span=node.span)

    def procedure(self, node: nodes.Procedure) -> ast.stmt:
        """A SUB or FUNCTION as a Python function that the runtime knows."""
        outer = (self.locals, self.kinds, self.resumes, self.result_name, self._loops, self.with_target)
        self.locals, self.kinds, self.resumes, self._loops = local_names(node), {}, False, []
        self.result_name = python_name_of(node.name) if assigns_its_name(node) else ""
        self.with_target, self.is_inside_procedure = None, True
        self.factory.lasting, self.factory.known_classes = lasting_parameters(node), {}
        body = self._procedure_body(node)
        self.factory.lasting = frozenset()
        self.locals, self.kinds, self.resumes, self.result_name, self._loops, self.with_target = outer
        self.is_inside_procedure = False
        return self.factory.make(
            ast.FunctionDef,
            node.span,
            name=python_name_of(node.name),
            args=self._parameters(node),
            body=body,
            decorator_list=[self.factory.of_runtime(node.span, "procedure")],
            returns=None,
            type_comment=None,
            type_params=[],
        )

    def _procedure_body(self, node: nodes.Procedure) -> Statements:
        made: Statements = []
        if names := global_names(node):
            made.append(self.factory.make(ast.Global, node.span, names=list(names)))
        if self.result_name:
            nothing = self.factory.constant(node.span, None)
            made.append(self.factory.assign(node.span, self.factory.store(node.span, "_result"), nothing))
        body = self.block(node.body, span=node.span)
        made += self._class_tests(node) + body
        if self.result_name:
            made += self.returned(None, span=node.span)
        return made

    def _class_tests(self, node: nodes.Procedure) -> Statements:
        """What the body asks of its parameters, found out once."""
        make, span = self.factory, node.span
        return [
            make.assign(span, make.store(span, hidden), make.class_test(span, make.name(span, parameter), python_class))
            for (parameter, python_class), hidden in make.known_classes.items()
        ]

    def _parameters(self, node: nodes.Procedure) -> ast.arguments:
        names = [
            self.factory.make(ast.arg, one.span, arg=python_name_of(one.name), annotation=None, type_comment=None)
            for one in node.parameters
        ]
        return ast.arguments(posonlyargs=[], args=names, kwonlyargs=[], kw_defaults=[], defaults=[])


def _mentions(expression: nodes.Expression, variable: nodes.Name) -> bool:
    python = python_name_of(variable.name)
    return any(
        isinstance(node, nodes.Name) and python_name_of(node.name) == python for node in everything([expression])
    )
