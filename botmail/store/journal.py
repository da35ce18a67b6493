"""`Journal`: effects, written as intents before they are tried and settled after, in `journal`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from botmail.domain.records import JournalEntry
from botmail.store.database import Database
from botmail.store.rows import Shape, next_number, to_store
from botmail.store.unit import Unit

_SHAPE = Shape(JournalEntry, "journal")


class Journal:
    """Entries by number. An intent belongs to the process that meant to act, until that process is gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def intend(self, unit: Unit, entry: JournalEntry) -> int:
        """Write an intent and return its number; the unit must be over, so committed, before the effect is tried."""
        number = next_number(unit, "journal")
        _SHAPE.insert(unit, replace(entry, number=number, owner=unit.owner, state="intent", settled_at=None))
        return number

    def settle(self, unit: Unit, number: int, *, state: str, sentence: str, at: dt.datetime) -> None:
        """Write how it ended: done, failed or uncertain; an entry that is settled already is left as it is."""
        unit.execute(
            "UPDATE journal SET state = ?, sentence = ?, settled_at = ? WHERE number = ? AND state = 'intent'",
            [state, sentence, to_store(at), number],
        )

    def open_intents(self, unit: Unit) -> list[JournalEntry]:
        """Intents whose process is gone, oldest first: nobody else will settle them."""
        entries = _SHAPE.select(unit, "WHERE state = 'intent' ORDER BY number")
        alive = {owner: self._database.is_alive(owner) for owner in {entry.owner for entry in entries}}
        return [entry for entry in entries if not alive[entry.owner]]

    def list(self, unit: Unit, *, run: str | None = None, limit: int = 1000) -> list[JournalEntry]:
        """The newest `limit` entries, or those of one run, oldest first."""
        newest = _SHAPE.select(unit, "WHERE run = coalesce(?, run) ORDER BY number DESC LIMIT ?", [run, limit])
        return newest[::-1]
