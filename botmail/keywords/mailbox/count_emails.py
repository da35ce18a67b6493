"""COUNT_EMAILS"""

from botmail.keywords.context import VerbContext
from botmail.keywords.types import CRITERIA, FOLDER
from botmail.lang.definition import Effect, Parameter, verb


@verb(
    "COUNT EMAILS",
    effect=Effect.READS,
    parameters=(
        Parameter("folder", FOLDER, "INBOX when left out", is_optional=True),
        Parameter("criteria", CRITERIA, 'IMAP search keys such as "UNSEEN"; all mails when left out', is_optional=True),
    ),
    result="number",
    topic="mailbox",
    example='PRINT COUNT_EMAILS("INBOX", "UNSEEN")',
)
def count_emails(context: VerbContext, folder: str = "INBOX", criteria: str = "ALL") -> int:
    """Count the mails of a folder without reading them."""
    return context.services.inbox.count(folder, criteria)
