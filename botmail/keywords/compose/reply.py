"""REPLY"""

from collections.abc import Sequence

from botmail.domain.action import Action
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAIL, FILES, file_names
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import MARKUP_OR_TEXT
from botmail.services.email import Email


@verb(
    "REPLY",
    effect=Effect.SENDS,
    parameters=(
        Parameter("email", EMAIL, "the mail to answer"),
        Parameter("body", MARKUP_OR_TEXT, "text, or Html; the mail's own text is quoted below"),
    ),
    clauses=(
        Clause("ALL", None, "to its other recipients too"),
        Clause("ATTACHMENT", FILES, "a file to attach, or several with commas between", is_repeated=True),
        Clause("AGAIN", None, "also when this cell has sent the same mail before"),
    ),
    result="Outcome",
    topic="compose",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "UNSEEN SUBJECT price")
        REPLY e, "Our prices have not changed."
        NEXT
    """,
)
def reply(
    context: VerbContext,
    email: Email,
    body: str | Html,
    *,
    all: bool = False,
    attachment: Sequence[object] = (),
    again: bool = False,
) -> Action | Outcome:
    """Answer a mail in its thread, with its text quoted, through the account that it is in.

    It goes to the mail's Reply-To, else to its author. Inside a loop over mails it is an automatic reply: robots, lists
    and bounces get none, and nobody gets two for one mail.
    """
    return context.services.replies.reply(email, body, to_all=all, attachments=file_names(attachment), again=again)
