"""CREATE DRAFT"""

from collections.abc import Sequence

from botmail.domain.action import Action
from botmail.domain.address import Address
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import ADDRESSES, FILES, file_names
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import MARKUP_OR_TEXT, TEXT


@verb(
    "CREATE DRAFT",
    effect=Effect.STORES,
    parameters=(
        Parameter("to", ADDRESSES, "one or several addresses"),
        Parameter("subject", TEXT, "the subject"),
        Parameter("body", MARKUP_OR_TEXT, "text, or Html"),
    ),
    clauses=(
        Clause("CC", ADDRESSES, "who gets a copy"),
        Clause("BCC", ADDRESSES, "who gets a copy that the others don't see"),
        Clause("ATTACHMENT", FILES, "a file to attach, or several with commas between", is_repeated=True),
    ),
    result="the draft's number, as text",
    topic="compose",
    example='CREATE DRAFT "ana@example.com", "Offer", "Dear Ana, …"',
)
def create_draft(
    context: VerbContext,
    to: tuple[Address | str, ...],
    subject: str,
    body: str | Html,
    *,
    cc: tuple[Address | str, ...] = (),
    bcc: tuple[Address | str, ...] = (),
    attachment: Sequence[object] = (),
) -> Action | Outcome:
    """Keep a mail as a draft; nothing is sent."""
    return context.services.delivery.keep(to, subject, body, cc=cc, bcc=bcc, attachments=file_names(attachment))
