"""What a user's SELECT may name: looked up in DuckDB's own parse tree before anything is planned or run."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from botmail.domain.errors import QueryRefused
from botmail.store.connection import Connection
from botmail.store.query_parse import Parsed, nodes
from botmail.store.query_variables import is_registered

VIEWS = ("mail", "sends", "daily", "folders", "drafts", "tasks", "tickets")
"""What may be read by name."""

USER_SCHEMA = "my"
"""The schema of users' own tables, all of which may be read."""

_TABLES_BEHIND = frozenset({"emails", "outbox", "metrics", "email_folders", "email_drafts", "tasks", "tickets"})
_TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "json_each", "json_tree"})
_QUERY_NODES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
# Functions that tell about the installation, reach other values than the query's, wait, or write.
_FUNCTIONS_REFUSED = frozenset(
    {
        "current_connection_id",
        "current_query",
        "current_query_id",
        "current_setting",
        "current_transaction_id",
        "currval",
        "extension_versions",
        "getenv",
        "getvariable",
        "json_execute_serialized_sql",
        "nextval",
        "setseed",
        "setval",
        "sleep_ms",
        "stats",
        "vector_type",
        "which_secret",
        "write_log",
    }
)
_PREFIXES_REFUSED = ("pg_", "duckdb_", "pragma_", "read_", "parquet_", "icu_calendar", "test_")
# Functions whose one call can make any amount of data.
_GROWING = frozenset({"repeat", "lpad", "rpad", "list_resize", "array_resize", "range", "generate_series"})
_LARGEST_GROWTH = 100_000
_EVERY_NAME = (
    "SELECT lower(table_name) FROM duckdb_tables() UNION SELECT lower(view_name) FROM duckdb_views() "
    "UNION SELECT lower(table_name) FROM information_schema.tables"
)


def refuse_foreign(connection: Connection, parsed: Parsed, *, variables: Collection[str]) -> None:
    """Let the query through if it reads only `VIEWS`, `USER_SCHEMA`, its own WITH parts and `variables`.

    Raises:
        QueryRefused: it names anything else, or a function or form that is not for queries.
    """
    streams = [node["function"] for node in nodes(parsed.tree) if _is_table_function(node)]
    for node in nodes(parsed.tree):
        _refuse_node(node)
        _refuse_show(node)
        if not any(node is stream for stream in streams):
            _refuse_function(node)
    for stream in streams:
        _refuse_table_function(stream)
    # A name of WITH may shadow nothing real: then it cannot matter where in the query it is in scope.
    real = {row[0] for row in connection.execute(_EVERY_NAME).fetchall()} - {*VIEWS, *variables}
    taken = sorted(parsed.common & real)
    if taken:
        raise QueryRefused(f'WITH may not use the name "{taken[0]}"', hint="give that part of the query another name")
    readable = {*VIEWS, *variables, *parsed.common}
    for path in parsed.tables:
        if not _may_read(path, readable):
            raise _table_refused(path, variables)


def refuse_hidden(connection: Connection, sql: str, *, variables: Collection[str], my_tables: Collection[str]) -> None:
    """A second look, by DuckDB's binder, which sees through views and macros to the tables behind.

    Raises:
        QueryRefused: a table is behind the query that no view of ours shows.
    """
    names = {name.lower() for name in connection.get_table_names(sql) if not is_registered(name)}
    hidden = sorted(names - _TABLES_BEHIND - set(my_tables))
    if hidden:
        raise _table_refused((hidden[0],), variables)


def _may_read(path: tuple[str, ...], readable: Collection[str]) -> bool:
    match path:
        case (name,):
            return name in readable
        case ("main", name):
            return name in VIEWS
        case (schema, _):
            return schema == USER_SCHEMA
    return False


def _refuse_node(node: dict[str, Any]) -> None:
    kind = str(node.get("type", ""))
    if "class" not in node and kind.endswith("_NODE") and kind not in _QUERY_NODES:
        raise QueryRefused(
            "a query may only read, and this one writes", hint="use SAVE, INSERT, UPDATE or DELETE instead"
        )


def _is_table_function(node: dict[str, Any]) -> bool:
    return node.get("type") == "TABLE_FUNCTION" and "class" not in node and isinstance(node.get("function"), dict)


def _refuse_table_function(node: dict[str, Any]) -> None:
    name = str(node.get("function_name", "")).lower()
    if name not in _TABLE_FUNCTIONS:
        raise QueryRefused(f"{name}(…) may not be used in a query", hint=_what_can_be_read(()))


def _refuse_function(node: dict[str, Any]) -> None:
    if "function_name" not in node:
        return
    name = str(node["function_name"]).lower()
    if name in _FUNCTIONS_REFUSED or name.startswith(_PREFIXES_REFUSED):
        raise QueryRefused(
            f"{name}(…) may not be used in a query", hint="leave it out; only the mail views can be read"
        )
    _refuse_growth(name, node)


def _refuse_growth(name: str, node: dict[str, Any]) -> None:
    """One call that makes gigabytes cannot be interrupted, so its size has to be seen beforehand."""
    if name not in _GROWING:
        return
    arguments = [argument.get("expression", argument) for argument in node.get("arguments", node.get("children", []))]
    sizes = arguments if name in ("range", "generate_series") else arguments[1:2]
    inner = {str(part.get("function_name", "")).lower() for argument in arguments for part in nodes(argument)}
    if all(_is_small(size) for size in sizes) and not inner & _GROWING:
        return
    raise QueryRefused(
        f"{name}(…) in a query takes a plain number up to {_LARGEST_GROWTH:,}", hint="do this to the result, in BASIC"
    )


def _is_small(expression: dict[str, Any]) -> bool:
    literal = expression.get("literal", expression.get("value", {}))
    text = str(literal.get("text", literal.get("value", ""))) if isinstance(literal, dict) else ""
    return expression.get("class") == "CONSTANT" and (not text.isdigit() or int(text) <= _LARGEST_GROWTH)


def _refuse_show(node: dict[str, Any]) -> None:
    if node.get("type") == "SHOW_REF" and "class" not in node and not node.get("query"):
        raise QueryRefused("SHOW is not a query", hint=_what_can_be_read(()) + "; DESCRIBE mail lists its columns")


def _table_refused(path: tuple[str, ...], variables: Collection[str]) -> QueryRefused:
    return QueryRefused(f'there is no table "{".".join(path)}" to read', hint=_what_can_be_read(variables))


def _what_can_be_read(variables: Collection[str]) -> str:
    named = f", your variables {', '.join(sorted(variables))}" if variables else ""
    return f"there are {', '.join(VIEWS)}{named} and your own tables as {USER_SCHEMA}.name"
