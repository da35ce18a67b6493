"""`MetricsService`: the figures of a period."""

from __future__ import annotations

import datetime as dt

from botmail.domain.ports import Clock
from botmail.domain.table import Table, table_of
from botmail.lang.conversion import moment
from botmail.store.store import Store

DEFAULT_DAYS = 30


class MetricsService:
    """Reads what was counted; everything else counts."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def table(self, start: dt.date | None = None, end: dt.date | None = None) -> Table:
        """Figures by name, from `start` until the end of the day `end`; the last 30 days when left out.

        `received` are mails dated in the period that were first seen here; times are in seconds.
        """
        now = self._clock.now()
        # The period ends before `until`, and what happened just now counts.
        until = now + dt.timedelta(microseconds=1) if end is None else _end_of(end)
        since = until - dt.timedelta(days=DEFAULT_DAYS) if start is None else moment(start)
        with self._store.database.unit_of_work("reading metrics") as unit:
            figures = self._store.metrics.summary(unit, since, until)
        return table_of(
            ("metric", "value"),
            [
                ("sent", figures.sent),
                ("received", figures.received),
                ("failed", figures.failed),
                ("uncertain", figures.uncertain),
                ("connection failures", figures.connection_failures),
                ("operations", figures.processed),
                ("processing seconds, mean", round(figures.processing_seconds_mean, 3)),
                ("processing seconds, median", round(figures.processing_seconds_median, 3)),
                ("processing seconds, longest", round(figures.processing_seconds_longest, 3)),
                ("queue size", figures.queue_size),
            ],
        )


def _end_of(end: dt.date) -> dt.datetime:
    """A day counts to its end, a moment to itself."""
    return moment(end) if isinstance(end, dt.datetime) else moment(end) + dt.timedelta(days=1)
