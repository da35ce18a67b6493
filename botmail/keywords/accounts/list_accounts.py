"""LIST ACCOUNTS"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb("LIST ACCOUNTS", effect=Effect.READS, result="Table", topic="accounts", example="SHOW LIST ACCOUNTS")
def list_accounts(context: VerbContext) -> Table:
    """List the mail accounts with their servers and modes; no secrets."""
    return context.services.accounts.table()
