"""Programs in files: a `.bas` file is one, a notebook one for each BASIC cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from botmail.domain.errors import FileProblem

_MAGIC = re.compile(r"\s*%%(?P<word>\w+)[^\n]*")


@dataclass(frozen=True, slots=True)
class ProgramText:
    """A source and what it is called in messages."""

    name: str
    source: str
    id: str
    """What the record calls it, wherever the command is typed: the absolute path, and the cell."""
    is_preview: bool = False
    """A `%%preview` cell."""


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
        cells = json.loads(text)["cells"]
        sources = [(_joined(cell["source"]), number) for number, cell in _code_cells(cells)]
    except (ValueError, KeyError, TypeError):
        raise FileProblem(f"{path} is not a notebook", hint="a notebook is a file that Jupyter has saved") from None
    for source, number in sources:
        magic = _MAGIC.match(source)
        if magic is None or magic["word"] == "preview":
            name, id = f"{path}, cell {number}", f"{path.resolve()}#{number}"
            yield ProgramText(name, source[magic.end() :] if magic else source, id, is_preview=magic is not None)


def _code_cells(cells: list[dict[str, object]]) -> Iterator[tuple[int, dict[str, object]]]:
    return ((number, cell) for number, cell in enumerate(cells, 1) if cell["cell_type"] == "code")


def _joined(source: object) -> str:
    return "".join(source) if isinstance(source, list) else str(source)
