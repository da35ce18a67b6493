"""COPY"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS, FOLDER
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.services.email import Email


@verb(
    "COPY",
    effect=Effect.CHANGES,
    parameters=(Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),),
    clauses=(Clause("TO", FOLDER, "a folder of the same account", is_required=True),),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "SUBJECT invoice")
        COPY e TO "Archive"
        NEXT
    """,
)
def copy(context: VerbContext, email: tuple[Email, ...], *, to: str) -> Action:
    """Copy a mail, or a list of mails, to another folder of its account."""
    return context.services.changes.copy(email, folder=to)
