"""What is in files: values from their text by the ending of the name, and text for values that are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping

from botmail.domain.errors import FileProblem
from botmail.domain.html import Html
from botmail.domain.table import Table
from botmail.lang.conversion import TypeMismatch, number_in, to_text
from botmail.lang.rows import Rows, rows_of
from botmail.lang.values import Map
from botmail.services.comma_separated import parse_table

Value = Table | Html | str | object

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
_SHEETS = frozenset({".xlsx", ".xls", ".ods", ".parquet"})
_MEDIA_ENDINGS = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
}


def parse_file(text: str, name: str, *, ending: str) -> Value:
    """The value that `text` of a file or page `name` holds: rows, maps and lists, `Html` or text.

    Raises:
        FileProblem: it is not what its ending says, or of a kind that is not read.
    """
    check_readable(name, ending=ending)
    return _READERS[ending](text, name)


def check_readable(name: str, *, ending: str) -> None:
    """Refuse what is not read.

    Raises:
        FileProblem: it is of a kind that GET does not know.
    """
    if ending in _SHEETS:
        raise FileProblem(f'GET cannot read "{name}"', hint="save it as .csv in the program that made it")
    if ending not in _READERS:
        raise FileProblem(f'GET cannot read "{name}"', hint="it reads " + ", ".join(sorted(_READERS)))


def ending_of(media_type: str, path: str) -> str:
    """The ending for a page of this media type; that of its address where the type says nothing."""
    known = _MEDIA_ENDINGS.get(media_type) or (".json" if media_type.endswith("+json") else "")
    last = path.rpartition("/")[2].casefold()
    own = "." + last.rpartition(".")[2] if "." in last else ""
    if known or own in _READERS:
        return known or own
    return ".txt" if media_type.startswith("text/") else own or media_type


def decoded(raw: bytes, name: str, *, charset: str = "") -> str:
    """The text of a file, whatever wrote it.

    Raises:
        FileProblem: it is no text.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    if b"\0" in raw:
        raise FileProblem(f'"{name}" is no text file', hint="save it as text in UTF-8 first")
    try:
        return raw.decode(charset or "utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        # What spreadsheets on Windows still write; its 256 values are all letters, so it never fails.
        return raw.decode("cp1252", errors="replace")


def written(value: object, name: str, *, ending: str) -> bytes:
    """A file's bytes for `value`, by the ending of its name.

    Raises:
        FileProblem: no such file is written, or the value does not fit it.
    """
    writer = _WRITERS.get(ending)
    if writer is None:
        raise FileProblem(f'WRITE cannot write "{name}"', hint="it writes " + ", ".join(sorted(_WRITERS)))
    return writer(value, name).encode("utf-8", "replace")


def _json(text: str, name: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=Map)
    except (ValueError, RecursionError) as error:
        where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise FileProblem(f'"{name}" is not JSON{where}', hint="check brackets, commas and quotes there") from error


def _separated(value: object, name: str, *, delimiter: str = ",") -> str:
    if isinstance(value, str):
        return value
    try:
        rows = rows_of(value)
    except TypeMismatch as mismatch:
        raise FileProblem(f'"{name}" needs rows: {mismatch.message}', hint='write rows like [{name: "Ana"}]') from None
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter)
    _write_rows(writer.writerow, rows)
    return buffer.getvalue()


def _write_rows(write: Callable[[list[str]], object], rows: Rows) -> None:
    names = rows.columns.names
    write([_harmless(name) for name in names])
    for row in rows.rows:
        write([_cell(row.get(name)) for name in names])


def _cell(value: object) -> str:
    text = to_text(value)
    return _harmless(text) if isinstance(value, str) or not isinstance(value, (bool, int, float)) else text


def _harmless(text: str) -> str:
    """Text that a spreadsheet shows instead of running it; numbers stay what they are."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) and number_in(text) is None else text


def _as_json(value: object, name: str) -> str:
    try:
        return json.dumps(_plain(value), ensure_ascii=False, indent=2, default=to_text) + "\n"
    except (ValueError, RecursionError):
        raise FileProblem(f'"{name}" cannot be written: the value holds itself', hint="write a part of it") from None


def _plain(value: object) -> object:
    if isinstance(value, Table):
        return [dict(row) for row in value]
    if isinstance(value, (str, int, float, bool, Mapping)) or value is None:
        return value
    return list(value) if isinstance(value, (list, tuple)) else to_text(value)


def _markup(text: str, _name: str) -> Html:
    return Html(text)


def _plain_text(text: str, _name: str) -> str:
    return text


def _as_text(value: object, _name: str) -> str:
    return to_text(value)


_READERS: dict[str, Callable[[str, str], Value]] = {
    ".csv": parse_table,
    ".tsv": parse_table,
    ".html": _markup,
    ".htm": _markup,
    ".json": _json,
    ".txt": _plain_text,
    ".md": _plain_text,
}
_WRITERS: dict[str, Callable[[object, str], str]] = {
    ".csv": _separated,
    ".tsv": lambda value, name: _separated(value, name, delimiter="\t"),
    ".html": _as_text,
    ".htm": _as_text,
    ".json": _as_json,
    ".txt": _as_text,
    ".md": _as_text,
}
