"""LABEL"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT
from botmail.services.email import Email


@verb(
    "LABEL",
    effect=Effect.CHANGES,
    parameters=(
        Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),
        Parameter("label", TEXT, "the label, a word without blanks"),
    ),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "FROM ana")
        LABEL e, "customer"
        NEXT
    """,
)
def label(context: VerbContext, email: tuple[Email, ...], label: str) -> Action:
    """Give a mail, or a list of mails, a label.

    Labels are the keywords of IMAP: letters, digits and signs without blanks. The member `labels` of a mail lists them,
    and GET_EMAILS("INBOX", "KEYWORD work") finds the mails that have one.
    """
    return context.services.changes.label(email, label=label, is_set=True)
