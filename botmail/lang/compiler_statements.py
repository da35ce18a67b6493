"""Statements to Python: assignments, branches, errors, and the verbs that stand alone."""

from __future__ import annotations

import ast
from collections.abc import Callable

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.compiler_expressions import ExpressionCompiler
from botmail.lang.compiler_inline import extended
from botmail.lang.compiler_operators import Operand, operation
from botmail.lang.compiler_sites import Row, text_block_rows
from botmail.lang.kinds import ANY, root_of, variable_filled
from botmail.lang.naming import python_name_of

Statements = list[ast.stmt]


class StatementCompiler(ExpressionCompiler):
    """Compiles all statements but loops and SUBs; `new_temporary` names a hidden variable of the runtime."""

    new_temporary: Callable[[], str]
    resumes = False
    """Whether ON ERROR RESUME NEXT holds here."""
    is_inside_procedure = False

    def block(self, statements: nodes.Block, *, span: Span) -> Statements:
        """A row of statements, never empty."""
        made = [one for statement in statements for one in self.statement(statement)]
        return made or [self.factory.make(ast.Pass, span)]

    def statement(self, node: nodes.Statement) -> Statements:
        """The Python statements for one BASIC statement."""
        made = self._statement_compilers()[type(node)](node)
        if self.resumes and made and not isinstance(node, nodes.OnError):
            self.reader.loosely(node, self.kinds)
            return [self.factory.guarded(node.span, made, "failure", [self._run(node.span, "resume")])]
        self.reader.statement(node, self.kinds)
        return made

    def _statement_compilers(self) -> dict[type[nodes.Statement], Callable[..., Statements]]:
        return {
            nodes.ExpressionStatement: self._expression_statement,
            nodes.Assign: self._assign,
            nodes.If: self._if,
            nodes.Select: self._select,
            nodes.With: self._with,
            nodes.Try: self._try,
            nodes.OnError: self._on_error,
            nodes.TextBlock: self._text_block,
            nodes.Param: self._param,
            nodes.OnEmail: self._on_email,
        }

    def _run(self, span: Span, attribute: str, *arguments: ast.expr) -> ast.stmt:
        return self.factory.expression(span, self.factory.call(span, attribute, *arguments))

    def _expression_statement(self, node: nodes.ExpressionStatement) -> Statements:
        expression, span = node.expression, node.span
        if isinstance(expression, nodes.VerbCall):
            target = variable_filled(expression)
            code = self.verb_call(expression, is_statement=target is None)
            return [self.factory.expression(span, code)] if target is None else self._store(target, code, span=span)
        if isinstance(expression, nodes.Name):
            return [self.factory.expression(span, self._name_alone(expression))]
        return [self.factory.expression(span, self.expression(expression))]

    def _name_alone(self, node: nodes.Name) -> ast.expr:
        """A name on its own line calls the SUB of that name."""
        python, value = python_name_of(node.name), self.expression(node)
        if self._scopes.is_direct(python) and python not in self.locals:
            return self.factory.apply(node.span, value)
        if python in self._scopes.known and python not in self._scopes.assigned:
            return self.factory.call(node.span, "value_or_call", self.factory.constant(node.span, node.name), value)
        return value

    def _assign(self, node: nodes.Assign) -> Statements:
        return self._store(node.target, self._assigned_value(node), span=node.span)

    def _store(self, target: nodes.Expression, value: ast.expr, *, span: Span) -> Statements:
        """Assign to a variable, a member or an item."""
        if isinstance(target, nodes.Name):
            return [self.factory.assign(span, self.factory.store(target.span, self.python_name(target.name)), value)]
        assert isinstance(target, (nodes.MemberOf, nodes.Index))
        prelude = self._map_for(root_of(target))
        if isinstance(target, nodes.MemberOf):
            name = self.factory.constant(target.span, target.name)
            return [*prelude, self._run(span, "set_member", self._owner(target), name, value)]
        owner, index = self.expression(target.target), self.expression(target.index)
        return [*prelude, self._run(span, "set_index", owner, index, value)]

    def _assigned_value(self, node: nodes.Assign) -> ast.expr:
        if not node.operator:
            if isinstance(node.value, nodes.VerbCall) and isinstance(node.target, nodes.Name):
                return self.verb_call(node.value, variable=node.target.name)
            return self.expression(node.value)
        target, value = self.operand(node.target), self.operand(node.value)
        slow = operation(self.factory, node.operator, target, value, span=node.span)
        if node.operator == "+" and isinstance(value.code, ast.List) and value.code.elts:
            return extended(self.factory, target.code, value.code, slow=slow, span=node.span)
        return slow

    def _map_for(self, root: nodes.Name | None) -> Statements:
        """Make an empty map of a variable that has no value yet and is about to get a member."""
        python = self.python_name(root.name) if root else ""
        if root is None or python in self.kinds or python in self.locals:
            return []
        span = root.span
        look = self.factory.expression(span, self.factory.name(span, python))
        fill = self.factory.assign(span, self.factory.store(span, python), self.factory.call(span, "new_map"))
        return [self.factory.guarded(span, [look], "unset", [fill])]

    def _if(self, node: nodes.If) -> Statements:
        tests = [(self.expression(test), block) for test, block in node.branches]
        otherwise = self._branch(node.otherwise, node.span) if node.otherwise else []
        for test, block in reversed(tests):
            body = self._branch(block, node.span)
            otherwise = [self.factory.make(ast.If, node.span, test=test, body=body, orelse=otherwise)]
        return otherwise

    def _branch(self, block: nodes.Block, span: Span) -> Statements:
        """A block that may not be run: what it learns about kinds stays in it."""
        before = dict(self.kinds)
        made = self.block(block, span=span)
        self.kinds = before
        return made

    def _select(self, node: nodes.Select) -> Statements:
        prelude, subject = self._kept(node.subject)
        tests = [(self._case(items, subject), block) for items, block in node.cases]
        made = self._branch(node.otherwise, node.span) if node.otherwise else []
        for test, block in reversed(tests):
            body = self._branch(block, node.span)
            made = [self.factory.make(ast.If, node.span, test=test, body=body, orelse=made)]
        return prelude + made

    def _case(self, items: tuple[nodes.CaseItem, ...], subject: Operand) -> ast.expr:
        tests = [self._case_item(item, subject) for item in items]
        return tests[0] if len(tests) == 1 else self.factory.make(ast.BoolOp, items[0].span, op=ast.Or(), values=tests)

    def _case_item(self, item: nodes.CaseItem, subject: Operand) -> ast.expr:
        if item.upper is not None:
            bounds = self.expression(item.value), self.expression(item.upper)
            return self.factory.call(item.span, "between", subject.code, *bounds)
        return operation(self.factory, item.operator, subject, self.operand(item.value), span=item.span)

    def _kept(self, node: nodes.Expression) -> tuple[Statements, Operand]:
        """A value that is needed several times: evaluated once, kept in a hidden variable unless it is a name."""
        operand = self.operand(node)
        if operand.is_simple:
            return [], operand
        name, span = self.new_temporary(), node.span
        if self.is_inside_procedure:
            kept: ast.expr = self.factory.name(span, "_" + name)
            store = self.factory.store(span, "_" + name)
        else:
            home = self.factory.of_runtime(span, "temporary")
            kept = self.factory.make(ast.Attribute, span, value=home, attr=name, ctx=ast.Load())
            store = self.factory.make(ast.Attribute, span, value=home, attr=name, ctx=ast.Store())
        return [self.factory.assign(span, store, operand.code)], Operand(kept, operand.kind, is_simple=True)

    def _with(self, node: nodes.With) -> Statements:
        outer = self.with_target
        target = node.target if node.target is not None else nodes.MapLiteral(span=node.span, entries=())
        prelude = self._map_for(root_of(target))
        kept, operand = self._kept(target)
        self.with_target = operand.code
        filled = [
            self._run(
                value.span, "set_member", operand.code, self.factory.constant(value.span, name), self.expression(value)
            )
            for name, value in node.fields
        ]
        body = [one for statement in node.body for one in self.statement(statement)]
        self.with_target = outer
        made = [*prelude, *kept, *filled, *body]
        if node.is_return:
            made += self.returned(operand.code, span=node.span)
        return made or [self.factory.make(ast.Pass, node.span)]

    def returned(self, value: ast.expr | None, *, span: Span) -> Statements:
        """RETURN: out of a SUB, or, outside of one, out of the program."""
        if not self.is_inside_procedure:
            return [self._run(span, "end", *([value] if value is not None else []))]
        if value is None and self.result_name:
            value = self.factory.name(span, "_result")
        return [self.factory.make(ast.Return, span, value=value)]

    def _try(self, node: nodes.Try) -> Statements:
        before, resumes = dict(self.kinds), self.resumes
        self.resumes = False
        body = self.block(node.body, span=node.span)
        self.kinds = dict(before)
        self.reader.enter_handler(node, self.kinds)
        self.resumes = resumes
        handlers = [self._handler(node)] if node.has_catch else []
        final = self.block(node.final, span=node.span) if node.final else []
        self.kinds = before
        if not handlers and not final:
            return body
        return [self.factory.make(ast.Try, node.span, body=body, handlers=handlers, orelse=[], finalbody=final)]

    def _handler(self, node: nodes.Try) -> ast.ExceptHandler:
        span = node.variable.span if node.variable else node.span
        note = self.factory.call(span, "caught")
        first = self.factory.expression(span, note)
        if node.variable is not None:
            python = self.python_name(node.variable.name)
            first = self.factory.assign(span, self.factory.store(span, python), note)
            self.kinds[python] = ANY
        body = [first, *(one for statement in node.handler for one in self.statement(statement))]
        return self.factory.make(
            ast.ExceptHandler, node.span, type=self.factory.of_runtime(node.span, "failure"), name=None, body=body
        )

    def _on_error(self, node: nodes.OnError) -> Statements:
        self.resumes = node.resumes
        return [self._run(node.span, "clear_error")]

    def _text_block(self, node: nodes.TextBlock) -> Statements:
        rows: list[Row] = text_block_rows(node)
        site = self._sites.note(node.verb, node.span, rows=rows)
        values = [self.expression(value) for value in site.values]
        return [self._run(node.span, "invoke", self.factory.constant(node.span, site.number), *values)]

    def _param(self, node: nodes.Param) -> Statements:
        span, python = node.span, self.python_name(node.name.name)
        name = self.factory.constant(span, node.name.name)
        store = self.factory.store(node.name.span, python)
        if node.default is None:
            fill = self._run(span, "parameter_missing", name)
        else:
            fill = self.factory.assign(span, store, self.expression(node.default))
        look = self.factory.expression(span, self.factory.name(span, python))
        value = self.factory.call(
            span, "parameter", name, self.factory.constant(span, node.type), self.factory.name(span, python)
        )
        return [self.factory.guarded(span, [look], "unset", [fill]), self.factory.assign(span, store, value)]

    def _on_email(self, node: nodes.OnEmail) -> Statements:
        line, column = node.span.line, node.span.column
        return [self._not_there_yet(Span(line, column, line, column + len("ON EMAIL")), "ON EMAIL")]

    def _not_there_yet(self, span: Span, what: str) -> ast.stmt:
        return self._run(span, "not_there_yet", self.factory.constant(span, what))
