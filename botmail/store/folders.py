"""`Folders`: the folders of each account as the server last told them, in `email_folders`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from botmail.domain.folder import Folder
from botmail.store.rows import to_store
from botmail.store.unit import Row, Unit

_TYPES = {
    "account": "VARCHAR",
    "path": "VARCHAR",
    "delimiter": "VARCHAR",
    "parent": "VARCHAR",
    "role": "VARCHAR",
    "selectable": "BOOLEAN",
    "total_count": "BIGINT",
    "unread_count": "BIGINT",
    "uidvalidity": "BIGINT",
    "uidnext": "BIGINT",
    "last_synced": "TIMESTAMP",
}
_READ = "account, path, delimiter, role, selectable, total_count, unread_count, uidvalidity, uidnext"


class Folders:
    """Whole lists in, whole lists out: a folder that the server no longer names is forgotten."""

    def replace(self, unit: Unit, account: str, *, folders: Sequence[Folder], at: dt.datetime) -> None:
        """Remember `folders` as all that `account` has."""
        unit.execute("DELETE FROM email_folders WHERE account = ?", [account])
        rows = [_to_row(account, folder, at) for folder in folders]
        unit.insert_many("email_folders", types=_TYPES, columns=list(zip(*rows, strict=True)))

    def list(self, unit: Unit, account: str) -> list[Folder]:
        """The folders of `account` in the order of their paths, INBOX first."""
        order = "ORDER BY upper(path) <> 'INBOX', path"
        rows = unit.rows(f"SELECT {_READ} FROM email_folders WHERE account = ? {order}", [account])
        return [_from_row(row) for row in rows]


def _to_row(account: str, folder: Folder, at: dt.datetime) -> tuple[object, ...]:
    return (
        account,
        folder.path,
        folder.delimiter,
        folder.parent,
        folder.role,
        folder.selectable,
        folder.total,
        folder.unread,
        folder.uidvalidity,
        folder.uidnext,
        to_store(at),
    )


def _from_row(row: Row) -> Folder:
    account, path, delimiter, role, selectable, *counts = row
    total, unread, uidvalidity, uidnext = (int(str(count)) for count in counts)
    return Folder(
        account=str(account),
        path=str(path),
        delimiter=str(delimiter),
        role=str(role),
        selectable=bool(selectable),
        total=total,
        unread=unread,
        uidvalidity=uidvalidity,
        uidnext=uidnext,
    )
