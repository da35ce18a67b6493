"""A user's SELECT: what it may read, and the walls around it."""

from __future__ import annotations

import datetime as dt
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from botmail.domain.errors import QueryRefused
from botmail.domain.records import SeenMail
from botmail.domain.table import Table, table_of
from botmail.store.query import UserQueries
from botmail.store.store import Store, open_store
from tests.store.moments import NOON

VARIABLES = {
    "Emails": table_of(["name", "age"], [["Ann", 41], ["Bob", 29]]),
    "leads": table_of(["mail"], []),
}


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> Iterator[UserQueries]:
    """One store for all tests here: a query changes nothing, which the tests check."""
    store = open_store(tmp_path_factory.mktemp("queries"), environ={})
    mails = [
        SeenMail(account="me", folder="INBOX", uidvalidity=1, uid=uid, key=f"k{uid}", subject=subject, received=NOON)
        for uid, subject in enumerate(["Invoice", "Lunch", "Größe 😀"], start=1)
    ]
    with store.database.unit_of_work() as unit:
        store.emails.remember(unit, mails, at=NOON)
        unit.execute("CREATE TABLE my.clients (name VARCHAR)")
        unit.execute("INSERT INTO my.clients VALUES ('Acme')")
    yield store.queries
    store.close()


READABLE = [
    ("SELECT subject FROM mail WHERE subject LIKE 'I%'", [{"subject": "Invoice"}]),
    ("select SUBJECT from main.MAIL order by uid desc limit 1;", [{"subject": "Größe 😀"}]),
    ("FROM mail SELECT count(*) AS n -- a comment", [{"n": 3}]),
    ("SELECT received FROM mail LIMIT 1", [{"received": NOON}]),
    ("SELECT [received] AS l FROM mail LIMIT 1", [{"l": [NOON]}]),
    ("SELECT day, received, sent FROM daily", [{"day": dt.date(2026, 11, 23), "received": 3, "sent": 0}]),
    ("SELECT count(*) AS n FROM sends, folders, drafts, tasks, tickets", [{"n": 0}]),
    ("SELECT name FROM emails ORDER BY age", [{"name": "Bob"}, {"name": "Ann"}]),
    ("SELECT * FROM LEADS", []),
    ("SELECT name FROM my.clients", [{"name": "Acme"}]),
    ("WITH old AS (SELECT * FROM emails WHERE age > 40) SELECT name FROM old", [{"name": "Ann"}]),
    (
        "WITH RECURSIVE n AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM n WHERE a < 3) SELECT max(a) AS a FROM n",
        [{"a": 3}],
    ),
    ("SELECT uid FROM mail UNION ALL SELECT age FROM emails ORDER BY 1 DESC LIMIT 1", [{"uid": 41}]),
    ("SELECT 1.5 AS price, sum(1) AS n", [{"price": 1.5, "n": 1}]),
    ("SELECT typeof(now()) AS t", [{"t": "TIMESTAMP WITH TIME ZONE"}]),
    ("SELECT {'a': 1, 'b': ['x']} AS s", [{"s": {"a": 1, "b": ["x"]}}]),
    ("SELECT range AS n FROM range(2)", [{"n": 0}, {"n": 1}]),
    ("SELECT lpad(name, 5, '.') AS n FROM emails LIMIT 1", [{"n": "..Ann"}]),
    ("SELECT ';' AS a, '--' AS b;", [{"a": ";", "b": "--"}]),
    ("SELECT column_name FROM (DESCRIBE emails)", [{"column_name": "name"}, {"column_name": "age"}]),
    ("VALUES (1)", [{"col0": 1}]),
]


@pytest.mark.parametrize(("sql", "rows"), READABLE)
def test_query_reads_views_variables_and_own_tables(
    queries: UserQueries, sql: str, rows: list[dict[str, object]]
) -> None:
    assert list(queries.select(sql, VARIABLES)) == rows


REFUSED = {
    "one SELECT": [
        "COPY mail TO '{out}'",
        "COPY (SELECT 1) TO '{out}'",
        "EXPORT DATABASE '{out}'",
        "ATTACH '{out}'",
        "ATTACH ':memory:' AS other",
        "SET memory_limit = '9GB'",
        "RESET memory_limit",
        "INSTALL httpfs",
        "LOAD httpfs",
        "PRAGMA database_list",
        "CALL duckdb_settings()",
        "INSERT INTO my.clients VALUES ('x')",
        "UPDATE my.clients SET name = 'x'",
        "DELETE FROM my.clients",
        "TRUNCATE my.clients",
        "CREATE TABLE my.t (n INTEGER)",
        "CREATE OR REPLACE VIEW mail AS SELECT 1",
        "CREATE MACRO m() AS 1",
        "CREATE SECRET s (TYPE s3)",
        "ALTER TABLE my.clients RENAME TO c",
        "DROP VIEW mail",
        "BEGIN",
        "COMMIT",
        "CHECKPOINT",
        "VACUUM",
        "USE my",
        "PREPARE p AS SELECT 1",
        "EXPLAIN SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT 1; DROP TABLE my.clients",
        "PIVOT mail ON folder USING count(*)",
    ],
    "writes": [
        "WITH x AS (INSERT INTO my.clients VALUES ('x') RETURNING name) SELECT * FROM x",
        "WITH x AS (DELETE FROM my.clients RETURNING name) SELECT * FROM x",
    ],
    "may not be used": [
        "SELECT * FROM read_text('{secret}')",
        "SELECT * FROM read_csv('{secret}')",
        "SELECT * FROM read_blob('{secret}')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM sniff_csv('{secret}')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM duckdb_settings()",
        "SELECT * FROM duckdb_tables()",
        "SELECT * FROM pragma_table_info('store')",
        "SELECT * FROM query('SELECT * FROM store')",
        "SELECT * FROM query_table('store')",
        "SELECT * FROM mail, LATERAL (SELECT * FROM query_table('store'))",
        "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
        "SELECT current_setting('temp_directory')",
        "SELECT getvariable('x')",
        "SELECT nextval('x')",
        "SELECT write_log('x')",
        "SELECT sleep_ms(60000)",
        "SELECT list_transform([1], x -> x + length(current_setting('threads')))",
    ],
    "no table": [
        "SELECT * FROM '{secret}'",
        "SELECT * FROM store",
        "SELECT * FROM main.store",
        "SELECT * FROM botmail.main.store",
        'SELECT * FROM "STORE"',
        "SELECT * FROM main.emails",
        "SELECT * FROM temp.main.emails",
        "SELECT * FROM user_email_accounts",
        "SELECT * FROM outbox",
        "SELECT * FROM audit",
        "SELECT * FROM information_schema.tables",
        "SELECT * FROM pg_catalog.pg_class",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM duckdb_tables",
        "SELECT * FROM my.main.store",
        "SELECT * FROM mail UNION ALL SELECT * FROM outbox",
        "SELECT (SELECT audit_key FROM store)",
        "SELECT * FROM mail WHERE EXISTS (FROM store)",
        "SELECT * FROM mail ORDER BY (SELECT id FROM store)",
        "SELECT 1 LIMIT (SELECT length(id) FROM store)",
        "SELECT list_transform([1], x -> (SELECT id FROM store))",
        "WITH x AS (SELECT * FROM store) SELECT * FROM x",
        "DESCRIBE store",
        "SUMMARIZE user_email_accounts",
        "TABLE store",
    ],
    "WITH may not use": [
        "WITH store AS (SELECT 1) SELECT * FROM store",
        "WITH store AS (SELECT * FROM store) SELECT * FROM store",
        "SELECT * FROM (WITH store AS (SELECT 1) SELECT 2), store",
        "WITH duckdb_tables AS (SELECT 1) SELECT 2",
    ],
    "plain number": [
        "SELECT repeat('x', 1000000000)",
        "SELECT repeat(repeat('x', 100000), 100000)",
        "SELECT rpad('x', (SELECT 1000000000), 'y')",
        "SELECT len(range(1000000000))",
        "SELECT list_resize([1], uid) FROM mail",
    ],
    "SHOW": ["SHOW TABLES", "SHOW ALL TABLES", "SHOW DATABASES"],
    "empty": ["", "  ", "-- nothing", ";"],
    "not SQL": ["SELEC 1", "SELECT FROM WHERE", "what is this", "SELECT 'open"],
    "is wrong": [
        "SELECT nosuch FROM mail",
        "SELECT CAST('x' AS INTEGER)",
        "SELECT sum(subject) FROM mail",
        "SELECT 1/'a'",
    ],
    "no value": ["SELECT $who"],
    "too deeply": ["SELECT " + "(" * 5000 + "1" + ")" * 5000, "SELECT " + "+".join(["1"] * 50_000)],
}


@pytest.mark.parametrize(("words", "sql"), [(words, sql) for words, queries in REFUSED.items() for sql in queries])
def test_query_that_does_more_is_refused_in_a_sentence(
    queries: UserQueries, tmp_path: Path, words: str, sql: str
) -> None:
    secret, out = tmp_path / "secret.csv", tmp_path / "out"
    secret.write_text("password\nhunter2\n")
    with pytest.raises(QueryRefused) as caught:
        queries.select(sql.replace("{secret}", str(secret)).replace("{out}", str(out)))
    assert words in caught.value.message
    assert caught.value.hint
    assert "hunter2" not in caught.value.message
    assert not out.exists()
    assert list(queries.select("SELECT name FROM my.clients")) == [{"name": "Acme"}]


def test_refusal_names_what_can_be_read(queries: UserQueries) -> None:
    with pytest.raises(QueryRefused) as caught:
        queries.select("SELECT * FROM Mails", VARIABLES)
    assert (caught.value.message, caught.value.hint) == (
        'there is no table "mails" to read',
        "there are mail, sends, daily, folders, drafts, tasks, tickets, your variables emails, leads and your own "
        "tables as my.name",
    )


def test_refusal_of_a_column_names_the_nearest(queries: UserQueries) -> None:
    with pytest.raises(QueryRefused) as caught:
        queries.select("SELECT subjet FROM mail")
    assert "subject" in caught.value.hint


def test_values_are_bound_and_never_read_as_sql(queries: UserQueries) -> None:
    found = queries.select(
        "SELECT name, $who AS who FROM emails WHERE name = $who", VARIABLES, values={"who": "Ann", "x": 1}
    )
    assert list(found) == [{"name": "Ann", "who": "Ann"}]
    assert len(queries.select("SELECT 1 FROM emails WHERE name = $w", VARIABLES, values={"w": "x' OR '1'='1"})) == 0


def test_parameters_hide_no_table(queries: UserQueries) -> None:
    with pytest.raises(QueryRefused, match="no table"):
        queries.select("SELECT $a FROM store", values={"a": 1})


ENDLESS = "WITH RECURSIVE n AS (SELECT 1 AS a UNION ALL SELECT a + 1 FROM n) SELECT count(*) FROM n"


def test_query_that_takes_too_long_is_stopped(store: Store) -> None:
    with pytest.raises(QueryRefused, match=r"longer than 0.3 seconds"):
        UserQueries(store.database, longest_seconds=0.3).select(ENDLESS)
    assert list(store.queries.select("SELECT 1 AS a")) == [{"a": 1}]


def test_interrupt_from_the_keyboard_ends_a_query_and_stays_an_interrupt(store: Store) -> None:
    timer = threading.Timer(0.3, os.kill, [os.getpid(), signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        store.queries.select(ENDLESS)
    timer.join()
    assert list(store.queries.select("SELECT 1 AS a")) == [{"a": 1}]


def test_query_with_too_many_rows_is_refused(store: Store) -> None:
    with pytest.raises(QueryRefused, match="more than 100 rows"):
        UserQueries(store.database, most_rows=100).select("SELECT * FROM range(101)")


COLUMNS = [
    ([True, None], "BOOLEAN", [True, None]),
    ([1, 2], "BIGINT", [1, 2]),
    ([1, 2.5], "DOUBLE", [1.0, 2.5]),
    ([2**70], "DOUBLE", [float(2**70)]),
    (["a", None], "VARCHAR", ["a", None]),
    (["a", 1], "VARCHAR", ["a", "1"]),
    ([True, 1], "VARCHAR", ["True", "1"]),
    ([dt.date(2026, 1, 2)], "DATE", [dt.date(2026, 1, 2)]),
    ([NOON.astimezone(dt.timezone(dt.timedelta(hours=2)))], "TIMESTAMP", [NOON]),
    ([dt.time(12, 30)], "TIME", [dt.time(12, 30)]),
    ([b"\x00\xff"], "BLOB", [b"\x00\xff"]),
    ([["a", "b"], (), None], "VARCHAR[]", [["a", "b"], [], None]),
    ([None, None], "VARCHAR", [None, None]),
]


@pytest.mark.parametrize(("values", "kind", "found"), COLUMNS)
def test_variable_keeps_the_types_of_its_values(
    queries: UserQueries, values: list[object], kind: str, found: list[object]
) -> None:
    variables = {"t": Table(("v",), (tuple(values),))}
    assert list(queries.select("SELECT v FROM t", variables).column("v")) == found
    assert queries.select("SELECT typeof(v) AS k FROM t", variables)[0] == {"k": kind}


def test_variable_with_odd_names_can_be_read(queries: UserQueries) -> None:
    variables = {'my "list"': table_of(['a "b"', "from"], [[1, 2]])}
    assert list(queries.select('SELECT "a ""b""", "from" FROM "my ""list"""', variables)) == [{'a "b"': 1, "from": 2}]


def test_variable_lasts_for_one_query(queries: UserQueries) -> None:
    assert len(queries.select("SELECT * FROM emails", VARIABLES)) == 2
    with pytest.raises(QueryRefused, match="no table"):
        queries.select("SELECT * FROM emails")


def test_variable_never_takes_the_place_of_a_table_behind_a_view(queries: UserQueries) -> None:
    names = ["emails", "outbox", "metrics", "email_folders", "email_drafts"]
    variables = {name: table_of(["x"], [[1]]) for name in names}
    joined = f"SELECT (SELECT count(*) FROM mail) AS n, (SELECT count(*) FROM daily) AS d FROM {', '.join(names)}"
    assert list(queries.select(joined, variables)) == [{"n": 3, "d": 1}]
    for view in ("sends", "folders", "drafts"):
        assert list(queries.select(f"SELECT * FROM {view}, {', '.join(names)}", variables)) == []


def test_order_of_the_query_is_the_order_of_the_rows(queries: UserQueries) -> None:
    numbers = [(number * 7919) % 50_021 for number in range(50_021)]
    found = queries.select("SELECT n FROM many ORDER BY n DESC", {"many": table_of(["n"], [[n] for n in numbers])})
    assert found.column("n") == tuple(sorted(numbers, reverse=True))


def test_variable_hides_the_view_of_its_name(queries: UserQueries) -> None:
    assert list(queries.select("SELECT * FROM mail", {"mail": table_of(["a"], [[1]])})) == [{"a": 1}]
