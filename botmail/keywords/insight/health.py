"""HEALTH"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb("HEALTH", effect=Effect.READS, result="Table", topic="insight", example="SHOW HEALTH()")
def health(context: VerbContext) -> Table:
    """Check account, IMAP, SMTP and folders of every account, now.

    What fails is a row with the reason, not an error.
    """
    return context.services.health.table()
