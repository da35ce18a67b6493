"""SEND MAIL"""

from collections.abc import Sequence

from botmail.domain.action import Action
from botmail.domain.address import Address
from botmail.domain.errors import ProgramError
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import ACCOUNT, ADDRESSES, FILES, MARKUP, file_names
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import MARKUP_OR_TEXT, TEXT
from botmail.services.outgoing import EXAMPLE

People = tuple[Address | str, ...]


@verb(
    "SEND MAIL",
    aliases=("SEND EMAIL",),
    effect=Effect.SENDS,
    parameters=(
        Parameter("to", ADDRESSES, "one or several addresses", is_optional=True),
        Parameter("subject", MARKUP_OR_TEXT, "the subject; with two arguments alone, the text", is_optional=True),
        Parameter("body", MARKUP_OR_TEXT, "text, or Html such as GET gives of a .html file", is_optional=True),
        Parameter("attachments", FILES, "files to attach, one or a list", is_optional=True),
    ),
    clauses=(
        Clause("TO", ADDRESSES, "the recipients"),
        Clause("SUBJECT", TEXT, "the subject"),
        Clause("BODY", MARKUP_OR_TEXT, "the text, or Html"),
        Clause("CC", ADDRESSES, "who gets a copy"),
        Clause("BCC", ADDRESSES, "who gets a copy that the others don't see"),
        Clause("HTML", MARKUP, "an HTML form beside the text"),
        Clause("ATTACHMENT", FILES, "a file to attach, or several with commas between", is_repeated=True),
        Clause("REPLY TO", ADDRESSES, "where answers should go"),
        Clause("USING", ACCOUNT, "through which account"),
        Clause("AGAIN", None, "also when this cell has sent the same mail before"),
    ),
    result="Outcome",
    topic="compose",
    example='SEND MAIL "recipient@example.com", "Subject", "Email body content"',
)
def send_mail(
    context: VerbContext,
    to: People = (),
    subject: str | Html | None = None,
    body: str | Html | None = None,
    attachments: tuple[str, ...] = (),
    *,
    cc: People = (),
    bcc: People = (),
    html: Html | None = None,
    attachment: Sequence[object] = (),
    reply_to: People = (),
    using: str = "",
    again: bool = False,
) -> Action | Outcome:
    """Send a mail through the account in use.

    The result tells what became of it: status = SEND MAIL … and then IF status = "sent". A statement alone raises an
    error when the mail is refused. A body of Html goes out with a text part made of it. Files to attach are
    inside the notebook's folder, and their types are told by their names. With two arguments, as in
    SEND EMAIL to, text, the mail has no subject.
    """
    if body is None:
        subject, body = "", subject
    if body is None:
        raise ProgramError("this mail has neither subject nor text", hint=f"write {EXAMPLE}")
    return context.services.delivery.send(
        to,
        subject or "",
        body,
        cc=cc,
        bcc=bcc,
        html=html,
        reply_to=reply_to,
        attachments=[*attachments, *file_names(attachment)],
        using=using,
        again=again,
    )
