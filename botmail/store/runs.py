"""`Runs`: the history of cells and files, in `runs`; sources are known by their hash alone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from botmail.domain.records import RunRecord
from botmail.store.database import Database
from botmail.store.rows import Shape, to_store
from botmail.store.unit import Unit

_SHAPE = Shape(RunRecord, "runs")


class Runs:
    """Runs by id; one that has no end and whose process is gone was cut off."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, unit: Unit, run: RunRecord) -> None:
        """Note that a run began."""
        _SHAPE.insert(unit, replace(run, owner=unit.owner))

    def finish(self, unit: Unit, id: str, *, outcome: str, at: dt.datetime, effects: int = 0, sends: int = 0) -> None:
        """Note how it ended: done, error or interrupted."""
        unit.execute(
            "UPDATE runs SET ended_at = ?, outcome = ?, effects = ?, sends = ? WHERE id = ?",
            [to_store(at), outcome, effects, sends, id],
        )

    def get(self, unit: Unit, id: str) -> RunRecord | None:
        """The run of that id."""
        return _SHAPE.first(unit, "WHERE id = ?", [id])

    def history(self, unit: Unit, *, program: str | None = None, limit: int = 100) -> list[RunRecord]:
        """The newest `limit` runs, or those of one cell or file, oldest first."""
        clauses = "WHERE program = coalesce(?, program) ORDER BY started_at DESC, rowid DESC LIMIT ?"
        return _SHAPE.select(unit, clauses, [program, limit])[::-1]

    def settle_lost(self, unit: Unit, *, at: dt.datetime) -> list[RunRecord]:
        """Mark runs as lost whose process died on the way, and tell which."""
        running = _SHAPE.select(unit, "WHERE outcome = ''")
        lost = [run for run in running if not self._database.is_alive(run.owner)]
        for run in lost:
            unit.execute("UPDATE runs SET ended_at = ?, outcome = 'lost' WHERE id = ?", [to_store(at), run.id])
        return lost
