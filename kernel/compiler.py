"""The compiler of the shell: parses BASIC where IPython would parse Python."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ipykernel.compiler import XCachingCompiler

from kernel.cells import Cell, CellKind

Translate = Callable[[Cell, str], ast.Module]


class BasicCompiler(XCachingCompiler):
    """IPython's compiler with another first stage.

    Everything behind it stays as it is, file names included: the debugger's `dumpCell` makes the very same name, so
    breakpoints, tracebacks and `In[n]` work. The shell sets `cell` for each run, and `translate` once.
    """

    cell: Cell | None = None
    translate: Translate

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> ast.Module:
        """The cell as Python's `ast`, with the cell's own positions.

        Raises:
            ProgramInvalid: it is not BASIC as we know it.
            SyntaxError: a Python cell is not Python.
        """
        cell = self.cell
        if cell is None:
            return self._python(source, filename, symbol)
        if cell.kind is CellKind.PYTHON:
            return self._python(cell.body, filename, symbol)
        if cell.kind in (CellKind.SQL, CellKind.HELP):
            return _magic_call(cell)
        return self.translate(cell, filename)

    def _python(self, source: str, filename: str, symbol: str) -> ast.Module:
        module = super().ast_parse(source, filename, symbol)
        assert isinstance(module, ast.Module)
        return module


def _magic_call(cell: Cell) -> ast.Module:
    """`get_ipython().run_cell_magic("sql", argument, body)` as a tree; no text of ours is ever parsed."""
    shell = ast.Call(ast.Name("get_ipython", ast.Load()), [], [])
    method = ast.Attribute(shell, "run_cell_magic", ast.Load())
    call = ast.Call(method, [ast.Constant(value) for value in (cell.kind.value, cell.argument, cell.body)], [])
    return ast.fix_missing_locations(ast.Module([ast.Expr(call)], []))
