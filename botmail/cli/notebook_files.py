"""Notebooks as files: the text of their BASIC cells, read and replaced without touching anything else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

_MAGIC = re.compile(r"\s*%%(?P<word>\w+)[^\n]*")
_HELP = re.compile(r"\s*(?:\?+\s*[^\n?]+?|[^\n?\"'=]+?\s*\?+)\s*")
_INDENT = re.compile(r"\{\r?\n([ \t]+)")


@dataclass(frozen=True, slots=True)
class CodeCell:
    """A cell with code: its place in the notebook, its whole text, and who reads it.

    `word` is what stands behind `%%`, `basic` without one, and `help` for `?topic`. `source` is the program, with blank
    lines where `opening`, the line with `%%`, stood, so that every line keeps its number.
    """

    number: int
    text: str
    word: str
    opening: str
    source: str

    @property
    def is_basic(self) -> bool:
        """Whether it is a program in BASIC."""
        return self.word in {"basic", "preview"}


@dataclass(frozen=True, slots=True)
class Notebook:
    """A notebook's JSON, with what is needed to write it as it was."""

    content: dict[str, object]
    text: str

    @classmethod
    def read(cls, text: str) -> Notebook:
        """Read the JSON of a notebook.

        Raises:
            ValueError: it is no JSON, or not that of a notebook.
        """
        content = json.loads(text)
        if not _is_notebook(content):
            raise ValueError("a notebook has cells, and each a type and a source")
        return cls(content, text)

    @property
    def _cells(self) -> list[dict[str, object]]:
        cells = self.content["cells"]
        return [cell for cell in cells if isinstance(cell, dict)] if isinstance(cells, list) else []

    def code_cells(self) -> Iterator[CodeCell]:
        """The cells with code, in order."""
        for number, cell in enumerate(self._cells, 1):
            if cell["cell_type"] == "code":
                yield _code_cell(number, _joined(cell["source"]))

    def with_sources(self, sources: dict[int, str]) -> str:
        """The notebook's text with other texts in the cells of these numbers, written as Jupyter does."""
        cells = [
            {**cell, "source": _like(cell["source"], sources[number])} if number in sources else cell
            for number, cell in enumerate(self._cells, 1)
        ]
        indent = _INDENT.match(self.text)
        written = json.dumps(
            {**self.content, "cells": cells}, indent=indent[1] if indent else None, ensure_ascii=self.text.isascii()
        )
        return written + "\n" * self.text.endswith("\n")


def _is_notebook(content: object) -> bool:
    cells = content.get("cells") if isinstance(content, dict) else None
    return isinstance(cells, list) and all(
        isinstance(cell, dict) and {"cell_type", "source"} <= cell.keys() for cell in cells
    )


def _code_cell(number: int, text: str) -> CodeCell:
    magic = _MAGIC.match(text)
    if magic is None:
        return CodeCell(number, text, "help" if _HELP.fullmatch(text) else "basic", "", text)
    source = "\n" * magic[0].count("\n") + text[magic.end() :]
    return CodeCell(number, text, magic["word"], magic[0], source)


def _joined(source: object) -> str:
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _like(source: object, text: str) -> list[str] | str:
    """`text` as a list of lines where it was one."""
    return text.splitlines(keepends=True) if isinstance(source, list) else text
