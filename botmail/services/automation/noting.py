"""Carrying out what stays in the local store: tickets, tasks and drafts."""

from __future__ import annotations

from botmail.domain.action import Action, CreateDraft, CreateTask, CreateTicket
from botmail.domain.outcome import Outcome
from botmail.domain.ports import Clock
from botmail.services.automation.ledger import Ledger, Step
from botmail.services.automation.run import Run
from botmail.store.store import Store
from botmail.store.unit import Unit


class NoteEffector:
    """Writes to the store, with the journal in the same transaction; tickets and tasks once per mail and place."""

    def __init__(self, store: Store, ledger: Ledger, *, clock: Clock) -> None:
        self._store = store
        self._ledger = ledger
        self._clock = clock

    def standing(self, action: Action, step: Step) -> Outcome | None:
        """The ticket or task that this place in the program has made for this mail before."""
        if not step.origin:
            return None
        planned = step.run.planned_values.get((action.kind, step.origin))
        if planned:
            return _made(action, planned, would="would be ")
        with self._store.database.unit_of_work("looking for what there is") as unit:
            known = self._known(unit, action, origin=step.origin)
        return None if known is None else _made(action, known)

    def plan(self, action: Action, step: Step) -> Outcome:
        """That it would be made, under the number that it would get."""
        with self._store.database.unit_of_work("looking for the next number") as unit:
            highest = max((int(number) for number in self._numbers(unit, action)), default=0)
        number = str(highest + 1 + _planned_before(step.run, action.kind))
        step.run.planned_values[(action.kind, step.origin or f"{action.kind} {number}")] = number
        return _made(action, number, would="would be ")

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Make it."""
        with self._store.database.unit_of_work(f"creating a {action.kind}") as unit:
            outcome = _made(action, self._make(unit, action, origin=step.origin))
            self._ledger.note_local(unit, action, step=step, outcome=outcome)
        return outcome

    def _known(self, unit: Unit, action: Action, *, origin: str) -> str | None:
        if isinstance(action.payload, CreateTicket):
            ticket = self._store.tickets.by_origin(unit, origin)
            return ticket.number if ticket else None
        if isinstance(action.payload, CreateTask):
            task = self._store.tasks.by_origin(unit, origin)
            return task.number if task else None
        return None

    def _numbers(self, unit: Unit, action: Action) -> list[str]:
        if isinstance(action.payload, CreateTicket):
            return [ticket.number for ticket in self._store.tickets.list(unit)]
        if isinstance(action.payload, CreateTask):
            return [task.number for task in self._store.tasks.list(unit)]
        return [str(draft.number) for draft in self._store.drafts.list(unit)]

    def _make(self, unit: Unit, action: Action, *, origin: str) -> str:
        payload, now = action.payload, self._clock.now()
        if isinstance(payload, CreateTicket):
            return self._store.tickets.open(
                unit, sender=payload.sender, subject=payload.subject, body=payload.body, origin=origin, at=now
            ).number
        if isinstance(payload, CreateTask):
            return self._store.tasks.add(
                unit,
                title=payload.title,
                description=payload.description,
                assignee=payload.assignee,
                origin=origin,
                at=now,
                due=payload.due,
                priority=payload.priority,
            ).number
        assert isinstance(payload, CreateDraft)
        return str(self._store.drafts.add(unit, action.account, draft=payload.draft, at=now).number)


def _made(action: Action, number: str, *, would: str = "") -> Outcome:
    state = "drafted" if action.kind == "draft" else "created"
    return Outcome(
        state=state,
        sentence=f"{action.kind} {number} {would}{state}: {action.target}",
        account=action.account,
        value=number,
    )


def _planned_before(run: Run, kind: str) -> int:
    return sum(planned == kind for planned, _ in run.planned_values)
