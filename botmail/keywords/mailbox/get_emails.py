"""GET_EMAILS"""

from botmail.domain.errors import ProgramError
from botmail.keywords.context import VerbContext
from botmail.keywords.types import CRITERIA, FOLDER
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import COLUMN, INTEGER
from botmail.services.email_list import EmailList


@verb(
    "GET EMAILS",
    effect=Effect.READS,
    parameters=(
        Parameter("folder", FOLDER, "INBOX when left out; upper and lower case are the same", is_optional=True),
        Parameter(
            "criteria",
            CRITERIA,
            'IMAP search keys such as "UNSEEN FROM bob"; all mails when left out',
            is_optional=True,
        ),
    ),
    clauses=(
        Clause("LIMIT", INTEGER, "at most so many"),
        Clause("ORDER BY", COLUMN, "date, received, size, subject, from or uid"),
        Clause("DESC", None, "the last first"),
        Clause("ASC", None, "the first first, as without it"),
    ),
    result="EmailList",
    topic="mailbox",
    example="""
        FOR EACH e IN GET_EMAILS("INBOX", "UNSEEN") LIMIT 5
        PRINT e.subject
        NEXT
    """,
)
def get_emails(
    context: VerbContext,
    folder: str = "INBOX",
    criteria: str = "ALL",
    *,
    limit: int | None = None,
    order_by: str = "",
    desc: bool = False,
    asc: bool = False,
) -> EmailList:
    """Find mails of a folder, oldest first.

    Reading never marks a mail as read. Headers are fetched in chunks of 200, bodies when they are first asked for.
    Criteria are IMAP search keys: UNSEEN, FROM bob, SUBJECT "two words", SINCE 1-Nov-2026, NOT, OR …
    """
    if (desc or asc) and not order_by:
        raise ProgramError("DESC and ASC go with ORDER BY", hint='write GET_EMAILS("INBOX") ORDER BY date DESC')
    return context.services.inbox.get_emails(
        folder, criteria, limit=limit, order_by=order_by, is_descending=desc and not asc
    )
