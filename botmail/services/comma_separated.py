"""Rows of a CSV file (RFC 4180), each column with the type that all its values have."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from botmail.domain.errors import FileProblem
from botmail.domain.table import Table, table_of
from botmail.lang.conversion import date_in, number_in

_DELIMITERS = ",;\t|"
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body)", re.IGNORECASE)
# What looks like a number and is a name: postal codes, telephone numbers, account numbers.
_KEPT_AS_TEXT = re.compile(r"\s*(?:-?0[0-9].*|\+.*)", re.DOTALL)
_DIGITS_KEPT = 15
_BOOLEANS = {"true": True, "false": False}


def parse_table(text: str, name: str) -> Table:
    """The rows of `text`, the first line naming the columns; `name` is the file's, for messages.

    A column is numbers, dates or booleans when all its values are, with null where a cell is empty; it stays text
    when one has a leading zero, a `+` or more than 15 digits.

    Raises:
        FileProblem: it is empty or no CSV.
    """
    if _MARKUP.match(text):
        raise FileProblem(
            f'"{name}" is not CSV: it begins like a web page', hint="download the file itself, not the page"
        )
    lines = _rows(text, name)
    if not lines:
        raise FileProblem(f'"{name}" is empty', hint="its first line should name the columns, such as name,email")
    heading, *rows = lines
    columns = _column_names(heading[1])
    filled = [_filled(row, columns, line=line, name=name) for line, row in rows]
    return table_of(columns, zip(*(_typed(column) for column in zip(*filled, strict=True)), strict=True))


def _rows(text: str, name: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise FileProblem(
            f'"{name}" is not CSV: line {reader.line_num} cannot be read ({error})',
            hint="look for a quote that is not closed",
        ) from error


def _delimiter(text: str) -> str:
    heading = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(_DELIMITERS, key=heading.count)


def _column_names(heading: Sequence[str]) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(heading, start=1):
        name = cell.strip() or f"column_{number}"
        taken = {each.casefold() for each in names}
        names.append(name if name.casefold() not in taken else f"{name}_{number}")
    return names


def _filled(row: Sequence[str], columns: Sequence[str], *, line: int, name: str) -> list[str]:
    if len(row) > len(columns):
        raise FileProblem(
            f'"{name}" is not CSV: line {line} has {len(row)} values, and the first line names {len(columns)} columns',
            hint="put values that hold the separator in double quotes",
        )
    return [*row, *[""] * (len(columns) - len(row))]


def _typed(column: Sequence[str]) -> list[object]:
    values = [cell.strip() for cell in column]
    given = [value for value in values if value]
    for convert in (_number, _boolean, date_in):
        if given and all(convert(value) is not None for value in given):
            return [convert(value) if value else None for value in values]
    return list(column)


def _number(value: str) -> int | float | None:
    if _KEPT_AS_TEXT.fullmatch(value) or sum(c.isdigit() for c in value) > _DIGITS_KEPT:
        return None
    return number_in(value)


def _boolean(value: str) -> bool | None:
    return _BOOLEANS.get(value.casefold())
