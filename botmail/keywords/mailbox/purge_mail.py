"""PURGE MAIL"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAILS
from botmail.lang.definition import Effect, Parameter, verb
from botmail.services.email import Email


@verb(
    "PURGE MAIL",
    effect=Effect.CHANGES,
    parameters=(Parameter("email", EMAILS, "one mail or a list; a list goes to the server at once"),),
    result="Outcome",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("Trash", "BEFORE 1-Jan-2020")
        PURGE MAIL e
        NEXT
    """,
)
def purge_mail(context: VerbContext, email: tuple[Email, ...]) -> Action:
    """Remove a mail, or a list of mails, for good.

    These messages alone are removed, not what others have marked as deleted; it cannot be undone. An account of mode
    `ask` asks first. DELETE MAIL moves to the trash instead.
    """
    return context.services.changes.purge(email)
