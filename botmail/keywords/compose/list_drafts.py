"""LIST DRAFTS"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb("LIST DRAFTS", effect=Effect.READS, result="Table", topic="compose", example="SHOW LIST DRAFTS")
def list_drafts(context: VerbContext) -> Table:
    """List the drafts that are kept here."""
    return context.services.drafts.table()
