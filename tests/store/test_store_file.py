"""Files that must not be used: each is refused with its own error, and left byte for byte as it was."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from botmail.domain.errors import StoreDamaged, StoreError, StoreReadOnly, StoreTooNew
from botmail.store.connection import connect
from botmail.store.database import FILE_NAME, Database
from botmail.store.migrate import Migration, migrate, shipped
from tests.store.conftest import Start


def _made(folder: Path) -> Path:
    with Database(folder) as database, database.unit_of_work() as unit:
        unit.insert_many("metrics", types=_METRIC, columns=_metrics(5000))
    return folder / FILE_NAME


_METRIC = {"at": "TIMESTAMP", "kind": "VARCHAR", "account": "VARCHAR", "count": "BIGINT", "seconds": "DOUBLE"}


def _metrics(count: int) -> list[list[object]]:
    return [
        ["2026-11-23 12:00:00"] * count,
        [f"kind {n}" for n in range(count)],
        [""] * count,
        [1] * count,
        [0.5] * count,
    ]


def _newer(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (9999, 'future', '', now()::TIMESTAMP)")


def _newer_with_a_log(path: Path) -> None:
    connection = duckdb.connect(str(path))
    connection.execute("PRAGMA disable_checkpoint_on_shutdown")
    connection.execute("INSERT INTO schema_migrations VALUES (9999, 'future', '', now()::TIMESTAMP)")
    connection.close()


def _foreign(path: Path) -> None:
    path.unlink()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE guests (name VARCHAR)")


def _text(path: Path) -> None:
    path.write_bytes(b"this was never a store\n" * 1000)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scribbled_head(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = bytes(8192)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (_newer, StoreTooNew),
        (_newer_with_a_log, StoreTooNew),
        (_foreign, StoreDamaged),
        (_text, StoreDamaged),
        (_empty, StoreDamaged),
        (_cut_short, StoreDamaged),
        (_scribbled_head, StoreDamaged),
    ],
)
def test_file_that_must_not_be_used_is_refused_and_left_untouched(
    folder: Path, spoil: Callable[[Path], None], error: type[StoreError]
) -> None:
    path = _made(folder)
    spoil(path)
    before = _fingerprints(folder)
    with (
        Database(folder) as database,
        pytest.raises(error, match="left untouched") as caught,
        database.unit_of_work() as unit,
    ):
        unit.rows("SELECT * FROM metrics")
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert _fingerprints(folder) == before


def _fingerprints(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob(f"{FILE_NAME}*")}


def test_folder_that_is_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("")
    with Database(tmp_path / "store") as database, pytest.raises(StoreReadOnly, match="store"), database.unit_of_work():
        pass


FULL = """
import resource, signal
from botmail.domain.errors import StoreReadOnly
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database = Database(folder)
with database.unit_of_work() as unit: unit.execute("CREATE TABLE my.rows (text VARCHAR)")
size = database.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100_000, resource.RLIM_INFINITY))
try:
    for number in range(1000):
        with database.unit_of_work() as unit:
            unit.execute("INSERT INTO my.rows VALUES (repeat(?, 2000))", [str(number)])
except StoreReadOnly as error:
    print(error.message)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with database.unit_of_work() as unit: print(unit.row("SELECT count(*) = ? FROM my.rows", [number]))
"""


def test_full_disk_is_said_and_keeps_what_was_committed(start: Start) -> None:
    output, complaints = start(FULL).communicate(timeout=60)
    assert complaints == ""
    sentence, kept = output.splitlines()
    assert "cannot be written" in sentence
    assert kept == "(True,)"


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.version for migration in shipped()] == list(range(1, len(shipped()) + 1))


def test_store_of_an_older_program_is_brought_up_to_date_step_by_step(folder: Path) -> None:
    with Database(folder, migrations=shipped()[:2]) as database, database.unit_of_work() as unit:
        unit.execute("INSERT INTO metrics VALUES ('2026-11-23 12:00:00', 'sent', 'me', 1, 0)")
    with Database(folder) as database, database.unit_of_work() as unit:
        assert unit.rows("SELECT version, name FROM schema_migrations ORDER BY version") == [
            (migration.version, migration.name) for migration in shipped()
        ]
        assert unit.row("SELECT sent FROM daily") == (1,)


def test_migration_that_fails_leaves_neither_tables_nor_record() -> None:
    steps = [
        Migration(1, "good", "CREATE TABLE a (n INTEGER);"),
        Migration(2, "bad", "CREATE TABLE b (n INTEGER); nonsense;"),
    ]
    with connect(":memory:") as connection:
        with pytest.raises(duckdb.Error):
            migrate(connection, steps)
        assert connection.execute("SELECT version FROM schema_migrations").fetchall() == [(1,)]
        assert connection.execute("SELECT table_name FROM duckdb_tables() WHERE table_name = 'b'").fetchall() == []
