"""Tickets and tasks: numbers that count up, and one per place and message."""

from __future__ import annotations

from dataclasses import replace

import pytest

from botmail.domain.errors import ProgramError
from botmail.domain.records import Task, Ticket
from botmail.store.store import Store
from tests.store.moments import HOUR, NOON

TICKET = Ticket(
    number="1",
    sender="bob@example.org",
    subject="Help",
    body="It's broken",
    state="open",
    origin="cell#1:k1",
    created_at=NOON,
)
TASK = Task(
    number="1",
    title="Call",
    description="",
    assignee="ann",
    due="2026-12-01",
    priority="high",
    state="open",
    origin="cell#1:k1",
    created_at=NOON,
)


def _ticket(store: Store, origin: str) -> Ticket:
    with store.database.unit_of_work() as unit:
        return store.tickets.open(
            unit, sender=TICKET.sender, subject=TICKET.subject, body=TICKET.body, origin=origin, at=NOON
        )


def _task(store: Store, origin: str) -> Task:
    with store.database.unit_of_work() as unit:
        return store.tasks.add(
            unit,
            title=TASK.title,
            description=TASK.description,
            assignee=TASK.assignee,
            due=TASK.due,
            priority=TASK.priority,
            origin=origin,
            at=NOON,
        )


def test_ticket_and_task_come_back_as_they_were(store: Store) -> None:
    assert (_ticket(store, TICKET.origin), _task(store, TASK.origin)) == (TICKET, TASK)


@pytest.mark.parametrize("make", [_ticket, _task])
def test_number_is_the_same_for_the_same_origin_and_the_next_for_another(store: Store, make: object) -> None:
    assert callable(make)
    origins = ["a", "b", "a", "", "", "b", *"cdefg", "a"]
    assert [make(store, origin).number for origin in origins] == ["1", "2", "1", "3", "4", "2", *"56789", "1"]
    assert make(store, "h").number == "10"
    assert make(store, "i").number == "11"


@pytest.mark.parametrize("number", ["1", "#1", " 1 "])
def test_ticket_is_closed_once(store: Store, number: str) -> None:
    _ticket(store, TICKET.origin)
    closed = replace(TICKET, state="closed", closed_at=NOON)
    with store.database.unit_of_work() as unit:
        assert store.tickets.close(unit, number, at=NOON) == closed
        assert store.tickets.close(unit, number, at=NOON + HOUR) == closed
        assert (store.tickets.list(unit), store.tickets.list(unit, state="open")) == ([closed], [])


def test_task_is_completed_once(store: Store) -> None:
    _task(store, TASK.origin)
    done = replace(TASK, state="done", completed_at=NOON)
    with store.database.unit_of_work() as unit:
        assert store.tasks.complete(unit, "1", at=NOON) == done
        assert store.tasks.complete(unit, "#1", at=NOON + HOUR) == done
        assert (store.tasks.list(unit), store.tasks.list(unit, state="open")) == ([done], [])


def test_unknown_numbers_are_said(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        with pytest.raises(ProgramError, match="no ticket 9"):
            store.tickets.close(unit, "9", at=NOON)
        with pytest.raises(ProgramError, match="no task x"):
            store.tasks.complete(unit, "x", at=NOON)
