"""DELETE MAIL"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS
from botmail.lang.definition import Effect, Parameter, verb
from botmail.services.email import Email


@verb(
    "DELETE MAIL",
    effect=Effect.CHANGES,
    parameters=(Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "SUBJECT lottery")
        DELETE MAIL e
        NEXT
    """,
)
def delete_mail(context: VerbContext, email: tuple[Email, ...]) -> Action:
    """Move a mail, or a list of mails, to the account's trash.

    It is an error when the account has no trash: nothing is deleted then. An account of mode `ask` asks first.
    """
    return context.services.changes.delete(email)
