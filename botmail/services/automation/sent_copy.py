"""The copy of what was sent, in the Sent folder; that it cannot be kept never changes what became of a mail."""

from __future__ import annotations

import datetime as dt

from botmail.domain.account import Account
from botmail.domain.errors import BotmailError
from botmail.services.accounts import AccountService
from botmail.services.automation.run import Run
from botmail.services.providers import files_what_it_sends


class SentCopies:
    """Appends to the folder whose role is `sent`, save where the provider does so by itself."""

    def __init__(self, accounts: AccountService) -> None:
        self._accounts = accounts

    def keep(self, account: Account, raw: bytes, *, sent_at: dt.datetime, run: Run) -> None:
        """Keep a copy of the mail `raw`; when it cannot be, the run says so at its end, and tries no more."""
        if account.imap is None or account.name in run.without_copies or _is_filed(account):
            return
        try:
            session = self._accounts.session(account)
            folder = session.role("sent")
            if folder is not None:
                session.append(folder, raw, ["\\Seen"], sent_at)
                return
            reason = 'there is no Sent folder, and CREATE FOLDER "Sent" makes one'
        except BotmailError as error:
            reason = error.message
        # A mailbox that cannot be reached must not cost every mail of the run another time-out.
        run.without_copies.add(account.name)
        run.notes.append(f"no copy of what was sent is kept in {account.name}: {reason}")


def _is_filed(account: Account) -> bool:
    return account.files_sent_itself or (account.smtp is not None and files_what_it_sends(account.smtp.host))
