"""Carrying out what changes the user's own data: tables, memory, and the state of tasks and tickets."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from botmail.domain.action import (
    Action,
    CloseTicket,
    CompleteTask,
    DeleteRows,
    Remember,
    SaveRows,
    UpdateRows,
)
from botmail.domain.outcome import Outcome
from botmail.domain.ports import Clock
from botmail.domain.table import table_of
from botmail.lang.conditions import Columns, reading_of
from botmail.lang.rows import identity
from botmail.services.automation.ledger import Ledger, Step
from botmail.services.tables import TableService, localized
from botmail.store.store import Store
from botmail.store.unit import Unit


@dataclass(frozen=True, slots=True)
class _Done:
    """What an action did, or would: a state word, how many rows, and the sentence without its verb."""

    state: str
    count: int | None
    what: str


class _TakenBack(Exception):
    """Ends a unit of work whose changes must not stay."""


class StoringEffector:
    """Writes to the store, with the journal in the same transaction."""

    def __init__(self, store: Store, ledger: Ledger, *, tables: TableService, clock: Clock) -> None:
        self._store = store
        self._ledger = ledger
        self._tables = tables
        self._clock = clock
        self._ways: dict[type, Callable[[Unit, Any], _Done]] = {
            SaveRows: self._save,
            UpdateRows: self._update,
            DeleteRows: self._delete,
            Remember: self._remember,
            CompleteTask: self._complete,
            CloseTicket: self._close,
        }

    def standing(self, _action: Action, _step: Step) -> Outcome | None:
        """Whatever there is, it is written again."""
        return None

    def plan(self, action: Action, _step: Step) -> Outcome:
        """What it would give: done for once, and taken back before anybody sees it."""
        with suppress(_TakenBack), self._store.database.unit_of_work("looking at what would change") as unit:
            outcome = _told(self._ways[type(action.payload)](unit, action.payload), would="would be ")
            raise _TakenBack
        return outcome

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Change them, all or none."""
        with self._store.database.unit_of_work(f"writing: {action.kind}") as unit:
            outcome = _told(self._ways[type(action.payload)](unit, action.payload))
            self._ledger.note_local(unit, action, step=step, outcome=outcome)
        return outcome

    def _save(self, unit: Unit, payload: SaveRows) -> _Done:
        done = _Done("saved", len(payload.rows), f'in "{payload.table}"')
        if not len(payload.rows):
            return done
        taken = self._taken(unit, payload) if payload.key else {}
        changes: dict[int, dict[str, object]] = {}
        added: dict[object, dict[str, object]] = {}
        for number, row in enumerate(payload.rows):
            key = tuple(identity(row[name]) for name in payload.key)
            if key in taken and None not in key:
                changes.setdefault(taken[key], {}).update(row)
            else:
                added.setdefault(number if None in key or not key else key, {}).update(row)
        self._store.user_tables.update(unit, payload.table, changes)
        new = [[row[name] for name in payload.rows.columns] for row in added.values()]
        if new:
            self._store.user_tables.insert(unit, payload.table, table_of(payload.rows.columns, new))
        return done

    def _taken(self, unit: Unit, payload: SaveRows) -> dict[object, int]:
        """The numbers of the rows that are there, by their keys."""
        found = self._store.user_tables.select(unit, payload.table)
        columns = Columns(found.rows.columns, what=f'"{payload.table}"')
        if any(columns.spelled(name) is None for name in payload.key):
            return {}
        data = [localized(found.rows).column(name) for name in payload.key]
        keys = zip(*data, strict=True)
        return {tuple(map(identity, key)): number for key, number in zip(keys, found.numbers, strict=True)}

    def _update(self, unit: Unit, payload: UpdateRows) -> _Done:
        found = self._tables.matching(unit, payload.table, payload.condition)
        if found.numbers:
            computed = {name: reading_of(operand) for name, operand in payload.fields.items()}
            changes = {
                number: {name: compute(row) for name, compute in computed.items()}
                for number, row in zip(found.numbers, localized(found.rows), strict=True)
            }
            self._store.user_tables.update(unit, payload.table, changes)
        return _Done("saved", len(found.numbers), f'of "{payload.table}"')

    def _delete(self, unit: Unit, payload: DeleteRows) -> _Done:
        found = self._tables.matching(unit, payload.table, payload.condition)
        if found.numbers:
            self._store.user_tables.delete(unit, payload.table, found.numbers)
        return _Done("deleted", len(found.numbers), f'from "{payload.table}"')

    def _remember(self, unit: Unit, payload: Remember) -> _Done:
        self._store.memory.put(unit, payload.scope, name=payload.name, value=payload.value, at=self._clock.now())
        return _Done("saved", None, f'"{payload.name}"')

    def _complete(self, unit: Unit, payload: CompleteTask) -> _Done:
        task = self._store.tasks.get(unit, payload.number)
        self._store.tasks.complete(unit, payload.number, at=self._clock.now())
        return _Done("done", None, f'task {task.number} "{task.title}"')

    def _close(self, unit: Unit, payload: CloseTicket) -> _Done:
        ticket = self._store.tickets.get(unit, payload.number)
        self._store.tickets.close(unit, payload.number, at=self._clock.now())
        return _Done("closed", None, f'ticket {ticket.number} "{ticket.subject}"')


def _told(done: _Done, *, would: str = "") -> Outcome:
    if done.count is None:
        return Outcome(state=done.state, sentence=f"{done.what} {would}{done.state}")
    rows = "1 row" if done.count == 1 else f"{done.count} rows"
    return Outcome(state=done.state, sentence=f"{rows} {would}{done.state} {done.what}", value=done.count)
