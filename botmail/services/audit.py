"""`AuditService`: what is on record."""

from __future__ import annotations

from botmail.domain.records import AuditCheck
from botmail.domain.table import Table, table_of
from botmail.services.local_times import local
from botmail.store.store import Store

COLUMNS = ("sequence", "at", "action", "outcome", "account", "addresses", "program", "line", "phase", "detail")
DEFAULT_ROWS = 100


class AuditService:
    """Reads the record; recorder and ledger write it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def table(self, limit: int = DEFAULT_ROWS) -> Table:
        """The newest `limit` rows, oldest first."""
        with self._store.database.unit_of_work("reading the audit") as unit:
            rows = self._store.audit.list(unit, limit=max(0, limit))
        return table_of(COLUMNS, [[_shown(getattr(row, name)) for name in COLUMNS] for row in rows])

    def verify(self) -> AuditCheck:
        """Whether every row is as it was written."""
        with self._store.database.unit_of_work("verifying the audit") as unit:
            return self._store.audit.verify(unit)


def _shown(value: object) -> object:
    return ", ".join(value) if isinstance(value, tuple) else local(value)
