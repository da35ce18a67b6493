"""Tables that have a view of their own, known by their columns: plans, folders, health, figures."""

from __future__ import annotations

from collections.abc import Callable

from botmail.domain.table import Table
from botmail.services.automation.plan import COLUMNS as PLAN_COLUMNS
from botmail.services.health import COLUMNS as HEALTH_COLUMNS
from botmail.services.inbox import FOLDER_COLUMNS
from botmail.show.columns import Grid
from botmail.show.folders import folder_grid
from botmail.show.health import health_grid
from botmail.show.metrics import metrics_grid
from botmail.show.plan import plan_grid

METRIC_COLUMNS = ("metric", "value")


def named_view(table: Table) -> Grid | None:
    """The view for a table of exactly these columns, or None."""
    view = _VIEWS.get(table.columns)
    return view(table) if view else None


_VIEWS: dict[tuple[str, ...], Callable[[Table], Grid]] = {
    PLAN_COLUMNS: plan_grid,
    FOLDER_COLUMNS: folder_grid,
    HEALTH_COLUMNS: health_grid,
    METRIC_COLUMNS: metrics_grid,
}
