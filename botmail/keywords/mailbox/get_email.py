"""GET_EMAIL"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT
from botmail.services.email import Email


@verb(
    "GET EMAIL",
    effect=Effect.READS,
    parameters=(Parameter("id", TEXT, "the member id of a mail"),),
    result="Email",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX") LIMIT 1
        again = GET_EMAIL(e.id)
        PRINT again.subject
        NEXT
    """,
)
def get_email(context: VerbContext, id: str) -> Email:
    """Find one mail again by its id."""
    return context.services.inbox.get(id)
