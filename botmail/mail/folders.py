"""The folders of a mailbox: LIST and STATUS (RFC 9051 sections 6.3.9 and 6.3.11; RFC 5258, RFC 5819, RFC 6154)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from botmail.domain.folder import Folder
from botmail.mail.connection import ImapConnection, Reply
from botmail.mail.folder_names import from_wire, to_wire
from botmail.mail.responses import Data, Value, number_of
from botmail.mail.roles import role_of_attributes, with_roles_by_name

_COUNTS = b"(MESSAGES UNSEEN UIDVALIDITY UIDNEXT)"


def list_folders(connection: ImapConnection) -> list[Folder]:
    """Every folder with its role, INBOX first, then by path.

    Raises:
        ServerRefused: the server will not list.
    """
    reply = _listed(connection, [b"SPECIAL-USE"] if connection.has("LIST-EXTENDED", "SPECIAL-USE") else [])
    return _in_order(_folders_in(reply))


def list_counted_folders(connection: ImapConnection) -> list[Folder]:
    """`list_folders()` with the number of messages and of unread ones in each.

    Raises:
        ServerRefused: the server will not list.
    """
    if not connection.has("LIST-STATUS"):
        return [_counted(connection, folder) for folder in list_folders(connection)]
    options = [b"SPECIAL-USE"] if connection.has("SPECIAL-USE") else []
    reply = _listed(connection, [*options, b"STATUS " + _COUNTS])
    counts = dict(_statuses_in(reply))
    return _in_order([_with_counts(folder, counts.get(folder.path, {})) for folder in _folders_in(reply)])


def _listed(connection: ImapConnection, options: Sequence[bytes]) -> Reply:
    if options:
        reply = connection.command("LIST", b'"" "*" RETURN (' + b" ".join(options) + b")")
        if reply.status.is_ok:
            return reply
    return connection.done("LIST", b'"" "*"', doing="the list of folders")


def _counted(connection: ImapConnection, folder: Folder) -> Folder:
    if not folder.selectable:
        return folder
    reply = connection.command("STATUS", to_wire(folder.path), _COUNTS)
    return _with_counts(folder, dict(_statuses_in(reply)).get(folder.path, {}))


def _with_counts(folder: Folder, counts: dict[bytes, int]) -> Folder:
    return replace(
        folder,
        total=counts.get(b"MESSAGES", 0),
        unread=counts.get(b"UNSEEN", 0),
        uidvalidity=counts.get(b"UIDVALIDITY", 0),
        uidnext=counts.get(b"UIDNEXT", 0),
    )


def _folders_in(reply: Reply) -> list[Folder]:
    found = {folder.path: folder for data in reply.named("LIST") if (folder := _folder_in(data))}
    return with_roles_by_name(list(found.values()))


def _folder_in(data: Data) -> Folder | None:
    match data.values():
        case [list(flags), bytes() | None as delimiter, bytes(name), *_]:
            attributes = {flag.decode("ascii", "replace").casefold() for flag in flags if isinstance(flag, bytes)}
        case _:
            return None
    if "\\nonexistent" in attributes:
        return None
    path = from_wire(name)
    is_inbox = path.upper() == "INBOX"
    return Folder(
        account="",
        path="INBOX" if is_inbox else path,
        delimiter=delimiter.decode("ascii", "replace") if delimiter else "",
        role="inbox" if is_inbox else role_of_attributes(attributes),
        selectable="\\noselect" not in attributes,
    )


def _statuses_in(reply: Reply) -> Iterator[tuple[str, dict[bytes, int]]]:
    for data in reply.named("STATUS"):
        match data.values():
            case [bytes(name), list(pairs), *_]:
                path = from_wire(name)
                yield "INBOX" if path.upper() == "INBOX" else path, _counts_in(pairs)


def _counts_in(pairs: Sequence[Value]) -> dict[bytes, int]:
    named = zip(pairs[::2], pairs[1::2], strict=False)
    told = ((name.upper(), number_of(value)) for name, value in named if isinstance(name, bytes))
    return {name: number for name, number in told if number is not None}


def _in_order(folders: Sequence[Folder]) -> list[Folder]:
    return sorted(folders, key=lambda folder: (folder.role != "inbox", folder.path.casefold(), folder.path))
