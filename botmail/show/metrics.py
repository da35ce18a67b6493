"""The figures of a period, one to a line."""

from __future__ import annotations

from botmail.domain.table import Table
from botmail.show.columns import Column, Grid, Kind

_COLUMNS = (Column("metric", "Metric"), Column("value", "Value", Kind.NUMBER))


def metrics_grid(table: Table) -> Grid:
    """Every figure, without a count of them."""
    rows = tuple((row["metric"], row["value"]) for row in table)
    return Grid(_COLUMNS, rows, len(rows))
