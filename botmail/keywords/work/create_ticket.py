"""CREATE_TICKET"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT


@verb(
    "CREATE TICKET",
    effect=Effect.STORES,
    parameters=(
        Parameter("from", TEXT, "who asks"),
        Parameter("subject", TEXT, "what about"),
        Parameter("body", TEXT, "the whole text"),
    ),
    result="the ticket's number, as text",
    topic="work",
    example='PRINT "Ticket #" + CREATE_TICKET("ana@example.com", "The lamp is broken", "It flickers.")',
)
def create_ticket(context: VerbContext, from_: str, subject: str, body: str) -> Action:
    """Open a ticket, and give its number.

    Inside a loop over mails a ticket is opened once per mail and place in the program: run again, the same number
    comes back.
    """
    return context.services.work.create_ticket(from_, subject, body)
