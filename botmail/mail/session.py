"""`ImapSession`: one kept connection to a mailbox, opened when first needed and again when it was lost."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence
from threading import RLock
from types import TracebackType
from typing import Self, TypeVar

from botmail.domain.account import Server
from botmail.domain.errors import ConnectionFailed, ConnectionLost, FolderNotFound, MessageGone
from botmail.domain.folder import Folder
from botmail.mail.changes import append_message, copy_messages, move_messages, purge_messages, store_flag
from botmail.mail.connection import ImapConnection
from botmail.mail.faults import translated
from botmail.mail.fetch import Head, fetch_bodies, fetch_heads
from botmail.mail.folder_changes import create_folder, delete_folder, rename_folder
from botmail.mail.folder_choice import choose_folder, folder_not_found
from botmail.mail.folder_names import to_wire
from botmail.mail.folders import list_counted_folders, list_folders
from botmail.mail.refusals import refusal
from botmail.mail.responses import number_of
from botmail.mail.search import Found, search_selected
from botmail.mail.sign_in import connect, sign_in
from botmail.mail.tls import client_context

__all__ = ["Found", "Head", "ImapSession"]

T = TypeVar("T")
_RESTED_SECONDS = 60.0
_ALIVE_SECONDS = 10.0


class ImapSession:
    """A mailbox over IMAP. Folder paths are text; messages are addressed by folder, UIDVALIDITY and UID.

    Any exception in the middle of a command, an interrupt included, closes the connection; the next use opens another.
    A command that only reads is done once more when a kept connection turns out to be dead. Every method may raise
    `ConnectionFailed` or one of its kin, `LoginRefused` and `ServerRefused`.
    """

    def __init__(
        self,
        server: Server,
        username: str,
        secret: Callable[[], str],
        *,
        ca_file: str = "",
        timeout_seconds: float = 30.0,
    ) -> None:
        self._server = server
        self._username = username
        self._secret = secret
        self._ca_file = ca_file
        self._timeout_seconds = timeout_seconds
        self._connection: ImapConnection | None = None
        self._used_at = 0.0
        self._folders: list[Folder] | None = None
        self._lock = RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Sign out and drop the connection; the session can be used again."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection:
                connection.goodbye()

    def check(self) -> None:
        """Connect and sign in, or see that the kept connection still answers."""
        self._read(lambda connection: connection.done("NOOP", doing="to answer"))

    def folders(self, *, counts: bool = False) -> list[Folder]:
        """All folders, INBOX first; with `counts` also how many messages and unread ones are in each."""
        self._folders = self._read(list_counted_folders if counts else list_folders)
        return list(self._folders)

    def resolve(self, name: str) -> str:
        """The path of the folder that `name` means, without case, by role, or below the server's prefix.

        Raises:
            FolderNotFound: there is none; the hint holds the nearest names.
        """
        if name.strip().upper() == "INBOX":
            return "INBOX"
        try:
            return choose_folder(name, self._folders or []).path
        except FolderNotFound:
            return choose_folder(name, self.folders()).path

    def role(self, name: str) -> str | None:
        """The path of the folder with this role (sent, trash, drafts, junk, archive), or None."""
        folders = self._folders or self.folders()
        return next((folder.path for folder in folders if folder.role == name), None)

    def search(self, folder: str, criteria: str) -> Found:
        """UIDs of the messages in `folder` that meet IMAP search keys such as `UNSEEN SINCE 1-Nov-2026`.

        Raises:
            CriteriaRefused: the criteria are wrong.
            FolderNotFound: there is no such folder.
        """
        path = self.resolve(folder)

        def command(connection: ImapConnection) -> Found:
            self._select(connection, path)
            return search_selected(connection, criteria)

        return self._read(command)

    def count(self, folder: str, criteria: str) -> int:
        """How many messages `search()` would find."""
        return len(self.search(folder, criteria).uids)

    def heads(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[Head]:
        """Header blocks, flags, dates and sizes, in the order of `uids`; what is gone is left out.

        Raises:
            MessageGone: the folder's UIDVALIDITY has changed.
        """
        return self._read(lambda connection: fetch_heads(self._opened(connection, folder, uidvalidity), uids))

    def bodies(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> dict[int, bytes]:
        """Whole messages by UID, not marked as read by this; what is gone is left out.

        Raises:
            MessageGone: the folder's UIDVALIDITY has changed.
        """
        return self._read(lambda connection: fetch_bodies(self._opened(connection, folder, uidvalidity), uids))

    def store(self, folder: str, uidvalidity: int, uids: Sequence[int], flag: str, is_set: bool) -> None:
        """Add `flag` (such as `\\\\Seen`) to messages, or take it away.

        Raises:
            MessageGone: one of them is gone, or the folder's UIDVALIDITY has changed.
        """
        self._read(
            lambda connection: store_flag(self._opened(connection, folder, uidvalidity), uids, flag=flag, is_set=is_set)
        )

    def move(self, folder: str, uidvalidity: int, uids: Sequence[int], to: str) -> dict[int, int] | None:
        """Move messages to the folder `to`; new UIDs by old ones where the server tells them.

        Raises:
            MessageGone: one of them is gone, or the folder's UIDVALIDITY has changed.
            FolderNotFound: there is no folder `to`.
        """
        path = self.resolve(to)
        return self._change(
            lambda connection: move_messages(self._opened(connection, folder, uidvalidity), uids, folder=path)
        )

    def copy(self, folder: str, uidvalidity: int, uids: Sequence[int], to: str) -> dict[int, int] | None:
        """Copy messages to the folder `to`; the copies' UIDs by the originals' where the server tells them.

        Raises:
            MessageGone: one of them is gone, or the folder's UIDVALIDITY has changed.
            FolderNotFound: there is no folder `to`.
        """
        path = self.resolve(to)
        return self._change(
            lambda connection: copy_messages(self._opened(connection, folder, uidvalidity), uids, folder=path)
        )

    def purge(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> None:
        """Remove messages for good.

        Raises:
            MessageGone: one of them is gone, or the folder's UIDVALIDITY has changed.
        """
        self._change(lambda connection: purge_messages(self._opened(connection, folder, uidvalidity), uids))

    def create_folder(self, path: str) -> None:
        """Make the folder `path`, as `new_path` gives it.

        Raises:
            ServerRefused: the server refused.
        """
        self._change(lambda connection: create_folder(connection, path))
        self._folders = None

    def rename_folder(self, path: str, to: str) -> None:
        """Give the folder `path` the path `to`.

        Raises:
            FolderNotFound: there is no folder `path`.
        """
        self._change(lambda connection: rename_folder(connection, path, to=to))
        self._folders = None

    def delete_folder(self, path: str, *, most_mails: int = 0) -> None:
        """Delete the folder `path` with the mail in it, of which there may be `most_mails`.

        Raises:
            FolderNotFound: there is no folder `path`.
            FolderNotEmpty: more mail is in it.
        """
        self._change(lambda connection: delete_folder(connection, path, most_mails=most_mails))
        self._folders = None

    def append(
        self, folder: str, raw: bytes, flags: Iterable[str] = (), when: dt.datetime | None = None
    ) -> tuple[int, int] | None:
        """Put a message into `folder`; (UIDVALIDITY, UID) where the server tells them.

        Raises:
            FolderNotFound: there is no such folder.
            MailboxFull: no room.
        """
        path = self.resolve(folder)
        return self._change(lambda connection: append_message(connection, path, raw, flags=flags, when=when))

    def _read(self, command: Callable[[ImapConnection], T]) -> T:
        """Run a command that may be run twice: on a kept connection that proves dead it is, on a new one."""
        with self._lock:
            was_kept = self._connection is not None
            try:
                return self._run(command)
            except ConnectionLost:
                if not was_kept:
                    raise
                return self._run(command)

    def _change(self, command: Callable[[ImapConnection], T]) -> T:
        """Run a command that must not be run twice; that the connection lives is made sure of before."""
        with self._lock:
            if self._connection is not None:
                self.check()
            return self._run(command)

    def _run(self, command: Callable[[ImapConnection], T]) -> T:
        try:
            with translated(self._server):
                return command(self._live_connection())
        finally:
            self._used_at = time.monotonic()
            if self._connection is not None and self._connection.is_busy:
                self._connection.stream.close()
                self._connection = None

    def _live_connection(self) -> ImapConnection:
        if self._connection is not None and time.monotonic() - self._used_at > _RESTED_SECONDS:
            self._drop_if_dead(self._connection)
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _drop_if_dead(self, connection: ImapConnection) -> None:
        try:
            connection.check_alive(timeout_seconds=_ALIVE_SECONDS)
        except (OSError, ConnectionFailed):
            connection.stream.close()
            self._connection = None

    def _connect(self) -> ImapConnection:
        context = client_context(self._ca_file)
        connection = connect(self._server, context=context, timeout_seconds=self._timeout_seconds)
        try:
            sign_in(connection, self._username, self._secret())
        except BaseException:
            connection.stream.close()
            raise
        return connection

    def _opened(self, connection: ImapConnection, folder: str, uidvalidity: int) -> ImapConnection:
        if connection.selected != folder:
            self._select(connection, folder)
        if connection.uidvalidity != uidvalidity:
            raise MessageGone(
                f'the server has numbered the mails in "{folder}" anew, so those seen before cannot be told for sure',
                hint="get the mails again",
            )
        return connection

    def _select(self, connection: ImapConnection, path: str) -> None:
        connection.selected = ""
        reply = connection.command("SELECT", to_wire(path))
        if not reply.status.is_ok:
            self._folders = list_folders(connection)
            if all(folder.path != path for folder in self._folders):
                raise folder_not_found(path, self._folders)
            raise refusal(reply.status, server=self._server, doing=f'to open the folder "{path}"')
        note, kept = reply.note("UIDVALIDITY"), reply.note("PERMANENTFLAGS")
        connection.uidvalidity = (number_of(note.arguments) if note else None) or 0
        connection.permanent_flags = frozenset(kept.arguments.strip("()").split()) if kept else frozenset()
        connection.selected = path
