"""Columns: one table of them for lists of mail feeds the frame, the HTML table, the plain text and the widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

from botmail.domain.plain import plain_line
from botmail.domain.table import Table


class Kind(StrEnum):
    """What stands in a column; decides alignment, wording and the frame's dtype."""

    TEXT = "text"
    CATEGORY = "category"
    PEOPLE = "people"
    PERSON = "person"
    MOMENT = "moment"
    NUMBER = "number"
    BYTES = "bytes"
    FLAG = "flag"
    UNREAD = "unread"
    LIST = "list"
    STATE = "state"
    TREE = "tree"
    """Text that was made plain already and whose leading blanks count."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` in frames and programs, `title` for people, `widest` in characters of plain text."""

    name: str
    title: str
    kind: Kind = Kind.TEXT
    widest: int = 48

    @property
    def is_right_aligned(self) -> bool:
        """Whether its digits line up at the right."""
        return self.kind in (Kind.NUMBER, Kind.BYTES)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows to show under their columns; `total` counts also the rows that are left out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]
    total: int
    caption: str = ""


MAIL_COLUMNS = (
    Column("id", "Id"),
    Column("account", "Account", Kind.CATEGORY),
    Column("folder", "Folder", Kind.CATEGORY, 24),
    Column("uid", "UID", Kind.NUMBER),
    Column("from", "From", Kind.PERSON, 26),
    Column("to", "To", Kind.PEOPLE, 26),
    Column("cc", "Cc", Kind.PEOPLE, 26),
    Column("subject", "Subject", Kind.TEXT, 52),
    Column("date", "Date", Kind.MOMENT, 11),
    Column("received", "Received", Kind.MOMENT, 11),
    Column("size", "Size", Kind.BYTES, 8),
    Column("is_read", "", Kind.UNREAD, 1),
    Column("is_flagged", "Flagged", Kind.FLAG),
    Column("flags", "Flags", Kind.LIST),
    Column("message_id", "Message-ID"),
)
LISTED = ("is_read", "from", "subject", "date", "size")
"""What a list of mails shows of them; `is_read` as a dot before the unread ones."""
_BY_NAME = {column.name: column for column in MAIL_COLUMNS}


def listed_columns() -> tuple[Column, ...]:
    """The mail columns of lists for people."""
    return tuple(_BY_NAME[name] for name in LISTED)


def mail_rows(emails: Iterable[Any], columns: Sequence[Column], *, most: int | None = None) -> list[tuple[object, ...]]:
    """The values of `columns` for each mail, at most `most` of them; read through the members that programs use."""
    return [tuple(read_member(email, column.name) for column in columns) for email in islice(emails, most)]


def read_member(value: Any, name: str) -> object:
    """A member as a BASIC program would read it; None where the value has none of that name."""
    member = type(value).members.get(name)
    return member.get(value) if member else None


def table_grid(table: Table, *, most: int | None = None, caption: str = "") -> Grid:
    """A table's rows under columns whose kinds follow from their values."""
    columns = tuple(_column_of(name, values) for name, values in zip(table.columns, table.data, strict=True))
    rows = tuple(islice(zip(*table.data, strict=True), most))
    return Grid(columns, rows, len(table), caption)


def _column_of(name: str, values: Sequence[object]) -> Column:
    present = [value for value in values if value is not None]
    is_number = bool(present) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in present)
    return Column(name, plain_line(name), Kind.NUMBER if is_number else Kind.TEXT)
