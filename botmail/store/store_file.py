"""`StoreFile`: the DuckDB file on disk: made whole, checked before it is written, brought up to date, private."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from botmail.store.connection import Connection, connect
from botmail.store.identity import identity
from botmail.store.migrate import Migration, migrate, refuse_unknown
from botmail.store.unit import Unit


class StoreFile:
    """Opens the file; only to be used by the holder of the lease."""

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        self._path = path
        self._log = path.with_name(path.name + ".wal")
        self._migrations = tuple(migrations)
        self._is_checked = False
        self.store_id = ""
        """The random id of the store, known once it was opened."""

    def open(self) -> Connection:
        """A connection to the file with all tables; the file is made when it is missing.

        Raises:
            StoreTooNew, StoreDamaged: it must not be used; it was left byte for byte as it is.
            duckdb.Error: DuckDB cannot open it.
        """
        newest = self._migrations[-1].version
        if not self._path.exists():
            self._create()
        if not self._is_checked and self._log.exists():
            # A look that cannot write: opening for writing would fold the log into a file that we may not use.
            with contextlib.closing(connect(self._path, is_read_only=True)) as connection:
                refuse_unknown(connection, self._path, newest=newest)
            self._is_checked = True
        connection = connect(self._path)
        try:
            if refuse_unknown(connection, self._path, newest=newest) < newest:
                migrate(connection, self._migrations)
            self.store_id = self.store_id or identity(Unit(connection, owner="")).id
        except BaseException:
            connection.close()
            raise
        return connection

    def keep_private(self) -> None:
        """Take DuckDB's log away from other users: DuckDB makes it anew with the process's mask."""
        with contextlib.suppress(FileNotFoundError):
            self._log.chmod(0o600)

    def _create(self) -> None:
        """Make the file aside and put it in place when it is whole, so that a kill leaves no half store."""
        draft = self._path.with_suffix(".new")
        for leftover in (draft, draft.with_suffix(".new.wal")):
            leftover.unlink(missing_ok=True)
        with contextlib.closing(connect(draft)) as connection:
            draft.chmod(0o600)
            migrate(connection, self._migrations)
            identity(Unit(connection, owner=""))
        draft.replace(self._path)
