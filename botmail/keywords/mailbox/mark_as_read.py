"""MARK_AS_READ"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS
from botmail.lang.definition import Effect, Parameter, verb
from botmail.services.email import Email


@verb(
    "MARK AS READ",
    effect=Effect.CHANGES,
    parameters=(Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX") LIMIT 1
        MARK_AS_READ e
        NEXT
    """,
)
def mark_as_read(context: VerbContext, email: tuple[Email, ...]) -> Action:
    """Mark a mail, or a list of mails, as read."""
    return context.services.changes.mark(email, flag="\\Seen", is_set=True)
