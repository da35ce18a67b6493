"""Several processes on one store: nothing is lost, nobody starves, a killed holder blocks no one."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from botmail.domain.errors import StoreBusy
from botmail.store.database import Database
from tests.store.conftest import Start

WRITER = """
database = Database(folder)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[3])):
    with database.unit_of_work("a test") as unit:
        unit.execute("INSERT INTO my.rows VALUES (?, ?)", [sys.argv[2], number])
    print(number, flush=True)
"""

HOLDER = """
with Database(folder).unit_of_work("counting the stars") as unit:
    print("holding", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def table(folder: Path) -> None:
    with Database(folder) as database, database.unit_of_work() as unit:
        unit.execute("CREATE TABLE my.rows (name VARCHAR, number BIGINT)")


def _first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def _rows(folder: Path, name: str) -> set[int]:
    with Database(folder) as database, database.unit_of_work() as unit:
        return {int(str(row[0])) for row in unit.rows("SELECT number FROM my.rows WHERE name = ?", [name])}


@pytest.mark.usefixtures("table")
def test_processes_that_write_at_once_lose_nothing(folder: Path, start: Start) -> None:
    writers = [start(WRITER, name, 50) for name in range(4)]
    assert [_first_line(writer) for writer in writers] == ["ready"] * 4
    for writer in writers:
        _go(writer)
    assert [writer.communicate()[1] for writer in writers] == [""] * 4
    assert [_rows(folder, str(name)) for name in range(4)] == [set(range(50))] * 4


@pytest.mark.deep
@pytest.mark.usefixtures("table")
def test_writers_of_which_one_after_the_other_is_killed_lose_nothing(folder: Path, start: Start) -> None:
    writers = [start(WRITER, name, 200) for name in range(8)]
    assert [_first_line(writer) for writer in writers] == ["ready"] * 8
    for writer in writers:
        _go(writer)
    for writer in writers[:4]:
        time.sleep(0.3)
        writer.kill()
    acknowledged = [{int(line) for line in writer.communicate()[0].splitlines()} for writer in writers]
    rows = [_rows(folder, str(name)) for name in range(8)]
    assert [done - found for done, found in zip(acknowledged, rows, strict=True)] == [set()] * 8
    assert rows[4:] == [set(range(200))] * 4


@pytest.mark.usefixtures("table")
def test_reader_gets_its_turn_among_writers(folder: Path, start: Start) -> None:
    writers = [start(WRITER, name, 100_000) for name in range(2)]
    for writer in writers:
        _first_line(writer)
        _go(writer)
    with Database(folder, wait_seconds=10) as database:
        for _ in range(3):
            with database.unit_of_work() as unit:
                unit.rows("SELECT count(*) FROM my.rows")
            time.sleep(0.1)


def test_idle_holder_gives_the_store_up_when_asked(folder: Path, start: Start) -> None:
    holder = start(
        'database = Database(folder)\nwith database.unit_of_work(): pass\nprint("idle", flush=True)\ntime.sleep(60)'
    )
    assert _first_line(holder) == "idle"
    with Database(folder, wait_seconds=5) as database, database.unit_of_work() as unit:
        assert unit.row("SELECT 1") == (1,)
    assert holder.poll() is None


def test_busy_store_names_who_holds_it_and_what_for(folder: Path, start: Start) -> None:
    holder = start(HOLDER)
    assert _first_line(holder) == "holding"
    with Database(folder, wait_seconds=0.3) as database, pytest.raises(StoreBusy) as caught, database.unit_of_work():
        pass
    assert f"process {holder.pid} holds it for counting the stars since" in caught.value.message
    assert "try again" in caught.value.hint


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("written", [1, 5, 9, 14, 20, 27, 35, 44, 54, 65])
def test_killed_holder_loses_no_row_that_was_acknowledged(folder: Path, start: Start, written: int) -> None:
    writer = start(WRITER, "victim", 100_000)
    _first_line(writer)
    _go(writer)
    acknowledged = {int(_first_line(writer)) for _ in range(written)}
    writer.send_signal(signal.SIGKILL)
    assert writer.stdout is not None
    # Not communicate(): it would pass over what is buffered already.
    acknowledged |= {int(line) for line in writer.stdout.read().split()}
    rows = _rows(folder, "victim")
    assert acknowledged <= rows
    # The one row more is the one whose acknowledgement did not get out.
    assert len(rows - acknowledged) <= 1


@pytest.mark.parametrize("delay", [0.0, 0.01, 0.02, 0.03, 0.05, 0.08])
def test_kill_while_the_store_is_made_leaves_none_or_a_whole_one(folder: Path, start: Start, delay: float) -> None:
    maker = start('print("making", flush=True)\nwith Database(folder).unit_of_work(): pass\ntime.sleep(60)')
    assert _first_line(maker) == "making"
    time.sleep(delay)
    maker.kill()
    maker.wait()
    with Database(folder) as database, database.unit_of_work() as unit:
        assert unit.row("SELECT count(*) FROM mail") == (0,)


def test_exit_is_not_held_up_by_a_connection_that_is_still_open(start: Start) -> None:
    process = start(
        "database = Database(folder)\n"
        "with database.unit_of_work(): pass\n"
        "begin = time.monotonic()\n"
        "print(begin, flush=True)"
    )
    begin = float(_first_line(process))
    output, complaints = process.communicate()
    assert (output, complaints, process.returncode) == ("", "", 0)
    assert time.monotonic() - begin < 2


FORK = """
import os, warnings
warnings.simplefilter("ignore")
database = Database(folder)
with database.unit_of_work() as unit:
    unit.execute("CREATE TABLE my.rows (name VARCHAR)")
child = os.fork()
with database.unit_of_work() as unit:
    unit.execute("INSERT INTO my.rows VALUES (?)", ["parent" if child else "child"])
if child:
    os.waitpid(child, 0)
    with database.unit_of_work() as unit:
        print(sorted(name for name, in unit.rows("SELECT name FROM my.rows")), flush=True)
else:
    database.close()
    os._exit(0)
"""


FORK_INSIDE = """
import os, warnings
from botmail.domain.errors import StoreBusy
warnings.simplefilter("ignore")
database = Database(folder)
with database.unit_of_work() as unit:
    child = os.fork()
    if not child:
        try:
            with Database.unit_of_work(database): pass
        except StoreBusy as error:
            print(error.message, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    unit.execute("CREATE TABLE my.rows (name VARCHAR)")
with database.unit_of_work() as unit:
    print(unit.row("SELECT count(*) FROM my.rows"), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_child_forked_inside_a_unit_is_told_and_the_parent_goes_on(start: Start) -> None:
    output, complaints = start(FORK_INSIDE).communicate(timeout=30)
    assert (output, complaints) == ("this process was forked while the store was in use\n(0,)\n", "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_forked_child_takes_its_own_turns(start: Start) -> None:
    output, complaints = start(FORK).communicate(timeout=30)
    assert (output, complaints) == ("['child', 'parent']\n", "")


def test_intents_of_a_living_process_are_not_those_of_a_dead_one(folder: Path, start: Start) -> None:
    holder = start(
        "database = Database(folder)\n"
        "with database.unit_of_work() as unit: print(unit.owner, flush=True)\n"
        "time.sleep(60)"
    )
    owner = _first_line(holder)
    with Database(folder) as database:
        with database.unit_of_work() as unit:
            assert (database.is_alive(owner), database.is_alive(unit.owner)) == (True, True)
        holder.kill()
        holder.wait()
        with database.unit_of_work():
            assert (database.is_alive(owner), database.is_alive("nobody"), database.is_alive("")) == (
                False,
                False,
                False,
            )
