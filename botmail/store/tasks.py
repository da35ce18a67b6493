"""`Tasks`: what is to be done, in `tasks`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from botmail.domain.errors import ProgramError
from botmail.domain.records import Task
from botmail.store.rows import Shape, next_number, to_store
from botmail.store.unit import Unit

_SHAPE = Shape(Task, "tasks")


class Tasks:
    """Tasks by number; creating one is idempotent by its origin."""

    def add(
        self,
        unit: Unit,
        *,
        title: str,
        description: str,
        assignee: str,
        origin: str,
        at: dt.datetime,
        due: str = "",
        priority: str = "",
    ) -> Task:
        """A new task, or the one that has this `origin` (place in the program and message) already.

        An empty origin stands for none: each call then makes one.
        """
        known = self.by_origin(unit, origin)
        if known is not None:
            return known
        task = Task(
            number=str(next_number(unit, "tasks")),
            title=title,
            description=description,
            assignee=assignee,
            due=due,
            priority=priority,
            state="open",
            origin=origin,
            created_at=at,
        )
        _SHAPE.insert(unit, task)
        return task

    def by_origin(self, unit: Unit, origin: str) -> Task | None:
        """The task that was created at this place for this message."""
        return _SHAPE.first(unit, "WHERE origin = ?", [origin]) if origin else None

    def get(self, unit: Unit, number: str) -> Task:
        """The task of that number.

        Raises:
            ProgramError: there is none.
        """
        found = _SHAPE.first(unit, "WHERE number = ?", [number.strip().removeprefix("#")])
        if found is None:
            raise ProgramError(f"there is no task {number}", hint="LIST TASKS shows their numbers")
        return found

    def list(self, unit: Unit, *, state: str | None = None) -> list[Task]:
        """All tasks, or those in one state, by number."""
        return _SHAPE.select(unit, "WHERE state = coalesce(?, state) ORDER BY number::BIGINT", [state])

    def complete(self, unit: Unit, number: str, *, at: dt.datetime) -> Task:
        """Mark a task as done; one that is done stays as it is.

        Raises:
            ProgramError: there is none of that number.
        """
        found = self.get(unit, number)
        if found.state == "done":
            return found
        unit.execute("UPDATE tasks SET state = 'done', completed_at = ? WHERE number = ?", [to_store(at), found.number])
        return replace(found, state="done", completed_at=at)
