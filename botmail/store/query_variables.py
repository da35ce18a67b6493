"""Variables of a program, readable by one query: temporary tables of its connection, made without a frame library."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from botmail.domain.table import Table
from botmail.store.connection import Connection
from botmail.store.rows import to_store

_PREFIX = "botmail_variable_"
_LARGEST = 2**63 - 1
# Kinds of values that a column may mix, and the type that holds them all; the first that fits counts.
_COLUMN_TYPES: tuple[tuple[frozenset[type], str], ...] = (
    (frozenset({bool}), "BOOLEAN"),
    (frozenset({int}), "BIGINT"),
    (frozenset({int, float}), "DOUBLE"),
    (frozenset({dt.date}), "DATE"),
    (frozenset({dt.datetime}), "TIMESTAMP"),
    (frozenset({dt.time}), "TIME"),
    (frozenset({bytes}), "BLOB"),
)


def register(connection: Connection, tables: Mapping[str, Table], *, own: Sequence[str] = ()) -> Callable[[str], str]:
    """Bring `tables` to this connection; the result puts a query where it can read them by their names.

    `own` are the user's tables that the query names without their schema.

    The names are given by WITH around the query: a temporary table named `emails` would also take the place of the
    table behind the view `mail`.
    """
    for number, table in enumerate(tables.values()):
        _create(connection, f"{_PREFIX}{number}", table)
    given = [f"{_quoted(name)} AS (FROM temp.main.{_PREFIX}{number})" for number, name in enumerate(tables)]
    names = ", ".join([*given, *(f"{_quoted(name)} AS (FROM my.{_quoted(name)})" for name in own)])
    return lambda sql: f"WITH {names} FROM (\n{sql}\n)" if names else sql


def is_registered(name: str) -> bool:
    """Whether this is the hidden name of a variable's table."""
    return name.startswith(_PREFIX)


def _create(connection: Connection, name: str, table: Table) -> None:
    columns = table.columns or ("value",)
    data = table.data or ((),)
    types = [column_type(values) for values in data]
    definitions = ", ".join(f"{_quoted(column)} {kind}" for column, kind in zip(columns, types, strict=True))
    connection.execute(f"CREATE TEMPORARY TABLE {name} ({definitions})")
    if not len(table):
        return
    lists = ", ".join(f"unnest(?::{kind}[])" for kind in types)
    values = [[_fitted(value, kind) for value in column] for column, kind in zip(data, types, strict=True)]
    connection.execute(f"INSERT INTO temp.main.{name} SELECT {lists}", values)


def column_type(values: Sequence[object]) -> str:
    """The DuckDB type for a column of these values; what fits nothing else becomes text."""
    kinds = {type(value) for value in values if value is not None}
    if kinds == {int} and any(abs(value) > _LARGEST for value in values if isinstance(value, int)):
        return "DOUBLE"
    if kinds and kinds <= {list, tuple}:
        return "VARCHAR[]"
    return next((name for held, name in _COLUMN_TYPES if kinds and kinds <= held), "VARCHAR")


def _fitted(value: object, kind: str) -> object:
    if value is None:
        return None
    if kind == "VARCHAR":
        return str(value)
    if kind == "VARCHAR[]" and isinstance(value, list | tuple):
        return [None if item is None else str(item) for item in value]
    if kind == "DOUBLE" and isinstance(value, int):
        return float(value)
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        return value
    return to_store(value)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
