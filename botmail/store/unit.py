"""`Unit`: one transaction on the store. Services pass it on and look no further."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from botmail.store.connection import Connection

Row = tuple[object, ...]


class Unit:
    """A transaction that `Database.unit_of_work` has begun and will end; of no use afterwards."""

    __slots__ = ("_connection", "owner")

    def __init__(self, connection: Connection, *, owner: str) -> None:
        self._connection: Connection | None = connection
        self.owner = owner
        """Who writes: the id of this process's hold on the store, see `botmail.store.owners`."""

    def execute(self, sql: str, values: Sequence[object] = ()) -> None:
        """Run one statement with bound values."""
        self._open.execute(sql, values)

    def rows(self, sql: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of one statement with bound values."""
        return self._open.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[object] = ()) -> Row | None:
        """The first row, or None."""
        return self._open.execute(sql, values).fetchone()

    def insert_many(self, table: str, *, types: Mapping[str, str], columns: Sequence[Sequence[object]]) -> None:
        """Insert whole columns at once: `types` names each column and its DuckDB type.

        One list per column travels as one bound value: some 100,000 rows a second, where `executemany` does 2,000.
        """
        if not columns or not columns[0]:
            return
        names = ", ".join(f'"{name}"' for name in types)
        lists = ", ".join(f"unnest(?::{kind}[])" for kind in types.values())
        self._open.execute(f"INSERT INTO {table} ({names}) SELECT {lists}", [list(column) for column in columns])

    def end(self) -> None:
        """Make the unit useless; the database calls it when the transaction is over."""
        self._connection = None

    @property
    def _open(self) -> Connection:
        if self._connection is None:
            raise RuntimeError("this unit of work is over; open another with Database.unit_of_work()")
        return self._connection
