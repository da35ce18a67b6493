"""CLOSE TICKET"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT


@verb(
    "CLOSE TICKET",
    effect=Effect.STORES,
    parameters=(Parameter("id", TEXT, "the ticket's number, as CREATE_TICKET gave it"),),
    result="Outcome",
    topic="work",
    example="""
        number = CREATE_TICKET("ana@example.com", "The lamp is broken", "It flickers.")
        CLOSE TICKET number
    """,
)
def close_ticket(context: VerbContext, id: str) -> Action:
    """Mark a ticket as closed; one that is closed stays so."""
    return context.services.work.close_ticket(id)
