"""`Recorder`: every operation on a mailbox leaves an audit row and its figures, whether it worked or not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from botmail.domain.errors import BotmailError, ConnectionFailed
from botmail.domain.ports import Clock
from botmail.domain.records import AuditEvent, MetricEvent
from botmail.services.automation.current import CurrentRun
from botmail.store.store import Store


class Recorder:
    """Times operations that read, and writes how they ended; effects are the ledger's."""

    def __init__(self, store: Store, clock: Clock, *, current: CurrentRun) -> None:
        self._current = current
        self._store = store
        self._clock = clock

    @contextmanager
    def operation(self, action: str, *, account: str, target: str) -> Iterator[None]:
        """Put the block on record as `action` on `target` (a folder or server, in words)."""
        begun = time.monotonic()
        try:
            yield
        except BotmailError as error:
            self._note(action, account, target=target, outcome=f"failed {error.code}", begun=begun, error=error)
            raise
        self._note(action, account, target=target, outcome="done", begun=begun, error=None)

    def _note(
        self, action: str, account: str, *, target: str, outcome: str, begun: float, error: BotmailError | None
    ) -> None:
        now, run = self._clock.now(), self._current.run
        with self._store.database.unit_of_work("writing what was done") as unit:
            event = AuditEvent(
                at=now,
                action=action,
                outcome=outcome,
                account=account,
                run=run.id if run else "",
                program=run.program if run else "",
                cell_hash=run.content if run else "",
                detail=target,
            )
            self._store.audit.append(unit, event)
            seconds = time.monotonic() - begun
            self._store.metrics.record(unit, MetricEvent(at=now, kind="processed", account=account, seconds=seconds))
            if isinstance(error, ConnectionFailed):
                self._store.metrics.record(unit, MetricEvent(at=now, kind="connection_failed", account=account))
