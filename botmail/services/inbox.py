"""`Inbox`: reading use cases - searching, counting, finding again, listing folders."""

from __future__ import annotations

import re

from botmail.domain.account import Account
from botmail.domain.errors import MessageGone, ProgramError
from botmail.domain.folder import Folder
from botmail.domain.table import Table, table_of
from botmail.mail.session import ImapSession
from botmail.services.accounts import AccountService
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from botmail.services.mailbox_reader import FolderReader, MailboxReader
from botmail.services.recorder import Recorder
from botmail.services.sightings import Sightings

_ID = re.compile(r"(?P<account>[^/]+)/(?P<uidvalidity>\d+)\.(?P<uid>\d+)/(?P<folder>.+)")
FOLDER_COLUMNS = ("name", "path", "parent", "depth", "role", "total", "unread", "account")


class Inbox:
    """Reads through the account in use; nothing here marks a message as read."""

    def __init__(self, accounts: AccountService, recorder: Recorder, *, sightings: Sightings) -> None:
        self._accounts = accounts
        self._recorder = recorder
        self._sightings = sightings
        self._readers: dict[str, MailboxReader] = {}

    def get_emails(
        self,
        folder: str = "INBOX",
        criteria: str = "ALL",
        *,
        limit: int | None = None,
        order_by: str = "",
        is_descending: bool = False,
    ) -> EmailList:
        """The mails of `folder` that meet IMAP `criteria`, oldest first unless ordered; the first `limit` of them.

        Raises:
            FolderNotFound: no such folder; the hint names near ones.
            CriteriaRefused: the criteria are no IMAP search keys.
            ProgramError: the limit is below 0, or there is no such field to order by.
        """
        if limit is not None and limit < 0:
            raise ProgramError(f"LIMIT {limit} makes no sense", hint="LIMIT 10 takes the first ten")
        account = self._accounts.current()
        session = self._accounts.session(account)
        with self._recorder.operation("search", account=account.name, target=folder):
            path = session.resolve(folder)
            found = session.search(path, criteria or "ALL")
        source = FolderReader(self.reader(account), path, found.uidvalidity, self._sightings.note)
        if order_by:
            ordered = EmailList(source, found.uids, folder=path).ordered(order_by, is_descending=is_descending)
            return ordered[:limit]
        return EmailList(source, found.uids[:limit], folder=path)

    def count(self, folder: str = "INBOX", criteria: str = "ALL") -> int:
        """How many mails of `folder` meet `criteria`."""
        account = self._accounts.current()
        session = self._accounts.session(account)
        with self._recorder.operation("count", account=account.name, target=folder):
            return session.count(session.resolve(folder), criteria or "ALL")

    def get(self, email_id: str) -> Email:
        """The mail that an `Email.id` names.

        Raises:
            MessageGone: it is no id, or the mail is no longer there.
        """
        match = _ID.fullmatch(email_id)
        if match is None:
            raise MessageGone(
                f'"{email_id}" is not the id of a mail', hint="use the member id of a mail, as in GET_EMAIL(e.id)"
            )
        account = self._accounts.get(match["account"])
        with self._recorder.operation("get", account=account.name, target=match["folder"]):
            emails = self.reader(account).emails(match["folder"], int(match["uidvalidity"]), uids=[int(match["uid"])])
        if not emails:
            raise MessageGone(f"the mail {email_id} is no longer in {match['folder']}", hint="it was moved or deleted")
        self._sightings.note(emails)
        return emails[0]

    def folders(self, account: Account | None = None) -> tuple[Folder, ...]:
        """All folders with their counts, as the server lists them; remembered in the store."""
        account = account or self._accounts.current()
        with self._recorder.operation("folders", account=account.name, target=""):
            folders = tuple(self._accounts.session(account).folders(counts=True))
        self._sightings.note_folders(account.name, folders)
        return folders

    def folder_table(self) -> Table:
        """`folders()` as rows; `depth` and `parent` show the hierarchy."""
        return table_of(
            FOLDER_COLUMNS, [[getattr(folder, name) for name in FOLDER_COLUMNS] for folder in self.folders()]
        )

    def reader(self, account: Account) -> MailboxReader:
        """The reader of an account, one as long as the workspace lives."""
        if account.name not in self._readers:
            self._readers[account.name] = MailboxReader(account.name, lambda: self._session(account.name))
        return self._readers[account.name]

    def _session(self, name: str) -> ImapSession:
        # By name each time: the account may have been added anew, with other servers.
        return self._accounts.session(self._accounts.get(name))
