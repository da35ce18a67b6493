"""Making, renaming and deleting folders (RFC 9051 sections 6.3.4 to 6.3.6), and the path that a new one gets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from botmail.domain.errors import FolderNameRefused, FolderNotEmpty, FolderNotFound
from botmail.domain.folder import Folder
from botmail.domain.plain import plain_line
from botmail.mail.connection import ImapConnection, Reply
from botmail.mail.folder_names import to_wire
from botmail.mail.refusals import refusal
from botmail.mail.responses import number_of

_MOST_CHARACTERS = 200
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_HINT = 'name it like "Projects" or "Projects/Lamps"'


def new_path(name: str, folders: Sequence[Folder]) -> str:
    """The path of a new folder called `name`: with the server's delimiter, below the INBOX where all are.

    Raises:
        FolderNameRefused: no folder can be called that, or one is, whatever its case.
    """
    parts = _parts(name, delimiter=_delimiter(folders))
    if any(part in {"", ".", ".."} or part != part.strip() for part in parts):
        raise FolderNameRefused(f'a folder cannot be called "{name}"', hint=_HINT)
    path = _delimiter(folders).join(parts) if len(parts) > 1 else parts[0]
    prefix = f"INBOX{_delimiter(folders)}" if _all_below_inbox(folders) else ""
    path = path if path.upper().startswith(prefix) else prefix + path
    taken = next((folder.path for folder in folders if folder.path.casefold() == path.casefold()), None)
    if taken is not None:
        raise FolderNameRefused(f'there is a folder "{taken}" already', hint="choose another name")
    return path


def create_folder(connection: ImapConnection, path: str) -> None:
    """CREATE, and SUBSCRIBE so that other mail programs show it.

    Raises:
        ServerRefused: the server refused to create it.
    """
    connection.done("CREATE", to_wire(path), doing=f'to create the folder "{path}"')
    # A server without subscriptions says NO, and the folder is there all the same.
    connection.command("SUBSCRIBE", to_wire(path))


def rename_folder(connection: ImapConnection, path: str, *, to: str) -> None:
    """RENAME, with the subscription.

    Raises:
        FolderNotFound: there is no folder `path`.
        ServerRefused: the server refused.
    """
    _leave(connection, path)
    reply = connection.command("RENAME", to_wire(path), to_wire(to))
    _refuse(reply, connection, path=path, doing=f'to rename the folder "{path}"')
    connection.command("UNSUBSCRIBE", to_wire(path))
    connection.command("SUBSCRIBE", to_wire(to))


def delete_folder(connection: ImapConnection, path: str, *, most_mails: int) -> None:
    """DELETE, after a last look at how much mail it would take along.

    Raises:
        FolderNotFound: there is no folder `path`.
        FolderNotEmpty: it holds more mail than `most_mails`.
        ServerRefused: the server refused.
    """
    _leave(connection, path)
    reply = connection.command("STATUS", to_wire(path), b"(MESSAGES)")
    _refuse(reply, connection, path=path, doing=f'to look into the folder "{path}"')
    count = _messages_in(reply)
    if count is None or count > most_mails:
        raise FolderNotEmpty(
            f'the folder "{path}" holds {"mail" if count is None else f"{count} mails"} now, '
            f"and {most_mails or 'none'} would go with it: it was not deleted",
            hint="look what came into it, then delete it again",
        )
    reply = connection.command("DELETE", to_wire(path))
    _refuse(reply, connection, path=path, doing=f'to delete the folder "{path}"')
    connection.command("UNSUBSCRIBE", to_wire(path))


def _leave(connection: ImapConnection, path: str) -> None:
    """Open another folder: some servers will not count, rename or delete the one that is open."""
    if connection.selected == path:
        connection.selected = ""
        connection.done("EXAMINE", b"INBOX", doing="to open the folder INBOX")


def _messages_in(reply: Reply) -> int | None:
    for data in reply.named("STATUS"):
        match data.values():
            case [_, list(pairs), *_]:
                named = zip(pairs[::2], pairs[1::2], strict=False)
                return next((number_of(value) for name, value in named if name == b"MESSAGES"), None)
    return None


def _refuse(reply: Reply, connection: ImapConnection, *, path: str, doing: str) -> None:
    if reply.status.code == "NONEXISTENT":
        raise FolderNotFound(f'there is no folder "{path}" any more', hint="LIST FOLDERS shows what there is")
    if not reply.status.is_ok:
        raise refusal(reply.status, server=connection.server, doing=doing)


def _parts(name: str, *, delimiter: str) -> list[str]:
    stripped = name.strip()
    if not stripped or len(stripped) > _MOST_CHARACTERS or _CONTROLS.search(stripped):
        raise FolderNameRefused(f'a folder cannot be called "{plain_line(name)[:60]}"', hint=_HINT)
    if not delimiter:
        return [stripped]
    return stripped.split("/" if "/" in stripped else delimiter)


def _delimiter(folders: Sequence[Folder]) -> str:
    return next((folder.delimiter for folder in folders if folder.delimiter), "")


def _all_below_inbox(folders: Sequence[Folder]) -> bool:
    """Whether this is a server, such as Courier, that lets folders exist below the INBOX alone."""
    others = [folder.path.upper() for folder in folders if folder.path != "INBOX"]
    return bool(others) and all(path.startswith(f"INBOX{_delimiter(folders)}") for path in others)
