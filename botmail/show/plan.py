"""The plan of a preview: what would happen, in order, and what of it could be taken back."""

from __future__ import annotations

from botmail.domain.table import Table
from botmail.show.columns import Column, Grid, Kind
from botmail.show.words import count_words

_COLUMNS = (
    Column("step", "Step", Kind.NUMBER),
    Column("line", "Line", Kind.NUMBER),
    Column("what", "What"),
    Column("which", "Which mail", Kind.TEXT, 44),
    Column("before", "Before", Kind.TEXT, 20),
    Column("after", "After", Kind.TEXT, 28),
    Column("undo", "Can be undone", Kind.TEXT, 28),
    Column("budget", "Budget", Kind.TEXT, 20),
    Column("account", "Account", Kind.CATEGORY, 24),
)


def plan_grid(table: Table) -> Grid:
    """Every step of a plan, none left out: a plan that hides rows is none. Columns that say nothing are."""
    columns = tuple(column for column in _COLUMNS if any(table.column(column.name)))
    rows = tuple(tuple(row[column.name] for column in columns) for row in table)
    caption = f"Nothing was done. A live run would do {count_words(len(rows), 'thing')}:"
    return Grid(columns, rows, len(rows), caption if rows else "Nothing was done, and a live run would do nothing.")
