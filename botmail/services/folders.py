"""`FolderService`: actions on folders - making, renaming, deleting."""

from __future__ import annotations

from botmail.domain.action import Action, CreateFolder, DeleteFolder, RenameFolder, Repeat
from botmail.domain.errors import FolderNameRefused, FolderNotEmpty
from botmail.mail.folder_changes import new_path
from botmail.mail.session import ImapSession
from botmail.services.accounts import AccountService


class FolderService:
    """Makes the actions for the account in use; nothing is changed here."""

    def __init__(self, accounts: AccountService) -> None:
        self._accounts = accounts

    def create(self, name: str) -> Action:
        """Make the folder `name`; a `/` in it makes folders in folders.

        Raises:
            FolderNameRefused: no folder can be called that, or one is.
        """
        account, session = self._account()
        path = new_path(name, session.folders())
        return Action(
            kind="create folder",
            account=account,
            target=f'folder "{path}"',
            payload=CreateFolder(path),
            repeat=Repeat.SAFE,
            after="a new folder",
            inverse="delete it",
        )

    def rename(self, name: str, *, to: str) -> Action:
        """Call the folder `name`, with those below it, `to`.

        Raises:
            FolderNotFound: there is no folder `name`.
            FolderNameRefused: it is the INBOX, or no folder can be called `to`, or one is.
        """
        account, session = self._account()
        path = _ordinary(session.resolve(name), doing="renamed")
        new = new_path(to, [folder for folder in session.folders() if folder.path != path or path == to])
        return Action(
            kind="rename folder",
            account=account,
            target=f'folder "{path}"',
            payload=RenameFolder(path, new),
            repeat=Repeat.LOOK_FIRST,
            before=path,
            after=new,
            inverse=f'rename it to "{path}"',
        )

    def delete(self, name: str, *, with_mails: bool = False) -> Action:
        """Delete the folder `name`, which must be empty unless its mails are to go with it.

        Raises:
            FolderNotFound: there is no folder `name`.
            FolderNotEmpty: it holds mail and `with_mails` was not said, or it holds other folders.
            FolderNameRefused: it is the INBOX.
        """
        account, session = self._account()
        path = _ordinary(session.resolve(name), doing="deleted")
        folders = session.folders()
        below = [
            folder.path for folder in folders if folder.delimiter and folder.path.startswith(path + folder.delimiter)
        ]
        if below:
            raise FolderNotEmpty(f'there are folders in "{path}": {", ".join(below[:5])}', hint="delete those first")
        count = session.count(path, "ALL")
        mails = "1 mail" if count == 1 else f"{count} mails"
        if count and not with_mails:
            raise FolderNotEmpty(
                f'the folder "{path}" holds {mails}, which would go with it',
                hint=f'move them elsewhere first, or write DELETE FOLDER "{path}" ALL',
            )
        return Action(
            kind="delete folder",
            account=account,
            target=f'folder "{path}"' + (f" with {mails}" if count else ""),
            payload=DeleteFolder(path, count),
            repeat=Repeat.NEVER,
            before=mails if count else "empty",
            after="gone for good",
        )

    def _account(self) -> tuple[str, ImapSession]:
        account = self._accounts.current()
        return account.name, self._accounts.session(account)


def _ordinary(path: str, *, doing: str) -> str:
    if path.upper() == "INBOX":
        raise FolderNameRefused(f"the INBOX cannot be {doing}", hint="name another folder")
    return path
