"""TEST ACCOUNT"""

from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import ACCOUNT
from botmail.lang.definition import Effect, Parameter, verb


@verb(
    "TEST ACCOUNT",
    effect=Effect.READS,
    parameters=(Parameter("name", ACCOUNT, "the account in use when left out", is_optional=True),),
    result="Outcome",
    topic="accounts",
    example='PRINT TEST ACCOUNT("env")',
)
def try_account(context: VerbContext, name: str = "") -> Outcome:
    """Sign in to both servers of an account."""
    account = context.services.accounts.test(name)
    servers = " and ".join(str(server) for server in (account.imap, account.smtp) if server)
    return Outcome(state="saved", sentence=f"account {account.name}: signed in to {servers}", account=account.name)
