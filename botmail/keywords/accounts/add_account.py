"""ADD ACCOUNT"""

from botmail.domain.outcome import Outcome
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import TEXT


@verb(
    "ADD ACCOUNT",
    effect=Effect.STORES,
    parameters=(Parameter("email", TEXT, "the account's address"),),
    clauses=(
        Clause("IMAP", TEXT, 'where mail is read, as in "imap.example.org:993"; known for large providers'),
        Clause("SMTP", TEXT, 'where mail is sent, as in "smtp.example.org:587"; known for large providers'),
        Clause("USER", TEXT, "the name to sign in with; the address when left out"),
        Clause("PASSWORD", TEXT, "asked for when left out, which keeps it out of the notebook"),
    ),
    result="Outcome",
    topic="accounts",
    example='ADD ACCOUNT "me@example.org" IMAP "imap.example.org:993" SMTP "smtp.example.org:587"',
)
def add_account(
    context: VerbContext, email: str, *, imap: str = "", smtp: str = "", user: str = "", password: str = ""
) -> Outcome:
    """Add a mail account, after signing in to its servers; the password is kept encrypted.

    Programs must ask before they send through it, until USE ACCOUNT … LIVE says otherwise.
    """
    account = context.services.accounts.add(email, imap=imap, smtp=smtp, user=user, password=password)
    return Outcome(
        state="saved",
        sentence=f"account {account.name} added: IMAP {account.imap or 'none'}, SMTP {account.smtp or 'none'}, "
        f"mode {account.mode.value}",
        account=account.name,
    )
