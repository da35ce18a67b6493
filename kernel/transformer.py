"""The input transformer of the shell: BASIC goes through it as it was typed."""

from __future__ import annotations

from collections.abc import Callable

from IPython.core.inputtransformer2 import TransformerManager

from kernel.cells import CellKind, CellRefused, read_cell

Completeness = Callable[[str], tuple[str, str]]


class BasicTransformer(TransformerManager):
    """Changes nothing: the compiler tells the kinds of cells apart, so lines and columns are those on the screen."""

    completeness: Completeness

    def transform_cell(self, cell: str) -> str:
        """The cell itself."""
        return cell

    def check_complete(self, cell: str) -> tuple[str, int | None]:
        """Whether a console should run the text or ask for another line: a status, and the indent for that line."""
        try:
            read = read_cell(cell)
        except CellRefused:
            return "invalid", None
        if read.kind is CellKind.PYTHON:
            return self._python_completeness(read.body)
        if read.kind in (CellKind.SQL, CellKind.HELP):
            return "complete", None
        status, indent = self.completeness(read.body)
        return status, len(indent) if status == "incomplete" else None

    def _python_completeness(self, body: str) -> tuple[str, int | None]:
        status, indent = TransformerManager().check_complete(body)
        return status, indent
