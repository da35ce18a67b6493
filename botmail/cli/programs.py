"""Programs in files: a `.bas` file is one, a notebook one for each BASIC cell."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from botmail.cli.notebook_files import Notebook
from botmail.domain.errors import FileProblem


@dataclass(frozen=True, slots=True)
class ProgramText:
    """A source and what it is called in messages."""

    name: str
    source: str
    id: str
    """What the record calls it, wherever the command is typed: the absolute path, and the cell."""
    is_preview: bool = False
    """A `%%preview` cell."""
    cell: int | None = None
    """Which cell of its notebook it is, counted from 1."""
    names_before: frozenset[str] = frozenset()
    """What `%%python` cells right before it assign and define."""


def read_programs(path: Path) -> tuple[ProgramText, ...]:
    """The programs of a file, in order; cells of a notebook that are not BASIC are left out.

    Raises:
        FileProblem: it cannot be read, is not UTF-8, or is a notebook that is none.
    """
    text = _read(path)
    if path.suffix != ".ipynb":
        return (ProgramText(str(path), text, str(path.resolve())),)
    return tuple(_cells(path, text))


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}", hint="name a file with a program") from None
    except UnicodeDecodeError as error:
        raise FileProblem(
            f"{path} is not UTF-8 text: byte {error.start} cannot be read", hint="save it as UTF-8"
        ) from None


def _cells(path: Path, text: str) -> Iterator[ProgramText]:
    try:
        notebook = Notebook.read(text)
    except ValueError:
        raise FileProblem(f"{path} is not a notebook", hint="a notebook is a file that Jupyter has saved") from None
    names: set[str] = set()
    for cell in notebook.code_cells():
        if cell.is_basic:
            name, id = f"{path}, cell {cell.number}", f"{path.resolve()}#{cell.number}"
            yield ProgramText(name, cell.source, id, cell.word == "preview", cell.number, frozenset(names))
            names = set()
        elif cell.word == "python":
            names |= _names_in_python(cell.source)


def _names_in_python(source: str) -> set[str]:
    """The globals that a Python program makes; none when it is not Python."""
    try:
        found = list(ast.walk(ast.parse(source)))
    except SyntaxError:
        return set()
    assigned = {node.id for node in found if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    defined = {node.name for node in found if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    imported = {
        (alias.asname or alias.name).partition(".")[0]
        for node in found
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    return assigned | defined | imported
