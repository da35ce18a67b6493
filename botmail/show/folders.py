"""Folders as a tree, with how many mails are in each and how many of them are unread."""

from __future__ import annotations

from botmail.domain.plain import plain_line
from botmail.domain.table import Table
from botmail.show.columns import Column, Grid, Kind
from botmail.show.words import count_words

_COLUMNS = (
    Column("name", "Folder", Kind.TREE),
    Column("total", "Mails", Kind.NUMBER),
    Column("unread", "Unread", Kind.NUMBER),
    Column("role", "Use"),
)
_INDENT = "\u00a0\u00a0"  # HTML folds ordinary blanks


def folder_grid(table: Table) -> Grid:
    """A row per folder, indented below the folder that it is in; a folder of no mails shows no noughts."""
    rows = tuple((_branch(row), row["total"] or None, row["unread"] or None, row["role"]) for row in table)
    return Grid(_COLUMNS, rows, len(rows), count_words(len(rows), "folder"))


def _branch(row: dict[str, object]) -> str:
    name, depth = plain_line(str(row["name"])), row["depth"]
    return f"{_INDENT * (depth - 1)}└ {name}" if isinstance(depth, int) and depth > 0 else name
