"""LIST TICKETS"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb("LIST TICKETS", effect=Effect.READS, result="Table", topic="work", example="SHOW LIST TICKETS")
def list_tickets(context: VerbContext) -> Table:
    """List the tickets, oldest first."""
    return context.services.work.tickets()
