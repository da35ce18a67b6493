"""Names to offer while somebody types: from the store, the settings and the working folder, never from the network."""

from __future__ import annotations

from botmail.domain.errors import BotmailError
from botmail.mail.criteria import KEYS
from botmail.services.accounts import AccountService
from botmail.services.email import Email
from botmail.services.files import Files
from botmail.store.store import Store

_MOST_FILES = 200


class Suggestions:
    """Knows what is there; where it cannot look, it offers nothing."""

    def __init__(self, store: Store, accounts: AccountService, *, files: Files) -> None:
        self._store = store
        self._accounts = accounts
        self._files = files

    def folders(self) -> tuple[str, ...]:
        """The folders of the account in use, as its server last told them."""
        try:
            account = self._accounts.current()
            with self._store.database.unit_of_work("looking up folders") as unit:
                return tuple(folder.path for folder in self._store.folders.list(unit, account.name))
        except BotmailError:
            return ()

    def accounts(self) -> tuple[str, ...]:
        """The names of all accounts."""
        try:
            return tuple(account.name for account in self._accounts.list())
        except BotmailError:
            return ()

    def files(self) -> tuple[str, ...]:
        """Files of the working folder that a program may read."""
        names = sorted(path.name for path in self._files.folder.iterdir() if path.is_file())
        return tuple(name for name in names if not name.startswith("."))[:_MOST_FILES]

    def criteria(self) -> tuple[str, ...]:
        """IMAP's search keys."""
        return KEYS

    def mail_members(self) -> tuple[str, ...]:
        """What a mail can be asked for."""
        return tuple(dict.fromkeys(member.name for member in Email.members.values()))
