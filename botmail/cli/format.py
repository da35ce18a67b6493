"""`botmail format`: programs in the canonical way, written in place."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from botmail.app import VOCABULARY
from botmail.cli.notebook_files import Notebook
from botmail.cli.statuses import DONE, FAILED
from botmail.domain.errors import FileProblem
from botmail.lang.diagnostics import Diagnostic, render
from botmail.lang.formatter import Formatted, format_program
from botmail.lang.surroundings import names_of

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Result:
    """A file's text before and after, and what kept parts of it as they were."""

    before: str
    after: str
    problems: tuple[str, ...] = ()


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a .bas file or a notebook")
    parser.add_argument("--check", action="store_true", help="write nothing; the status is 1 if something would change")


def run(options: argparse.Namespace) -> int:
    """Format each file; the status is 1 when one could not be, or with `--check` when one would change."""
    statuses = [_format_file(name, is_check=options.check) for name in options.files]
    return max(statuses, default=DONE)


def _format_file(name: str, *, is_check: bool) -> int:
    path = Path(name)
    try:
        mark, text = _read(path)
        result = _format(name, text, is_notebook=path.suffix == ".ipynb")
        is_changed = result.after != result.before
        if is_changed and not is_check:
            _write(path, mark + result.after.encode("utf-8"))
    except FileProblem as problem:
        print(f"{problem.message}\n  hint: {problem.hint}", file=sys.stderr)
        return FAILED
    for shown in result.problems:
        print(shown, file=sys.stderr)
    _tell(name, is_changed=is_changed, is_check=is_check, has_problems=bool(result.problems))
    return FAILED if result.problems or (is_check and is_changed) else DONE


def _tell(name: str, *, is_changed: bool, is_check: bool, has_problems: bool) -> None:
    if is_changed:
        print(f"{name}: would be formatted" if is_check else f"{name}: formatted")
    elif not has_problems:
        print(f"{name}: nothing to change")


def _read(path: Path) -> tuple[bytes, str]:
    """A file's byte-order mark, if it has one, and its text with its own line ends."""
    try:
        data = path.read_bytes()
        mark = _MARK if data.startswith(_MARK) else b""
        return mark, data.removeprefix(_MARK).decode("utf-8")
    except OSError as error:
        raise FileProblem(f"{path} cannot be read: {error.strerror}", hint="name a file with a program") from None
    except UnicodeDecodeError as error:
        raise FileProblem(
            f"{path} is not UTF-8 text: byte {error.start} cannot be read", hint="save it as UTF-8"
        ) from None


def _format(name: str, text: str, *, is_notebook: bool) -> Result:
    if is_notebook:
        return _format_notebook(name, text)
    formatted = format_program(text, VOCABULARY)
    problems = _problems(name, text, formatted)
    line_end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    return Result(text, text if problems else formatted.text.replace("\n", line_end), problems)


def _format_notebook(name: str, text: str) -> Result:
    """The notebook with each BASIC cell formatted; a cell with mistakes stays as it is."""
    try:
        notebook = Notebook.read(text)
    except ValueError:
        raise FileProblem(f"{name} is not a notebook", hint="a notebook is a file that Jupyter has saved") from None
    sources: dict[int, str] = {}
    problems: list[str] = []
    known: set[str] = set()
    for cell in filter(lambda cell: cell.is_basic, notebook.code_cells()):
        formatted = format_program(cell.source, VOCABULARY, known)
        found = _problems(f"{name}, cell {cell.number}", cell.source, formatted)
        problems += found
        known |= names_of(cell.source, VOCABULARY)
        written = _as_cell(cell.opening, formatted.text)
        if not found and written != cell.text:
            sources[cell.number] = written
    return Result(text, notebook.with_sources(sources) if sources else text, tuple(problems))


def _as_cell(opening: str, program: str) -> str:
    """A cell has no line end behind its last line."""
    program = program.removesuffix("\n")
    return f"{opening}\n{program}" if opening else program


def _problems(name: str, source: str, formatted: Formatted) -> tuple[str, ...]:
    if not formatted.is_safe:
        return (f"{name}: left as it is, since formatting would change what it does; please report this program",)
    return tuple(_shown(mistake, source, name) for mistake in formatted.mistakes)


def _shown(mistake: Diagnostic, source: str, name: str) -> str:
    return render(mistake, source, name) + "\n"


def _write(path: Path, data: bytes) -> None:
    """Replace a file at once, so that nobody ever reads half of it; a link stays one.

    Raises:
        FileProblem: it cannot be written; the file is then as it was.
    """
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            shutil.copymode(target, name)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise FileProblem(
            f"{path} cannot be written: {error.strerror}", hint="its folder must be writable too"
        ) from None
