"""`Shape`: how a frozen dataclass and the columns of a table that bear its fields' names become each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from enum import Enum
from typing import Any, Generic, TypeVar

from botmail.store.unit import Row, Unit

Record = TypeVar("Record")


class Shape(Generic[Record]):
    """Reads and writes records of one dataclass in one table; repositories give parts of SQL, values are bound."""

    def __init__(self, record: type[Record], table: str) -> None:
        self._record = record
        self.table = table
        # fields() wants a dataclass and a TypeVar cannot say that it is one.
        self.columns = tuple(field.name for field in fields(record))  # type: ignore[arg-type]
        self._list = ", ".join(f'"{name}"' for name in self.columns)
        self._insert = f"INSERT INTO {table} ({self._list}) VALUES ({', '.join('?' * len(self.columns))})"

    def insert(self, unit: Unit, record: Record) -> None:
        """Write one row."""
        unit.execute(self._insert, [to_store(getattr(record, name)) for name in self.columns])

    def select(self, unit: Unit, clauses: str = "", values: Sequence[object] = ()) -> list[Record]:
        """The records of `SELECT … FROM table {clauses}`."""
        rows = unit.rows(f"SELECT {self._list} FROM {self.table} {clauses}", [to_store(value) for value in values])
        return [self._from_row(row) for row in rows]

    def first(self, unit: Unit, clauses: str, values: Sequence[object] = ()) -> Record | None:
        """The first such record, or None."""
        return next(iter(self.select(unit, clauses, values)), None)

    def _from_row(self, row: Row) -> Record:
        return self._record(**{name: from_store(value) for name, value in zip(self.columns, row, strict=True)})


def to_store(value: object) -> object:
    """A value as DuckDB takes it: times as UTC without a zone (a zone would need pytz when read), tuples as lists.

    Raises:
        ValueError: a time without a zone, which could mean anything.
    """
    if isinstance(value, dt.datetime):
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(dt.UTC).replace(tzinfo=None)
    if isinstance(value, Enum):
        return value.value
    return list(value) if isinstance(value, tuple) else value


def from_store(value: Any) -> Any:
    """The way back: times are aware in UTC, lists are tuples."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=dt.UTC)
    return tuple(value) if isinstance(value, list) else value


def next_number(unit: Unit, table: str) -> int:
    """One more than the highest number in `table`; the store has one writer at a time, so this is safe."""
    row = unit.row(f"SELECT coalesce(max(number::BIGINT), 0) + 1 FROM {table}")
    return int(str(row[0])) if row else 1
