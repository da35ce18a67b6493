"""The leased database within one process: transactions, threads, and what may not be done with it."""

from __future__ import annotations

import stat
import threading
import time
from pathlib import Path

import pytest

from botmail.domain.errors import StoreBusy, StoreError
from botmail.store.database import Database


def _count(database: Database) -> int:
    with database.unit_of_work() as unit:
        row = unit.row("SELECT count(*) FROM my.rows")
    return int(str(row[0])) if row else -1


@pytest.fixture
def table(database: Database) -> Database:
    with database.unit_of_work() as unit:
        unit.execute("CREATE TABLE my.rows (number BIGINT)")
    return database


def test_unit_of_work_commits_at_its_end(table: Database, folder: Path) -> None:
    with table.unit_of_work() as unit:
        unit.execute("INSERT INTO my.rows VALUES (?)", [7])
    table.close()
    with Database(folder) as again:
        assert _count(again) == 1


def test_unit_of_work_that_raises_leaves_nothing(table: Database) -> None:
    def fail() -> None:
        with table.unit_of_work() as unit:
            unit.execute("INSERT INTO my.rows VALUES (7)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert _count(table) == 0


def test_unit_of_work_inside_another_is_refused_and_the_outer_one_goes_on(table: Database) -> None:
    with table.unit_of_work() as unit:
        with pytest.raises(RuntimeError, match="inside another"), table.unit_of_work():
            pass
        unit.execute("INSERT INTO my.rows VALUES (7)")
    assert _count(table) == 1


def test_unit_is_of_no_use_after_its_end(table: Database) -> None:
    with table.unit_of_work() as unit:
        pass
    with pytest.raises(RuntimeError, match="over"):
        unit.execute("INSERT INTO my.rows VALUES (7)")


def test_database_that_was_closed_says_so(table: Database) -> None:
    table.close()
    with pytest.raises(RuntimeError, match="closed"), table.unit_of_work():
        pass


def test_threads_take_turns_and_lose_nothing(table: Database) -> None:
    def write() -> None:
        for number in range(25):
            with table.unit_of_work() as unit:
                unit.execute("INSERT INTO my.rows VALUES (?)", [number])

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert _count(table) == 100


def test_thread_that_waits_too_long_is_told_what_for(folder: Path) -> None:
    told: list[StoreBusy] = []

    def wait() -> None:
        try:
            with database.unit_of_work():
                pass
        except StoreBusy as error:
            told.append(error)

    with Database(folder, wait_seconds=0.1) as database, database.unit_of_work("a long count"):
        thread = threading.Thread(target=wait)
        thread.start()
        thread.join()
    assert [error.message for error in told] == [
        "the store was busy for 0 seconds: this process uses it for a long count"
    ]


@pytest.mark.usefixtures("table")
def test_connection_is_given_up_when_nobody_uses_it() -> None:
    deadline = time.monotonic() + 10
    while _watchers() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _watchers() == []


def test_background_threads_never_keep_the_process_alive(table: Database) -> None:
    assert all(thread.daemon for thread in _watchers())
    table.close()
    deadline = time.monotonic() + 5
    while _watchers() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert _watchers() == []


def test_files_belong_to_their_owner_alone(table: Database, folder: Path) -> None:
    with table.unit_of_work() as unit:
        unit.execute("INSERT INTO my.rows VALUES (1)")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert {"botmail.duckdb", "botmail.duckdb.wal", "store.lock", "store.gate"} <= modes.keys()
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_store_has_one_id_for_good(folder: Path) -> None:
    ids = set()
    for _ in range(2):
        with Database(folder) as database:
            ids.add(database.store_id())
    assert len(ids) == 1
    assert len(ids.pop()) == 32


def test_text_in_the_error_of_a_unit_is_ours(table: Database) -> None:
    with pytest.raises(StoreError, match="cannot do this"), table.unit_of_work() as unit:
        unit.execute("SELECT * FROM nowhere")
    assert _count(table) == 0


def _watchers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "botmail-store-lease"]
