"""`WorkService`: tickets and tasks, kept in the local store."""

from __future__ import annotations

import datetime as dt

from botmail.domain.action import Action, CloseTicket, CompleteTask, CreateTask, CreateTicket, Repeat
from botmail.domain.plain import plain_line
from botmail.domain.table import Table, table_of
from botmail.services.local_times import local
from botmail.store.store import Store

TICKET_COLUMNS = ("number", "sender", "subject", "state", "created_at")
TASK_COLUMNS = ("number", "title", "description", "assignee", "due", "priority", "state", "created_at")


class WorkService:
    """Makes the actions that open tickets and tasks, and lists what there is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create_ticket(self, sender: str, subject: str, body: str) -> Action:
        """Open a ticket; inside a loop over mails once per mail and place in the program."""
        return Action(
            kind="ticket",
            account="",
            target=f'ticket "{plain_line(subject)}" for {plain_line(sender)}',
            payload=CreateTicket(sender, subject, body),
            repeat=Repeat.SAFE,
            after="open",
            inverse="close the ticket",
        )

    def create_task(
        self, title: str, description: str, *, assignee: str, due: dt.date | None = None, priority: str = ""
    ) -> Action:
        """Note a task; inside a loop over mails once per mail and place in the program."""
        return Action(
            kind="task",
            account="",
            target=f'task "{plain_line(title)}"' + (f" for {plain_line(assignee)}" if assignee else ""),
            payload=CreateTask(title, description, assignee, due.isoformat() if due else "", priority),
            repeat=Repeat.SAFE,
            after="open",
            inverse="complete the task",
        )

    def complete_task(self, number: str) -> Action:
        """Mark a task as done."""
        return Action(
            kind="complete task",
            account="",
            target=f"task {plain_line(number)}",
            payload=CompleteTask(number),
            repeat=Repeat.SAFE,
            before="open",
            after="done",
        )

    def close_ticket(self, number: str) -> Action:
        """Mark a ticket as closed."""
        return Action(
            kind="close ticket",
            account="",
            target=f"ticket {plain_line(number)}",
            payload=CloseTicket(number),
            repeat=Repeat.SAFE,
            before="open",
            after="closed",
        )

    def tickets(self) -> Table:
        """All tickets, oldest first."""
        with self._store.database.unit_of_work("listing tickets") as unit:
            tickets = self._store.tickets.list(unit)
        return table_of(
            TICKET_COLUMNS, [[local(getattr(ticket, name)) for name in TICKET_COLUMNS] for ticket in tickets]
        )

    def tasks(self) -> Table:
        """All tasks, oldest first."""
        with self._store.database.unit_of_work("listing tasks") as unit:
            tasks = self._store.tasks.list(unit)
        return table_of(TASK_COLUMNS, [[local(getattr(task, name)) for name in TASK_COLUMNS] for task in tasks])
