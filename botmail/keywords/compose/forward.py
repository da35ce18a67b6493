"""FORWARD"""

from collections.abc import Sequence

from botmail.domain.action import Action
from botmail.domain.errors import ProgramError
from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import EMAIL, addresses_in
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import ANY, TEXT
from botmail.services.email import Email


@verb(
    "FORWARD",
    effect=Effect.SENDS,
    parameters=(Parameter("email", EMAIL, "the mail to send on"),),
    clauses=(
        Clause("TO", ANY, "one address or a list, then a note that stands above", is_required=True, is_repeated=True),
        Clause("AS ATTACHMENT", None, "the whole mail as a file, headers and all"),
        Clause("AGAIN", None, "also when this cell has sent the same mail before"),
    ),
    result="Outcome",
    topic="compose",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "SUBJECT invoice")
        FORWARD e TO "ana@example.com", "Please pay this one."
        NEXT
    """,
)
def forward(
    context: VerbContext, email: Email, *, to: Sequence[object], as_attachment: bool = False, again: bool = False
) -> Action | Outcome:
    """Send a mail on: its text and attachments below a note, or the whole of it as a file."""
    note = str(TEXT.convert(to[1])) if len(to) > 1 else ""
    if len(to) > 2 or ("@" in note and not any(character.isspace() for character in note)):
        raise ProgramError(
            "FORWARD takes one address, or a list of them, and a note",
            hint='FORWARD e TO ["a@example.org", "b@example.org"]',
        )
    people = addresses_in(to[0])
    return context.services.replies.forward(email, people, note=note, is_attached=as_attachment, again=again)
