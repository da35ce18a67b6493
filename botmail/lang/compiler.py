"""A program to a Python module: SUBs first, then a statement each, all at the places of the BASIC source."""

from __future__ import annotations

import ast

from botmail.lang import nodes
from botmail.lang.compiler_ast import Factory
from botmail.lang.compiler_blocks import BlockCompiler
from botmail.lang.compiler_sites import SiteBook
from botmail.lang.runtime import Runtime
from botmail.lang.scopes import Scopes, procedures_in, scopes_of
from botmail.lang.vocabulary import Vocabulary


def compile_program(
    program: nodes.Program,
    *,
    source: str,
    filename: str,
    program_id: str,
    runtime: Runtime,
    vocabulary: Vocabulary,
    scopes: Scopes | None = None,
) -> ast.Module:
    """The program as a module whose variables are globals; `runtime.namespace` must be among them.

    `program_id` stays the same while the program is edited (a cell's id, a file's name): effects are told apart by it.
    """
    runtime.filenames.add(filename)
    compiler = BlockCompiler(
        Factory(source),
        vocabulary,
        scopes=scopes or scopes_of(program),
        sites=SiteBook(program_id, runtime.add_site),
        new_temporary=runtime.new_temporary,
    )
    body = [compiler.procedure(procedure) for procedure in procedures_in(program.body)]
    for statement in program.body[:-1]:
        body += compiler.statement(statement)
    if program.body:
        body += _last(compiler, program.body[-1])
    return ast.Module(body=body, type_ignores=[])


def hastened(body: list[ast.stmt]) -> list[ast.stmt]:
    """The same statements for a module of their own, with their names declared global where loops are among them.

    Python then looks a name up once and for all, and not each time whether it is a builtin.
    """
    if not any(isinstance(inner, (ast.For, ast.While)) for one in body for inner in ast.walk(one)):
        return body
    names = {node.id for one in body for node in ast.walk(one) if isinstance(node, ast.Name)}
    names |= {one.name for one in body if isinstance(one, ast.FunctionDef)}
    return [ast.copy_location(ast.Global(sorted(names)), body[0]), *body]


def hastened_one_by_one(body: list[ast.stmt]) -> list[ast.stmt]:
    """The same for statements that are each a module of their own, as in a notebook: still one node each."""
    made: list[ast.stmt] = []
    for statement in body:
        inner: list[ast.stmt] = [statement] if isinstance(statement, ast.FunctionDef) else hastened([statement])
        whole = ast.If(ast.copy_location(ast.Constant(True), statement), inner, [])
        made.append(statement if len(inner) == 1 else ast.copy_location(whole, statement))
    return made


def _last(compiler: BlockCompiler, statement: nodes.Statement) -> list[ast.stmt]:
    """The last statement; when it is an expression, its value is the cell's result, also under ON ERROR RESUME NEXT."""
    made = compiler.statement(statement)
    guard = made[-1] if made else None
    if not isinstance(statement, nodes.ExpressionStatement) or not isinstance(guard, ast.Try):
        return made
    value = guard.body[-1]
    if not isinstance(value, ast.Expr):
        return made
    make, span = compiler.factory, statement.span
    home, name = make.of_runtime(span, "temporary"), compiler.new_temporary()
    store = make.make(ast.Attribute, span, value=home, attr=name, ctx=ast.Store())
    kept = make.make(ast.Attribute, span, value=home, attr=name, ctx=ast.Load())
    guard.body[-1] = make.assign(span, store, value.value)
    return [make.assign(span, store, make.constant(span, None)), guard, make.expression(span, kept)]
