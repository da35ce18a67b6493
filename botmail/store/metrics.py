"""`Metrics`: what is counted, in `metrics`, and the figures of a period made of it."""

from __future__ import annotations

import datetime as dt

from botmail.domain.records import MetricEvent, MetricsSummary
from botmail.store.outbox import Outbox
from botmail.store.rows import Shape, to_store
from botmail.store.unit import Row, Unit

_SHAPE = Shape(MetricEvent, "metrics")
_EVENTS = """
    SELECT
        coalesce(sum(count) FILTER (kind = 'sent'), 0),
        coalesce(sum(count) FILTER (kind = 'failed'), 0),
        coalesce(sum(count) FILTER (kind = 'uncertain'), 0),
        coalesce(sum(count) FILTER (kind = 'connection_failed'), 0),
        coalesce(sum(count) FILTER (kind = 'processed'), 0),
        coalesce(avg(seconds) FILTER (kind = 'processed'), 0),
        coalesce(median(seconds) FILTER (kind = 'processed'), 0),
        coalesce(max(seconds) FILTER (kind = 'processed'), 0)
    FROM metrics
    WHERE "at" >= ? AND "at" < ? AND account = coalesce(?, account)
"""
# A message that lies in two folders, or has moved, is one; what we sent or are writing was not received.
_RECEIVED = """
    SELECT count(DISTINCT (account, "key"))
    FROM emails
    WHERE coalesce(received, "date") >= ? AND coalesce(received, "date") < ? AND account = coalesce(?, account)
      AND (account, folder) NOT IN (SELECT (account, path) FROM email_folders WHERE role IN ('sent', 'drafts'))
"""


class Metrics:
    """Events in, figures out."""

    def record(self, unit: Unit, event: MetricEvent) -> None:
        """Count something."""
        _SHAPE.insert(unit, event)

    def summary(
        self, unit: Unit, start: dt.datetime, end: dt.datetime, *, account: str | None = None
    ) -> MetricsSummary:
        """The figures from `start` until before `end`, of one account or all."""
        period = [to_store(start), to_store(end), account]
        sent, failed, uncertain, connection_failures, processed, mean, median, longest = _first(
            unit.row(_EVENTS, period)
        )
        (received,) = _first(unit.row(_RECEIVED, period))
        return MetricsSummary(
            start=start,
            end=end,
            sent=int(sent),
            received=int(received),
            failed=int(failed),
            uncertain=int(uncertain),
            connection_failures=int(connection_failures),
            processed=int(processed),
            processing_seconds_mean=mean,
            processing_seconds_median=median,
            processing_seconds_longest=longest,
            queue_size=Outbox().queue_size(unit),
        )


def _first(row: Row | None) -> tuple[float, ...]:
    return tuple(float(str(value)) for value in row or ())
