"""What kind of cell a text is: BASIC, or one of the few that begin with `%%`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from botmail.domain.errors import LanguageError


class CellRefused(LanguageError):
    """A magic or shell command of IPython, which BASIC cells don't have."""

    code = "BM120"


class CellKind(StrEnum):
    """Who reads a cell."""

    BASIC = "basic"
    PREVIEW = "preview"
    PYTHON = "python"
    SQL = "sql"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Magic:
    """What a cell's first line may be, as completion offers it."""

    text: str
    help: str
    type: str = "magic"
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's text and who reads it.

    `body` has a blank line where `%%word` stood, so that every line keeps its number; `argument` is what stood behind
    the word, or the topic of a help cell.
    """

    kind: CellKind
    body: str
    argument: str = ""
    id: str = ""

    @property
    def program_id(self) -> str:
        """What the cell is called in the store: its id in the notebook, or else a digest of its text."""
        return self.id or "cell-" + hashlib.sha256(self.body.encode()).hexdigest()[:16]


_WORDS = {"preview": CellKind.PREVIEW, "python": CellKind.PYTHON, "sql": CellKind.SQL}
_MAGICS = (
    Magic("%%preview", "show what the BASIC in this cell would do, and do nothing"),
    Magic("%%sql", "query the mail and variables that hold rows; behind it perhaps a variable for the result"),
    Magic("%%python", "Python that shares the variables"),
)
_FIRST_LINE = re.compile(r"(?P<before>\s*)(?P<mark>%%|%|!)(?P<word>[^\s]*)[ \t]*(?P<argument>[^\n]*)")
_HELP = re.compile(r"\s*(?:\?+\s*(?P<after>[^\n?]+?)|(?P<ahead>[^\n?\"'=]+?)\s*\?+)\s*")
# What ipykernel's Debugger.start() sends, silently, to switch debugpy on.
_DEBUGGER_START = re.compile(r'import debugpy;debugpy\.listen\(\("127\.0\.0\.1",\s*\d+\)\)')


def read_cell(text: str, *, cell_id: str = "", is_silent: bool = False) -> Cell:
    """Tell what kind of cell `text` is.

    Raises:
        CellRefused: it begins with a magic or shell command that this kernel does not have.
    """
    if is_silent and _DEBUGGER_START.fullmatch(text.strip()):
        return Cell(CellKind.PYTHON, text, id=cell_id)
    first = _FIRST_LINE.match(text)
    if first:
        return _marked_cell(text, first, cell_id=cell_id)
    topic = _HELP.fullmatch(text)
    if topic:
        return Cell(CellKind.HELP, text, (topic["after"] or topic["ahead"]).strip(), cell_id)
    return Cell(CellKind.BASIC, text, id=cell_id)


def magics_starting_with(text: str) -> list[Magic]:
    """The first lines that `text` may become."""
    return [magic for magic in _MAGICS if magic.text.startswith(text)]


def _marked_cell(text: str, first: re.Match[str], *, cell_id: str) -> Cell:
    mark, word = first["mark"], first["word"]
    if mark != "%%":
        raise _refusal(mark, word)
    if word not in _WORDS:
        raise CellRefused(
            f"there is no %%{word} in this kernel",
            hint="the first line of a cell can be %%preview, %%sql or %%python; without one it is BASIC",
        )
    return Cell(_WORDS[word], first["before"] + text[first.end() :], first["argument"].strip(), cell_id)


def _refusal(mark: str, word: str) -> CellRefused:
    if mark == "!":
        return CellRefused(
            "a cell cannot start a program of the system: whoever gets your notebook would run it too",
            hint="do this in a terminal",
        )
    return CellRefused(
        f"%{word} is a command of IPython, and this cell is BASIC",
        hint="write BASIC, or begin the cell with %%python and use Python",
    )
