"""`Memory`: values that outlive a program, in `memory`; names without case."""

from __future__ import annotations

import datetime as dt

from botmail.store.rows import to_store
from botmail.store.unit import Unit


class Memory:
    """JSON text by scope and name; what the values mean is the services' business."""

    def put(self, unit: Unit, scope: str, *, name: str, value: str, at: dt.datetime) -> None:
        """Keep `value` under `name`, in place of what was there."""
        unit.execute(
            "INSERT OR REPLACE INTO memory (scope, name, value, updated_at) VALUES (?, ?, ?, ?)",
            [scope, name.casefold(), value, to_store(at)],
        )

    def get(self, unit: Unit, scope: str, *, name: str) -> str | None:
        """What was kept under `name`, or None."""
        row = unit.row("SELECT value FROM memory WHERE scope = ? AND name = ?", [scope, name.casefold()])
        return None if row is None else str(row[0])
