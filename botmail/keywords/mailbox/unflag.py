"""UNFLAG"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS
from botmail.lang.definition import Effect, Parameter, verb
from botmail.services.email import Email


@verb(
    "UNFLAG",
    effect=Effect.CHANGES,
    parameters=(Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX") LIMIT 1
        UNFLAG e
        NEXT
    """,
)
def unflag(context: VerbContext, email: tuple[Email, ...]) -> Action:
    """Take the flag from a mail, or a list of mails."""
    return context.services.changes.mark(email, flag="\\Flagged", is_set=False)
