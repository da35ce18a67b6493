"""LIST AUDIT"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, verb
from botmail.lang.types import INTEGER
from botmail.services.audit import DEFAULT_ROWS


@verb(
    "LIST AUDIT",
    effect=Effect.READS,
    clauses=(Clause("LIMIT", INTEGER, "the newest so many; 100 when left out"),),
    result="Table",
    topic="insight",
    example="SHOW LIST AUDIT LIMIT 10",
)
def list_audit(context: VerbContext, *, limit: int = DEFAULT_ROWS) -> Table:
    """List what is on record: every operation with its outcome, oldest first."""
    return context.services.audit.table(limit)
