"""What changes a mailbox: flags, moves and appends; nobody else's mail is ever expunged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from botmail.domain.errors import FolderNotFound, MessageGone, ServerRefused
from botmail.mail.arguments import Literal
from botmail.mail.connection import ImapConnection, Reply
from botmail.mail.envelope import wire_lines
from botmail.mail.fetch import fetch_present, flags_told
from botmail.mail.folder_names import to_wire
from botmail.mail.refusals import refusal
from botmail.mail.responses import number_of
from botmail.mail.uid_sets import batches, uid_set, uids_in

_AT_ONCE = 300
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def store_flag(connection: ImapConnection, uids: Sequence[int], *, flag: str, is_set: bool) -> None:
    """Add `flag` to the messages, or take it away.

    Raises:
        MessageGone: one of them is no longer in the folder.
        ServerRefused: the server refused, or keeps no flags of that kind.
    """
    _refuse_unkept_flag(connection, flag)
    sign = b"+FLAGS" if is_set else b"-FLAGS"
    for batch in batches(uids, size=_AT_ONCE):
        reply = connection.done("UID STORE", uid_set(batch), sign, f"({flag})".encode("ascii"), doing="to mark mail")
        unheard = set(batch) - flags_told(reply).keys()
        # Servers may keep silent about a message whose flags were so already: look before saying that it is gone.
        if unheard and (gone := unheard - fetch_present(connection, sorted(unheard))):
            raise _gone(connection, gone)


def move_messages(connection: ImapConnection, uids: Sequence[int], *, folder: str) -> dict[int, int] | None:
    """Move messages to `folder`: MOVE (RFC 6851), else COPY, \\Deleted and UID EXPUNGE (RFC 4315).

    Gives the new UID by the old one, or None where the server does not tell (no UIDPLUS).

    Raises:
        MessageGone: one of them is no longer in the folder.
        FolderNotFound: there is no such folder to move to.
        ServerRefused: the server refused, or can do neither.
    """
    if not connection.has("MOVE") and not connection.has("UIDPLUS"):
        raise ServerRefused(
            f"{connection.server} cannot move mail safely: it has neither MOVE nor UIDPLUS",
            hint="a plain EXPUNGE would remove mail that others marked as deleted; move it in another mail program",
        )
    if gone := set(uids) - fetch_present(connection, uids):
        raise _gone(connection, gone)
    move = _move if connection.has("MOVE") else _copy_and_expunge
    moved: dict[int, int] = {}
    for batch in batches(uids, size=_AT_ONCE):
        moved |= move(connection, batch, to=to_wire(folder), name=folder)
    return moved if moved or not uids else None


def copy_messages(connection: ImapConnection, uids: Sequence[int], *, folder: str) -> dict[int, int] | None:
    """Copy messages to `folder`; the copies' UIDs by the originals', or None where the server does not tell.

    Raises:
        MessageGone: one of them is no longer in the folder; nothing is copied then.
        FolderNotFound: there is no such folder to copy to.
        ServerRefused: the server refused.
    """
    if gone := set(uids) - fetch_present(connection, uids):
        raise _gone(connection, gone)
    copied: dict[int, int] = {}
    for batch in batches(uids, size=_AT_ONCE):
        copied |= _copy(connection, batch, to=to_wire(folder), name=folder)
    return copied if copied or not uids else None


def purge_messages(connection: ImapConnection, uids: Sequence[int]) -> None:
    """Remove these messages for good, by UID EXPUNGE (RFC 4315): nobody else's mail goes with them.

    Raises:
        MessageGone: one of them is no longer in the folder; nothing is removed then.
        ServerRefused: the server refused, or has no UID EXPUNGE.
    """
    if not connection.has("UIDPLUS"):
        raise ServerRefused(
            f"{connection.server} cannot remove single mails for good: it has no UIDPLUS",
            hint="a plain EXPUNGE would remove mail that others marked as deleted; DELETE MAIL moves it to the trash",
        )
    if gone := set(uids) - fetch_present(connection, uids):
        raise _gone(connection, gone)
    for batch in batches(uids, size=_AT_ONCE):
        _expunge(connection, batch, doing="to remove mail")


def append_message(
    connection: ImapConnection, folder: str, raw: bytes, *, flags: Iterable[str] = (), when: dt.datetime | None = None
) -> tuple[int, int] | None:
    """Put a message into `folder`; gives (UIDVALIDITY, UID) where the server tells (UIDPLUS).

    Raises:
        FolderNotFound: there is no such folder.
        MailboxFull: no room.
        ServerRefused: the server refused.
    """
    arguments = [to_wire(folder), f"({' '.join(flags)})".encode("ascii")]
    if when is not None:
        arguments.append(_internal_date(when))
    reply = connection.command("APPEND", *arguments, Literal(wire_lines(raw)))
    _refuse_missing_folder(reply, connection, name=folder, doing=f'to store a message in "{folder}"')
    told = reply.note("APPENDUID")
    match [number_of(word) for word in told.arguments.split()] if told else []:
        case [int(uidvalidity), int(uid)]:
            return uidvalidity, uid
    return None


def _move(connection: ImapConnection, uids: Sequence[int], *, to: bytes, name: str) -> dict[int, int]:
    reply = connection.command("UID MOVE", uid_set(uids), to)
    _refuse_missing_folder(reply, connection, name=name, doing=f'to move mail to "{name}"')
    return _copied(reply)


def _copy_and_expunge(connection: ImapConnection, uids: Sequence[int], *, to: bytes, name: str) -> dict[int, int]:
    copied = _copy(connection, uids, to=to, name=name)
    _expunge(connection, uids, doing="to take away moved mail")
    return copied


def _copy(connection: ImapConnection, uids: Sequence[int], *, to: bytes, name: str) -> dict[int, int]:
    reply = connection.command("UID COPY", uid_set(uids), to)
    _refuse_missing_folder(reply, connection, name=name, doing=f'to copy mail to "{name}"')
    return _copied(reply)


def _expunge(connection: ImapConnection, uids: Sequence[int], *, doing: str) -> None:
    connection.done("UID STORE", uid_set(uids), b"+FLAGS.SILENT", b"(\\Deleted)", doing=doing)
    connection.done("UID EXPUNGE", uid_set(uids), doing=doing)


def _copied(reply: Reply) -> dict[int, int]:
    told = reply.note("COPYUID")
    pieces = told.arguments.split() if told else []
    try:
        return dict(zip(uids_in(pieces[1]), uids_in(pieces[2]), strict=True)) if len(pieces) == 3 else {}
    except ValueError:
        return {}


def _refuse_missing_folder(reply: Reply, connection: ImapConnection, *, name: str, doing: str) -> None:
    if reply.status.code in ("TRYCREATE", "NONEXISTENT"):
        raise FolderNotFound(f'there is no folder "{name}"', hint="create it first, or use the name of another one")
    if not reply.status.is_ok:
        raise refusal(reply.status, server=connection.server, doing=doing)


def _refuse_unkept_flag(connection: ImapConnection, flag: str) -> None:
    kept = connection.permanent_flags
    if not kept or "\\*" in kept or flag.casefold() in {name.casefold() for name in kept}:
        return
    raise ServerRefused(
        f'{connection.server} does not keep the mark "{flag}" in the folder "{connection.selected}"',
        hint="it keeps " + (", ".join(sorted(kept - {"\\*"})) or "no marks at all"),
    )


def _gone(connection: ImapConnection, uids: Iterable[int]) -> MessageGone:
    count = len(set(uids))
    what = "a message is" if count == 1 else f"{count} messages are"
    return MessageGone(
        f'{what} no longer in "{connection.selected}": moved or deleted elsewhere since', hint="get the mails again"
    )


def _internal_date(when: dt.datetime) -> bytes:
    return f'"{when.day:2d}-{_MONTHS[when.month - 1]}-{when:%Y %H:%M:%S %z}"'.encode("ascii")
