"""USE ACCOUNT"""

from botmail.domain.account import Mode
from botmail.domain.errors import ProgramError
from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.keywords.types import ACCOUNT
from botmail.lang.definition import Clause, Effect, Parameter, verb


@verb(
    "USE ACCOUNT",
    effect=Effect.STORES,
    parameters=(Parameter("name", ACCOUNT, "its name or address"),),
    clauses=(
        Clause("LIVE", None, "programs may send through it"),
        Clause("ASK", None, "programs ask before they send"),
        Clause("PREVIEW", None, "programs only plan what they would change or send"),
    ),
    result="Outcome",
    topic="accounts",
    example='USE ACCOUNT "env" ASK',
)
def use_account(
    context: VerbContext, name: str, *, live: bool = False, ask: bool = False, preview: bool = False
) -> Outcome:
    """Work through this account from now on; a mode holds until the notebook or program ends."""
    chosen = [mode for mode, is_chosen in ((Mode.LIVE, live), (Mode.ASK, ask), (Mode.PREVIEW, preview)) if is_chosen]
    if len(chosen) > 1:
        raise ProgramError("an account has one mode", hint=f'write USE ACCOUNT "{name}" {chosen[0].value.upper()}')
    account = context.services.accounts.use(name, chosen[0] if chosen else None)
    return Outcome(
        state="saved", sentence=f"account {account.name} is in use, mode {account.mode.value}", account=account.name
    )
