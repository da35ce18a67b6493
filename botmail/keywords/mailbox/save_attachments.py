"""SAVE ATTACHMENTS"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS, FILE
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.services.email import Email


@verb(
    "SAVE ATTACHMENTS",
    effect=Effect.STORES,
    parameters=(Parameter("email", EMAILS, "one mail or a list"),),
    clauses=(Clause("TO", FILE, "a folder of files, made when it is not there", is_required=True),),
    result="list of the files' names",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "SUBJECT invoice")
        SAVE ATTACHMENTS e TO "invoices"
        NEXT
    """,
)
def save_attachments(context: VerbContext, email: tuple[Email, ...], *, to: str) -> Action:
    """Save what is attached to a mail, or to a list of mails, as files.

    The folder is inside the notebook's. Names are made safe and never lead out of it, nothing is overwritten: a second
    `a.pdf` becomes `a (2).pdf`, and a file that is there already with the same content is left as it is. Pictures that
    belong to the HTML of a mail are not saved.
    """
    return context.services.attachments.save(email, folder=to)
