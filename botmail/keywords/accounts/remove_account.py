"""REMOVE ACCOUNT"""

from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import ACCOUNT
from botmail.lang.definition import Effect, Parameter, verb


@verb(
    "REMOVE ACCOUNT",
    effect=Effect.STORES,
    parameters=(Parameter("name", ACCOUNT, "its name or address"),),
    result="Outcome",
    topic="accounts",
    example='REMOVE ACCOUNT "me@example.org"',
)
def remove_account(context: VerbContext, name: str) -> Outcome:
    """Forget an account, its password, and what was seen in it; nothing changes on the server."""
    account = context.services.accounts.remove(name)
    return Outcome(state="deleted", sentence=f"account {account.name} and its password removed", account=account.name)
