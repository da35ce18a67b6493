"""How fast several processes share the store: `python benchmarks/store.py`.

Four processes write 200 single rows each, by the lease and by opening the file for every write. Prints writes a
second, what was lost, and how long a reader waits among the writers and beside an idle holder.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from botmail.store.database import Database

PROCESSES = 4
WRITES = 200

WRITER = """
import json, sys, time
from pathlib import Path
from botmail.store.database import Database

folder, name, count, opens_each_time = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4] == "each"
sys.stdin.readline()
begin = time.monotonic()
database = Database(folder)
for number in range(count):
    if opens_each_time:
        database.close()
        database = Database(folder)
    with database.unit_of_work("a benchmark") as unit:
        unit.execute("INSERT INTO my.rows VALUES (?, ?)", [name, number])
print(json.dumps([begin, time.monotonic()]))
database.close()
"""

READER = """
import json, sys, time
from pathlib import Path
from botmail.store.database import Database

folder, count = Path(sys.argv[1]), int(sys.argv[2])
sys.stdin.readline()
waits = []
for _ in range(count):
    with Database(folder) as database:
        begin = time.perf_counter()
        with database.unit_of_work("a benchmark") as unit:
            unit.rows("SELECT count(*) FROM my.rows")
        waits.append(time.perf_counter() - begin)
    time.sleep(0.02)
print(json.dumps(waits))
"""


def started(program: str, *arguments: object) -> subprocess.Popen[str]:
    """A process that waits for a line before it begins."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def go(process: subprocess.Popen[str]) -> None:
    """Let it begin."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def contend(folder: Path, *, mode: str, reads: int) -> tuple[float, int, list[float]]:
    """Writes a second, how many were lost, and how long each of a fifth process's `reads` waited, in seconds."""
    folder.mkdir()
    with Database(folder) as database, database.unit_of_work() as unit:
        unit.execute("CREATE TABLE my.rows (name VARCHAR, number BIGINT)")
    writers = [started(WRITER, folder, name, WRITES, mode) for name in range(PROCESSES)]
    reader = started(READER, folder, reads)
    time.sleep(1.5)
    for process in (*writers, reader):
        go(process)
    times = [json.loads(process.communicate()[0]) for process in writers]
    waits = json.loads(reader.communicate()[0])
    with Database(folder) as database, database.unit_of_work() as unit:
        row = unit.row("SELECT count(DISTINCT (name, number)) FROM my.rows")
    seconds = max(end for _, end in times) - min(begin for begin, _ in times)
    total = PROCESSES * WRITES
    return total / seconds, total - (int(str(row[0])) if row else 0), waits


def wait_beside_idle(folder: Path) -> float:
    """How long another process's first read takes while this one holds the store without using it."""
    reader = started(READER, folder, 1)
    time.sleep(1.0)
    with Database(folder) as database:
        with database.unit_of_work():
            pass
        go(reader)
        return float(json.loads(reader.communicate()[0])[0])


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as place:
        for mode, label in (("lease", "by the lease"), ("each", "opening each time")):
            rate, lost, _ = contend(Path(place) / mode, mode=mode, reads=0)
            print(f"{label}: {rate:.0f} writes/s, {lost} lost")
        rate, lost, waits = contend(Path(place) / "read", mode="lease", reads=5)
        print(
            f"with a reader: {rate:.0f} writes/s, {lost} lost, "
            f"a read takes {statistics.median(waits) * 1000:.0f} ms (longest {max(waits) * 1000:.0f})"
        )
        idle = statistics.median(wait_beside_idle(Path(place) / "lease") for _ in range(5))
        print(f"beside an idle holder: a first read takes {idle * 1000:.0f} ms, opening included")


if __name__ == "__main__":
    main()
