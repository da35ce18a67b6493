"""`HealthService`: whether mail can be read and sent now, checked against the servers."""

from __future__ import annotations

from collections.abc import Callable

from botmail.domain.account import Account
from botmail.domain.errors import BotmailError, MailError
from botmail.domain.table import Table, table_of
from botmail.services.accounts import AccountService
from botmail.services.inbox import Inbox
from botmail.services.recorder import Recorder

COLUMNS = ("account", "check", "state", "detail")
Row = tuple[str, str, str, str]


class HealthService:
    """Looks at every account; a failing check is a row, not an error."""

    def __init__(self, accounts: AccountService, inbox: Inbox, *, recorder: Recorder) -> None:
        self._accounts = accounts
        self._inbox = inbox
        self._recorder = recorder

    def table(self) -> Table:
        """Rows (account, check, state, detail) for account, IMAP, SMTP and folders; a state is ok, missing or failed.

        Raises:
            NoAccount: there is none to look at.
        """
        accounts = self._accounts.list() or (self._accounts.current(),)
        return table_of(COLUMNS, [row for account in accounts for row in self._rows(account)])

    def is_healthy(self) -> bool:
        """Whether nothing is missing and nothing failed."""
        return all(row["state"] == "ok" for row in self.table())

    def _rows(self, account: Account) -> list[Row]:
        return [
            _setting(account),
            self._server(account, "IMAP", check=lambda: self._accounts.session(account).check()),
            self._server(account, "SMTP", check=lambda: self._accounts.transport(account).check()),
            self._folders(account),
        ]

    def _server(self, account: Account, kind: str, *, check: Callable[[], None]) -> Row:
        server = account.imap if kind == "IMAP" else account.smtp
        if server is None:
            return (account.name, kind, "missing", "no server is set")

        def recorded() -> str:
            with self._recorder.operation(f"check {kind}", account=account.name, target=str(server)):
                check()
            return f"signed in to {server}"

        return _row(account, kind, look=recorded)

    def _folders(self, account: Account) -> Row:
        if account.imap is None:
            return (account.name, "folders", "missing", "no IMAP server is set")
        return _row(account, "folders", look=lambda: _counted(len(self._inbox.folders(account))))


def _setting(account: Account) -> Row:
    if account.missing:
        return (account.name, "account", "missing", "not set: " + ", ".join(account.missing))
    return (account.name, "account", "ok", f"{account.email}, mode {account.mode.value}")


def _row(account: Account, check: str, *, look: Callable[[], str]) -> Row:
    try:
        return (account.name, check, "ok", look())
    except MailError as error:
        return (account.name, check, "failed", _said(error))
    except BotmailError as error:
        return (account.name, check, "missing", _said(error))


def _said(error: BotmailError) -> str:
    return f"{error.message} ({error.hint})" if error.hint else error.message


def _counted(number: int) -> str:
    return f"{number} folder" if number == 1 else f"{number} folders"
