"""Files that a program names: one rule for paths, and reading by the ending of the name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from botmail.domain.errors import FileProblem
from botmail.domain.html import Html
from botmail.domain.table import Table
from botmail.lang.values import Map
from botmail.services.comma_separated import parse_table

LARGEST_FILE_BYTES = 64 * 1024 * 1024
_WEB = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)

Value = Table | Html | str | object


class Files:
    """The working folder of a program; what lies outside, behind a link, or begins with a dot, is not for it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """The working folder: the notebook's, which is where the process runs unless said otherwise."""
        return (self._folder or Path.cwd()).resolve()

    def read(self, name: str) -> Value:
        """What a file holds: rows of a .csv, `Html` of .html, maps and lists of .json, text of .txt and .md.

        Raises:
            FileProblem: missing, outside the folder, not what its ending says, or of a kind that is not read.
        """
        if _WEB.match(name):
            raise FileProblem(
                f"GET cannot fetch {name.partition('?')[0]} yet: it reads files",
                hint="save the page beside the notebook and GET that",
            )
        path = self.path(name)
        reader = _READERS.get(path.suffix.casefold())
        if reader is None:
            raise FileProblem(f'GET cannot read "{name}"', hint="it reads " + ", ".join(sorted(_READERS)))
        return reader(self._text(path, name), name)

    def text(self, name: str) -> str:
        """The text of a file, whatever its ending; as for a script that CALL runs.

        Raises:
            FileProblem: missing, outside the folder, too large, or no text.
        """
        return self._text(self.path(name), name)

    def path(self, name: str) -> Path:
        """Where `name` is, if a program may go there.

        Raises:
            FileProblem: it is outside the working folder, by a link too, or a part of it begins with a dot.
        """
        if not name.strip() or "\0" in name:
            raise FileProblem("a file needs a name", hint='write one like "subscribers.csv"')
        given = Path(name)
        if PureWindowsPath(name).drive or name.startswith("~"):
            raise _outside(name)
        resolved = (self.folder / given).resolve()
        if not resolved.is_relative_to(self.folder):
            raise _outside(name)
        if any(part.startswith(".") for part in (*resolved.relative_to(self.folder).parts, *_below(given))):
            raise FileProblem(
                f'"{name}" begins with a dot, and such files are not for programs', hint="copy it under another name"
            )
        return resolved

    def _text(self, path: Path, name: str) -> str:
        if path.is_dir():
            raise FileProblem(f'"{name}" is a folder, not a file', hint=f'name a file in it, such as "{name}/list.csv"')
        if not path.is_file():
            raise FileProblem(f'there is no file "{name}" in {self.folder.name}/', hint=_near(path, name))
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise FileProblem(f'"{name}" is larger than {LARGEST_FILE_BYTES >> 20} MiB')
        try:
            return _decoded(path.read_bytes(), name)
        except OSError as error:
            raise FileProblem(f'"{name}" cannot be read: {error.strerror}') from error


def _below(given: Path) -> tuple[str, ...]:
    return tuple(part for part in given.parts if part not in {".", ".."}) if not given.is_absolute() else ()


def _outside(name: str) -> FileProblem:
    return FileProblem(
        f'"{name}" is outside the folder of this notebook, and programs stay inside',
        hint="copy the file beside the notebook",
    )


def _near(path: Path, name: str) -> str:
    same = [other.name for other in path.parent.glob("*") if other.name.casefold() == path.name.casefold()]
    if same:
        return f'did you mean "{same[0]}"?'
    others = sorted(other.name for other in path.parent.glob(f"*{path.suffix}") if not other.name.startswith("."))[:5]
    return "there is " + ", ".join(others) if others else f'put "{name}" beside the notebook'


def _decoded(raw: bytes, name: str) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw:
        raise FileProblem(f'"{name}" is no text file', hint="save it as text in UTF-8 first")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What spreadsheets on Windows still write; its 256 values are all letters, so it never fails.
        return raw.decode("cp1252", errors="replace")


def _json(text: str, name: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=Map)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise FileProblem(f'"{name}" is not JSON{where}', hint="check brackets, commas and quotes there") from error


def _markup(text: str, _name: str) -> Html:
    return Html(text)


def _plain(text: str, _name: str) -> str:
    return text


_READERS: dict[str, Callable[[str, str], Value]] = {
    ".csv": parse_table,
    ".tsv": parse_table,
    ".html": _markup,
    ".htm": _markup,
    ".json": _json,
    ".txt": _plain,
    ".md": _plain,
}
