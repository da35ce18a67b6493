"""METRICS"""

import datetime as dt

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, verb
from botmail.lang.types import DATE


@verb(
    "METRICS",
    effect=Effect.READS,
    clauses=(Clause("FROM", DATE, "the first day; 30 days back when left out"), Clause("TO", DATE, "the last day")),
    result="Table",
    topic="insight",
    example='SHOW METRICS FROM "2026-11-01" TO "2026-11-30"',
)
def metrics(context: VerbContext, *, from_: dt.date | None = None, to: dt.date | None = None) -> Table:
    """Count what was sent, received and failed, connection failures, processing times and the queue.

    Received are mails dated in the period that were seen here.
    """
    return context.services.metrics.table(from_, to)
