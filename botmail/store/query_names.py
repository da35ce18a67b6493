"""Names in a query that are no columns but variables of the program: each becomes a bound value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from botmail.domain.table import Table
from botmail.store.connection import Connection
from botmail.store.query_parse import Parsed, nodes

_SIMPLE = (bool, int, float, str, dt.date)
_COLUMNS = (
    "SELECT lower(column_name) FROM duckdb_columns() WHERE schema_name IN ('main', 'my') AND lower(table_name) = ?"
)


def bind_names(
    connection: Connection, parsed: Parsed, *, sql: str, tables: Mapping[str, Table], names: Mapping[str, object]
) -> tuple[str, dict[str, object]]:
    """The query with `$name` in place of each variable that it names, and the values of these.

    A name is a column where one of the query's tables has it, or the query itself gives it; else a variable.
    `customer.id` is an entry of the variable `customer` when that is a map and no table of the query.
    """
    columns = _columns_of(connection, parsed, tables=tables)
    values: dict[str, object] = {}
    encoded = sql.encode()
    for node in sorted(_references(parsed), key=lambda node: -int(node["query_location"])):
        path = [str(part) for part in node["column_names"]]
        if path[0].lower() in columns or path[0].lower() not in names:
            continue
        found, value = _value_at(names[path[0].lower()], path[1:])
        if not found:
            continue
        parameter = "variable_" + "_".join(path).lower()
        values[parameter] = value
        start = int(node["query_location"])
        end = start + int(node["query_location_length"])
        encoded = encoded[:start] + f"${parameter}".encode() + encoded[end:]
    return encoded.decode(), values


def _references(parsed: Parsed) -> Iterator[dict[str, Any]]:
    for node in nodes(parsed.tree):
        if node.get("class") == "COLUMN_REF" and "query_location_length" in node:
            yield node


def _columns_of(connection: Connection, parsed: Parsed, *, tables: Mapping[str, Table]) -> Collection[str]:
    known = {str(node["alias"]).lower() for node in nodes(parsed.tree) if node.get("alias")}
    known |= {str(name).lower() for node in nodes(parsed.tree) for name in _renamed(node)}
    for path in parsed.tables:
        known.add(path[-1])
        own = tables.get(path[0]) if len(path) == 1 else None
        if own is not None:
            known |= {column.lower() for column in own.columns}
        else:
            known |= {str(row[0]) for row in connection.execute(_COLUMNS, [path[-1]]).fetchall()}
    return known


def _renamed(node: Mapping[str, object]) -> Iterable[object]:
    names = node.get("column_name_alias")
    return names if isinstance(names, list) else ()


def _value_at(value: object, path: list[str]) -> tuple[bool, object]:
    """Whether the variable has a value at `path`, and which; a map itself is none."""
    for part in path:
        if not isinstance(value, Mapping) or part not in value:
            return False, None
        value = value[part]
    if isinstance(value, (Mapping, list, Table)):
        return False, None
    return True, value if value is None or isinstance(value, _SIMPLE) else str(value)
