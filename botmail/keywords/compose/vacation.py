"""VACATION"""

from botmail.domain.action import Action
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAIL
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import MARKUP_OR_TEXT
from botmail.services.email import Email


@verb(
    "VACATION",
    effect=Effect.SENDS,
    parameters=(
        Parameter("email", EMAIL, "a mail that came while you are away"),
        Parameter("body", MARKUP_OR_TEXT, "text, or Html"),
    ),
    result="Outcome",
    topic="compose",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "UNSEEN")
        VACATION e, "I am back on Monday."
        NEXT
    """,
)
def vacation(context: VerbContext, email: Email, body: str | Html) -> Action | Outcome:
    """Tell the author of a mail that you are away, once in 7 days.

    Robots, mailing lists and bounces get no notice, nor does mail that does not name you in To or Cc.
    """
    return context.services.replies.vacation(email, body)
