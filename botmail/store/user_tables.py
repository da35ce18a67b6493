"""`UserTables`: what programs SAVE and FIND, in tables of their own in the schema `my`.

A table is made by its first row, with types from its values. A new column is added when a row brings one; a column
whose type a value does not fit becomes wider: a whole number a real one, a date a moment, anything else text.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from botmail.domain.errors import ProgramError
from botmail.domain.table import Table, table_of
from botmail.store.query_variables import column_type
from botmail.store.query_walls import USER_SCHEMA
from botmail.store.rows import from_store, to_store
from botmail.store.unit import Unit

_LONGEST_NAME = 100
_NUMBERS = frozenset({"BIGINT", "DOUBLE"})
_LARGEST = 2**63 - 1
# A column of the first type that is given values of the second; whatever is not here becomes text.
_WIDER = {
    ("BIGINT", "DOUBLE"): "DOUBLE",
    ("DOUBLE", "BIGINT"): "DOUBLE",
    ("DATE", "TIMESTAMP"): "TIMESTAMP",
    ("TIMESTAMP", "DATE"): "TIMESTAMP",
}


@dataclass(frozen=True, slots=True)
class FoundRows:
    """Rows of a table, and the number by which the store knows each of them within one unit of work."""

    numbers: tuple[int, ...]
    rows: Table


class UserTables:
    """Tables by name, without case; every method works in the caller's unit of work."""

    def names(self, unit: Unit) -> list[str]:
        """All tables, in order of name."""
        rows = unit.rows("SELECT table_name FROM duckdb_tables() WHERE schema_name = ? ORDER BY 1", [USER_SCHEMA])
        return [str(row[0]) for row in rows]

    def columns(self, unit: Unit, table: str) -> dict[str, str]:
        """The types of a table's columns by name, in order; none where there is no such table."""
        rows = unit.rows(
            "SELECT column_name, data_type FROM duckdb_columns() "
            "WHERE schema_name = ? AND lower(table_name) = lower(?) ORDER BY column_index",
            [USER_SCHEMA, table],
        )
        return {str(name): str(kind) for name, kind in rows}

    def select(self, unit: Unit, table: str, *, equal: Mapping[str, object] | None = None) -> FoundRows:
        """The rows of a table in the order of their making; none where there is no such table.

        `equal` may narrow them: a column and a value of its own type, which text and numbers are looked up by.
        """
        types = self.columns(unit, table)
        if not types:
            return FoundRows((), table_of((), ()))
        narrowing = {name: value for name, value in (equal or {}).items() if _can_narrow(types.get(name, ""), value)}
        where = " AND ".join(f"{quoted(name)} = ?" for name in narrowing)
        listed = ", ".join(quoted(name) for name in types)
        found = unit.rows(
            f"SELECT rowid, {listed} FROM {_qualified(table)} {f'WHERE {where}' if where else ''} ORDER BY rowid",
            list(narrowing.values()),
        )
        kinds = list(types.values())
        rows = [[_read(value, kind) for value, kind in zip(row[1:], kinds, strict=True)] for row in found]
        return FoundRows(tuple(int(str(row[0])) for row in found), table_of(tuple(types), rows))

    def insert(self, unit: Unit, table: str, rows: Table) -> None:
        """Put rows behind those that are there; the table and its columns are made as needed.

        Raises:
            ProgramError: a name that no table or column can have.
        """
        types = self._fitted_types(unit, table, dict(zip(rows.columns, rows.data, strict=True)))
        names = {name: types[name] for name in rows.columns}
        columns = [
            [_written(value, kind) for value in column] for column, kind in zip(rows.data, names.values(), strict=True)
        ]
        unit.insert_many(
            _qualified(table), types={name.replace('"', '""'): kind for name, kind in names.items()}, columns=columns
        )

    def update(self, unit: Unit, table: str, changes: Mapping[int, Mapping[str, object]]) -> None:
        """Change columns of the rows with these numbers."""
        if not changes:
            return
        gathered: dict[str, list[object]] = {}
        for fields in changes.values():
            for name, value in fields.items():
                gathered.setdefault(name, []).append(value)
        types = self._fitted_types(unit, table, gathered)
        for number, fields in changes.items():
            assignments = ", ".join(f"{quoted(name)} = ?::{types[name]}" for name in fields)
            values = [_written(value, types[name]) for name, value in fields.items()]
            unit.execute(f"UPDATE {_qualified(table)} SET {assignments} WHERE rowid = ?", [*values, number])

    def delete(self, unit: Unit, table: str, numbers: Sequence[int]) -> None:
        """Take the rows with these numbers out."""
        unit.execute(f"DELETE FROM {_qualified(table)} WHERE list_contains(?::BIGINT[], rowid)", [list(numbers)])

    def _fitted_types(self, unit: Unit, table: str, columns: Mapping[str, Sequence[object]]) -> dict[str, str]:
        """The types of the table's columns, spelled as given too, after they were made to fit these values."""
        wanted = {name: _type_of(values) for name, values in columns.items()}
        known = self.columns(unit, table)
        if not known:
            _check_names(table, columns)
            definitions = ", ".join(f"{quoted(name)} {kind or 'VARCHAR'}" for name, kind in wanted.items())
            unit.execute(f"CREATE TABLE {_qualified(table)} ({definitions})")
            return {name: kind or "VARCHAR" for name, kind in wanted.items()}
        spelled = {name.casefold(): name for name in known}
        types = dict(known)
        for name, kind in wanted.items():
            present = spelled.get(name.casefold())
            if present is None:
                _check_names(table, [name])
                unit.execute(f"ALTER TABLE {_qualified(table)} ADD COLUMN {quoted(name)} {kind or 'VARCHAR'}")
                types[name] = kind or "VARCHAR"
            else:
                types[name] = types[present] = self._widened(unit, table, present, has=known[present], needs=kind)
        return types

    def _widened(self, unit: Unit, table: str, column: str, *, has: str, needs: str) -> str:
        if needs in {"", has} or (has == "VARCHAR" and not self._is_empty(unit, table, column)):
            return has
        kind = needs if self._is_empty(unit, table, column) else _WIDER.get((has, needs), "VARCHAR")
        if kind != has:
            # TRY_CAST, as DuckDB also casts the values of rows that were deleted and are not gone yet.
            cast = f"TRY_CAST({quoted(column)} AS {kind})"
            unit.execute(f"ALTER TABLE {_qualified(table)} ALTER COLUMN {quoted(column)} TYPE {kind} USING {cast}")
        return kind

    def _is_empty(self, unit: Unit, table: str, column: str) -> bool:
        row = unit.row(f"SELECT count({quoted(column)}) FROM {_qualified(table)}")
        return row is None or row[0] == 0


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def _qualified(table: str) -> str:
    return f"{USER_SCHEMA}.{quoted(table)}"


def _check_names(table: str, columns: Sequence[str] | Mapping[str, object]) -> None:
    if not columns:
        raise ProgramError(f'"{table}" would have no columns', hint='save a map with members, such as {name: "Ana"}')
    for what, name in (("table", table), *(("column", column) for column in columns)):
        if not name.strip() or not name.isprintable() or len(name) > _LONGEST_NAME or name.casefold() == "rowid":
            raise ProgramError(f'a {what} cannot be named "{name[:40]}"', hint="letters and digits make a good name")


def _type_of(values: Sequence[object]) -> str:
    """The type for these values; empty when all are null."""
    kinds = {type(value) for value in values if value is not None}
    if not kinds:
        return ""
    if any(issubclass(kind, (list, tuple, dict)) for kind in kinds):
        return "JSON"
    if kinds == {dt.date, dt.datetime}:
        return "TIMESTAMP"
    return column_type(values)


def _can_narrow(kind: str, value: object) -> bool:
    if kind == "VARCHAR":
        return isinstance(value, str)
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return kind in _NUMBERS and is_number and abs(value) <= _LARGEST  # type: ignore[arg-type]  # a number, as is_number says


def _written(value: object, kind: str) -> object:
    if value is None:
        return None
    if kind == "JSON":
        return json.dumps(value, ensure_ascii=False, default=_as_text)
    if kind == "VARCHAR":
        return _as_text(value)
    if kind == "DOUBLE" and isinstance(value, int):
        return float(value)
    if kind == "TIMESTAMP" and isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day).astimezone()
    return to_store(value)


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=_as_text)
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _read(value: object, kind: str) -> object:
    if kind == "JSON" and isinstance(value, str):
        return json.loads(value)
    return from_store(value)
