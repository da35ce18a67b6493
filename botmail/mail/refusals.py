"""What a server's NO means: response codes (RFC 5530, RFC 9208) and providers' own words become domain errors."""

from __future__ import annotations

from botmail.domain.account import Server
from botmail.domain.errors import LoginRefused, MailboxFull, MailError, ServerRefused
from botmail.mail.faults import quoted_answer
from botmail.mail.responses import Status

_NEEDS_OAUTH = ("5.7.139", "5.7.30", "5.7.57", "basicauthblocked", "basic authentication is disabled")
_NEEDS_APP_PASSWORD = ("application-specific password", "app password", "app-specific", "5.7.9")
_USUAL_HINT = (
    "check user name and password; many providers want an app password, made in the account's security settings"
)


def refusal(status: Status, *, server: Server, doing: str) -> MailError:
    """The error for a NO or BAD to what we were `doing` (as in "to search the folder")."""
    answer = quoted_answer(status.text)
    if status.code == "OVERQUOTA":
        return MailboxFull(
            f'the mailbox on {server} is full, it refused {doing}: "{answer}"',
            hint="delete or archive mail there, or ask for more space, then try again",
        )
    return ServerRefused(
        f'{server} refused {doing}: "{answer}"', hint="try again later, or ask whoever runs the mail server"
    )


def refused_sign_in(server: Server, username: str, *, answer: str) -> LoginRefused:
    """The error for a refused sign-in; `answer` is the server's, which must not hold the password."""
    return LoginRefused(
        f'{server} refused to sign in "{username}": "{quoted_answer(answer)}"', hint=sign_in_hint(server, answer=answer)
    )


def sign_in_hint(server: Server, *, answer: str) -> str:
    """What to do about a refused sign-in, by what the provider said."""
    said = answer.casefold()
    if any(sign in said for sign in _NEEDS_OAUTH) or server.host.endswith((".office365.com", ".outlook.com")):
        return "Microsoft takes no passwords for this any more: the account has to sign in with OAuth"
    if any(sign in said for sign in _NEEDS_APP_PASSWORD) or server.host.endswith((".gmail.com", ".mail.me.com")):
        return "this provider wants an app password: make one in the account's security settings and use it here"
    return _USUAL_HINT
