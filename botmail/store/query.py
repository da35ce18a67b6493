"""`UserQueries`: a user's SELECT over the views, behind walls: one statement, read only, bounded in time and size."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, wait
from contextlib import closing, contextmanager
from decimal import Decimal

import duckdb

from botmail.domain.errors import QueryRefused, StoreDamaged, StoreError
from botmail.domain.table import Table, table_of
from botmail.store.connection import Connection
from botmail.store.database import Database
from botmail.store.faults import meaning_of
from botmail.store.query_names import bind_names
from botmail.store.query_parse import parse_select, without_parameters
from botmail.store.query_variables import register
from botmail.store.query_walls import USER_SCHEMA, VIEWS, refuse_foreign, refuse_hidden
from botmail.store.unit import Row

LONGEST_SECONDS = 30.0
MOST_ROWS = 1_000_000

_CHUNK_ROWS = 10_000
_STEP_SECONDS = 0.1
_MY_TABLES = "SELECT lower(table_name) FROM duckdb_tables() WHERE schema_name = ?"
_ZONED = "TIMESTAMP WITH TIME ZONE"


class UserQueries:
    """Runs what people write after `%%sql` and `SELECT`."""

    def __init__(
        self, database: Database, *, longest_seconds: float = LONGEST_SECONDS, most_rows: int = MOST_ROWS
    ) -> None:
        self._database = database
        self._longest_seconds = longest_seconds
        self._most_rows = most_rows

    def select(
        self,
        sql: str,
        variables: Mapping[str, Table] | None = None,
        *,
        values: Mapping[str, object] | None = None,
        names: Mapping[str, object] | None = None,
    ) -> Table:
        """The result of one SELECT over the views, tables of the schema `my`, and `variables` by their names.

        A variable hides a view or table of the same name. `values` are bound to `$name`; `names` are what a name stands
        for that is no column. Times come out aware, in UTC.

        Raises:
            QueryRefused: it is no SELECT, reads something else, is wrong, or takes too long or too much.
            StoreBusy: the store is in use elsewhere.
        """
        tables = {name.lower(): table for name, table in (variables or {}).items()}
        with self._database.borrowed("a query") as connection, closing(connection.cursor()) as cursor, self._judged():
            parsed = parse_select(cursor, sql)
            if names:
                sql, bound_names = bind_names(cursor, parsed, sql=sql, tables=tables, names=names)
                values = {**(values or {}), **bound_names}
                parsed = parse_select(cursor, sql)
            my_tables = [row[0] for row in cursor.execute(_MY_TABLES, [USER_SCHEMA]).fetchall()]
            plain_names = {path[0] for path in parsed.tables if len(path) == 1}
            mine = plain_names & set(my_tables) - set(tables) - set(VIEWS) - parsed.common
            refuse_foreign(cursor, parsed, variables={*tables, *mine})
            used = [name for name in dict.fromkeys(path[0] for path in parsed.tables) if name in tables]
            wrap = register(cursor, {name: tables[name] for name in used}, own=sorted(mine))
            plain = without_parameters(cursor, parsed, sql=sql)
            refuse_hidden(cursor, wrap(_without_semicolon(plain)), variables=tables, my_tables=my_tables)
            bound = _bound(cursor, sql, values or {})
            plain = wrap(_without_semicolon(sql))
            return _watched(lambda: self._run(cursor, plain, bound), cursor, seconds=self._longest_seconds)

    def _run(self, cursor: Connection, sql: str, bound: Mapping[str, object]) -> Table:
        cursor.execute("BEGIN TRANSACTION READ ONLY")
        described = cursor.execute(f"DESCRIBE {sql}", bound).fetchall()
        cursor.execute(_without_zones(sql, described), bound)
        return table_of([str(row[0]) for row in described], list(self._fetched(cursor)))

    def _fetched(self, cursor: Connection) -> Iterator[list[object]]:
        count = 0
        while rows := cursor.fetchmany(_CHUNK_ROWS):
            count += len(rows)
            if count > self._most_rows:
                raise QueryRefused(
                    f"the query gives more than {self._most_rows:,} rows", hint="add LIMIT, or let SQL count or group"
                )
            yield from ([_to_value(value) for value in row] for row in rows)

    @contextmanager
    def _judged(self) -> Iterator[None]:
        """DuckDB's complaints about the user's SQL, and its real troubles, told apart."""
        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise QueryRefused(
                "the query needs more memory than it may have", hint="add a WHERE or a LIMIT, or select fewer columns"
            ) from error
        except duckdb.Error as error:
            meaning = meaning_of(error, self._database.path)
            if isinstance(meaning, StoreDamaged) or type(meaning) is not StoreError:
                raise meaning from error
            raise _wrong(error) from error


def _bound(cursor: Connection, sql: str, values: Mapping[str, object]) -> dict[str, object]:
    (statement,) = cursor.extract_statements(sql)
    missing = sorted(set(statement.named_parameters) - set(values))
    if missing:
        raise QueryRefused(f"the query uses ${missing[0]}, which has no value", hint="write the value into the query")
    return {name: values[name] for name in statement.named_parameters}


def _watched(work: Callable[[], Table], cursor: Connection, *, seconds: float) -> Table:
    """The result of `work`, done by a thread of its own.

    DuckDB looks for an interrupt from the keyboard between its tasks, and one task may be a whole query; a thread that
    only waits hears it soon, in short steps even when the system has told another thread.
    """
    future: Future[Table] = Future()

    def run() -> None:
        try:
            future.set_result(work())
        except BaseException as error:
            future.set_exception(error)

    thread = threading.Thread(target=run, name="botmail-query", daemon=True)
    thread.start()
    deadline = time.monotonic() + seconds
    try:
        while not future.done() and time.monotonic() < deadline:
            wait([future], timeout=_STEP_SECONDS)
        if future.done():
            return future.result()
        raise QueryRefused(
            f"the query took longer than {seconds:g} seconds and was stopped",
            hint="add a WHERE or a LIMIT, or join on a column",
        )
    finally:
        while thread.is_alive():
            if not future.done():
                cursor.interrupt()
            thread.join(_STEP_SECONDS)


def _without_zones(sql: str, described: list[Row]) -> str:
    """The query with times in UTC without a zone: fetching zoned ones would need pytz."""
    if not any(_ZONED in str(row[1]) for row in described):
        return sql
    columns = ", ".join(
        f"CAST(#{number} AS {str(row[1]).replace(_ZONED, 'TIMESTAMP')})"
        for number, row in enumerate(described, start=1)
    )
    return f"SELECT {columns} FROM (\n{sql}\n)"


def _without_semicolon(sql: str) -> str:
    code = [(start, kind) for start, kind in duckdb.tokenize(sql) if kind != duckdb.token_type.comment]
    while code and sql[code[-1][0]] == ";":
        start, _ = code.pop()
        sql = sql[:start] + " " + sql[start + 1 :]
    return sql


def _to_value(value: object) -> object:
    """A value as the language knows it."""
    if isinstance(value, dt.datetime):
        return value.replace(tzinfo=dt.UTC)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, list | tuple):
        return [_to_value(item) for item in value]
    if isinstance(value, dict):
        return {key: _to_value(item) for key, item in value.items()}
    return value


def _wrong(error: duckdb.Error) -> QueryRefused:
    first, *rest = str(error).split("\n")
    if isinstance(error, duckdb.ConversionException):
        return QueryRefused(f"the query is wrong: {first}", hint="TRY_CAST(x AS type) gives null where it does not fit")
    near = next((line.strip() for line in rest if line.startswith(("Did you mean", "Candidate"))), "")
    return QueryRefused(f"the query is wrong: {first}", hint=near or "DESCRIBE mail lists the columns of a view")
