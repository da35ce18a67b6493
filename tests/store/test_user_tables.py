"""Users' tables: made by their first rows, growing with their values, whatever the names and values hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from botmail.domain.errors import ProgramError
from botmail.domain.table import table_of_maps
from botmail.store.store import Store
from botmail.store.unit import Unit
from tests.store.moments import NOON

HOSTILE = "x' OR '1'='1"


def put(store: Store, unit: Unit, *rows: Mapping[str, object], table: str = "t") -> None:
    for row in rows:
        store.user_tables.insert(unit, table, table_of_maps([row]))


@pytest.mark.parametrize(
    "value",
    [1, 2.5, True, "text", HOSTILE, "007", dt.date(2026, 11, 23), NOON, [1, "a", None], {"k": [2]}, None, 2**40, ""],
)
def test_value_comes_back_as_it_was(value: object, store: Store) -> None:
    with store.database.unit_of_work() as unit:
        put(store, unit, {"v": value})
    with store.database.unit_of_work() as unit:
        (row,) = store.user_tables.select(unit, "t").rows
    assert row == {"v": value}


@pytest.mark.parametrize(
    ("values", "kind", "kept"),
    [
        ((1, 2.5), "DOUBLE", [1.0, 2.5]),
        ((2.5, 1), "DOUBLE", [2.5, 1.0]),
        ((1, "many"), "VARCHAR", ["1", "many"]),
        (("many", 1), "VARCHAR", ["many", "1"]),
        ((True, 5), "VARCHAR", ["true", "5"]),
        ((None, 5), "BIGINT", [None, 5]),
        (([1], "text"), "VARCHAR", ["[1]", "text"]),
    ],
)
def test_column_becomes_wide_enough(values: tuple[object, ...], kind: str, kept: list[object], store: Store) -> None:
    for value in values:
        with store.database.unit_of_work() as unit:
            put(store, unit, {"v": value})
    with store.database.unit_of_work() as unit:
        assert store.user_tables.columns(unit, "t") == {"v": kind}
        assert list(store.user_tables.select(unit, "t").rows.column("v")) == kept


def test_columns_are_added_and_known_without_case(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        put(store, unit, {"Name": "Ana"}, {"NAME": "Ben", "Age": 3}, table="People")
        assert list(store.user_tables.select(unit, "PEOPLE").rows) == [
            {"Name": "Ana", "Age": None},
            {"Name": "Ben", "Age": 3},
        ]
        assert store.user_tables.names(unit) == ["People"]


@pytest.mark.parametrize("name", ['we"ird', "drop table t; --", "käse", "select", HOSTILE])
def test_name_of_table_and_column_is_only_a_name(name: str, store: Store) -> None:
    with store.database.unit_of_work() as unit:
        put(store, unit, {name: 1}, {name: 2}, table=name)
    with store.database.unit_of_work() as unit:
        first, _ = store.user_tables.select(unit, name).numbers
        store.user_tables.update(unit, name, {first: {name: 5}})
        assert sorted(map(str, store.user_tables.select(unit, name).rows.column(name))) == ["2", "5"]
        assert store.user_tables.names(unit) == [name]


@pytest.mark.parametrize("name", ["", " ", "a\nb", "rowid", "x" * 101, "a\0b"])
def test_name_that_cannot_be_is_refused(name: str, store: Store) -> None:
    with pytest.raises(ProgramError, match="cannot be named"), store.database.unit_of_work() as unit:
        put(store, unit, {name: 1})


@pytest.mark.parametrize(("value", "count"), [(HOSTILE, 1), ("x", 0), (5, 2)])
def test_looking_up_narrows_by_values_of_the_columns_own_type_alone(value: object, count: int, store: Store) -> None:
    with store.database.unit_of_work() as unit:
        put(store, unit, {"v": HOSTILE}, {"v": "5"})
        assert len(store.user_tables.select(unit, "t", equal={"v": value}).numbers) == count


def test_rows_are_changed_and_deleted_by_number(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        put(store, unit, {"v": 1}, {"v": 2}, {"v": 3})
    with store.database.unit_of_work() as unit:
        first, second, _ = store.user_tables.select(unit, "t").numbers
        store.user_tables.update(unit, "t", {first: {"v": 10, "note": HOSTILE}})
        store.user_tables.delete(unit, "t", [second])
    with store.database.unit_of_work() as unit:
        assert list(store.user_tables.select(unit, "t").rows) == [{"v": 10, "note": HOSTILE}, {"v": 3, "note": None}]


def test_column_that_was_text_can_start_again(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        put(store, unit, {"v": "unknown"})
    with store.database.unit_of_work() as unit:
        store.user_tables.delete(unit, "t", store.user_tables.select(unit, "t").numbers)
    with store.database.unit_of_work() as unit:
        put(store, unit, {"v": 3})
        assert store.user_tables.columns(unit, "t") == {"v": "BIGINT"}


def test_table_that_is_not_there_has_no_rows(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        assert len(store.user_tables.select(unit, "nowhere").numbers) == 0


def test_memory_knows_names_without_case_and_by_scope(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.memory.put(unit, "user", name="Key", value="1", at=NOON)
        store.memory.put(unit, "user", name="KEY", value="2", at=NOON)
        store.memory.put(unit, "bot", name="key", value="3", at=NOON)
        assert [store.memory.get(unit, scope, name="key") for scope in ("user", "bot", "none")] == ["2", "3", None]
