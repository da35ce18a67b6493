"""A user's SQL as DuckDB's own parse tree: one SELECT, or a sentence that says what it is instead."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from botmail.domain.errors import QueryRefused
from botmail.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Parsed:
    """A SELECT as its parse tree, with the tables it names: one path of lower-case names each."""

    tree: dict[str, Any]
    tables: tuple[tuple[str, ...], ...]
    common: frozenset[str]
    """Names that WITH gives to parts of the query itself."""


def parse_select(connection: Connection, sql: str) -> Parsed:
    """The one SELECT that `sql` is.

    Raises:
        QueryRefused: it is not SQL, nothing, several statements, or another kind of statement.
    """
    row = connection.execute("SELECT json_serialize_sql(?)", [sql]).fetchone()
    try:
        tree = json.loads(row[0]) if row else {}
    except RecursionError:
        raise _too_deep() from None
    if tree.get("error"):
        raise _not_a_select(connection, sql, str(tree.get("error_message", "")))
    statements = tree.get("statements", [])
    if len(statements) != 1:
        raise _count_refused(len(statements))
    tables = tuple(_path_of(node) for node in nodes(tree) if node.get("type") == "BASE_TABLE" and "class" not in node)
    common = frozenset(name.lower() for node in nodes(tree) for name in _common_names(node))
    return Parsed(tree, tables, common)


def nodes(tree: object) -> Iterator[dict[str, Any]]:
    """Every object of a parse tree."""
    waiting = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, list):
            waiting.extend(item)


def without_parameters(connection: Connection, parsed: Parsed, *, sql: str) -> str:
    """The query with NULL for each `$name`: asking for table names cannot bind values."""
    parameters = [node for node in nodes(parsed.tree) if node.get("class") == "PARAMETER"]
    if not parameters:
        return sql
    row = connection.execute("SELECT json_serialize_sql('SELECT NULL')").fetchone()
    null = json.loads(row[0])["statements"][0]["node"]["select_list"][0] if row else {}
    for node in parameters:
        alias = node.get("alias", "")
        node.clear()
        node.update(null, alias=alias)
    row = connection.execute("SELECT json_deserialize_sql(?)", [json.dumps(parsed.tree)]).fetchone()
    return str(row[0]) if row else sql


def _common_names(node: dict[str, Any]) -> list[str]:
    common = node.get("cte_map")
    entries = common.get("map", []) if isinstance(common, dict) else []
    return [str(entry["key"]) for entry in entries]


def _path_of(node: dict[str, Any]) -> tuple[str, ...]:
    qualified = node.get("qualified_name")
    path = qualified.get("path") if isinstance(qualified, dict) else None
    if path is None:
        path = [node.get("catalog_name", ""), node.get("schema_name", ""), node.get("table_name", "")]
    return tuple(str(part).lower() for part in path if part)


def _not_a_select(connection: Connection, sql: str, message: str) -> QueryRefused:
    if "expression depth" in message:
        return _too_deep()
    if "SELECT" not in message:
        return QueryRefused(f"the query is not SQL that can be read: {message}", hint="start with SELECT … FROM mail")
    count = len(connection.extract_statements(sql))
    if count != 1:
        return _count_refused(count)
    words = [start for start, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    first = sql[words[0] :].split(maxsplit=1)[0].upper() if words else "something else"
    return QueryRefused(f"a query is one SELECT, and this is {first}", hint="only reading is possible here")


def _too_deep() -> QueryRefused:
    return QueryRefused("the query is nested too deeply", hint="split it with WITH, or shorten it")


def _count_refused(count: int) -> QueryRefused:
    if count == 0:
        return QueryRefused("the query is empty", hint='write one SELECT, such as "SELECT subject FROM mail"')
    return QueryRefused(f"a query is one SELECT, and there are {count} statements", hint="run them one after the other")
