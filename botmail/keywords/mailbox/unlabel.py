"""UNLABEL"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT
from botmail.services.email import Email


@verb(
    "UNLABEL",
    effect=Effect.CHANGES,
    parameters=(
        Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),
        Parameter("label", TEXT, "the label, a word without blanks"),
    ),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "FROM ana")
        UNLABEL e, "customer"
        NEXT
    """,
)
def unlabel(context: VerbContext, email: tuple[Email, ...], label: str) -> Action:
    """Take a label from a mail, or from a list of mails."""
    return context.services.changes.label(email, label=label, is_set=False)
