"""ARCHIVE"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS
from botmail.lang.definition import Effect, Parameter, verb
from botmail.services.email import Email


@verb(
    "ARCHIVE",
    effect=Effect.CHANGES,
    parameters=(Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "SUBJECT newsletter")
        ARCHIVE e
        NEXT
    """,
)
def archive(context: VerbContext, email: tuple[Email, ...]) -> Action:
    """Move a mail, or a list of mails, to the account's archive.

    The folder is found by what the server says it is for, or by its name in many languages. It is an error when there
    is none: nothing is moved then.
    """
    return context.services.changes.archive(email)
