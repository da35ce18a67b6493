"""The health of the accounts: a mark, then what was checked and what came of it."""

from __future__ import annotations

from botmail.domain.table import Table
from botmail.show.columns import Column, Grid, Kind

_COLUMNS = (
    Column("account", "Account", Kind.CATEGORY, 32),
    Column("check", "Check"),
    Column("state", "State", Kind.STATE),
    Column("detail", "Detail", Kind.TEXT, 90),
)


def health_grid(table: Table) -> Grid:
    """Every check; the caption says whether anything needs somebody."""
    rows = tuple(tuple(row[column.name] for column in _COLUMNS) for row in table)
    troubles = sum(row["state"] != "ok" for row in table)
    return Grid(_COLUMNS, rows, len(rows), _caption(troubles))


def _caption(troubles: int) -> str:
    if not troubles:
        return "All is well."
    return "1 check needs a look." if troubles == 1 else f"{troubles} checks need a look."
