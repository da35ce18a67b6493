"""`Ledger`: what is written about an effect - its intent before, its outcome after, each in one transaction."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from botmail.domain.action import (
    Action,
    CopyMessages,
    CreateFolder,
    DeleteFolder,
    MarkMessages,
    MoveMessages,
    Place,
    PurgeMessages,
    RenameFolder,
    SaveAttachments,
    SendMail,
)
from botmail.domain.outcome import Outcome
from botmail.domain.ports import Clock
from botmail.domain.records import AuditEvent, JournalEntry, MetricEvent, OutboxMail
from botmail.mail.transport import Delivery
from botmail.services.automation.guard import GuardedSend, SendGuard
from botmail.services.automation.run import Run
from botmail.services.email import Email
from botmail.store.store import Store
from botmail.store.unit import Unit

_REPEATABLE = (
    MarkMessages,
    MoveMessages,
    CopyMessages,
    PurgeMessages,
    SaveAttachments,
    CreateFolder,
    RenameFolder,
    DeleteFolder,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Where an action comes from: its place, the mails that loops are on, its run; and what policy found out."""

    place: Place
    items: Sequence[object]
    run: Run
    answered: Email | None = None
    guarded: GuardedSend | None = None

    @property
    def origin(self) -> str:
        """What makes an effect in a loop over mails the same one: program, place and message; empty outside."""
        mail = next((item for item in reversed(self.items) if isinstance(item, Email)), None)
        return "" if mail is None else f"{self.place.program}|{self.place.call}|{mail.key}"


class SendSuperseded(Exception):
    """Another process sent this mail, or what stands for it, after policy had looked; says why it is too many."""


class Ledger:
    """Writes journal, outbox, audit and metrics of effects."""

    def __init__(self, store: Store, clock: Clock, *, guard: SendGuard) -> None:
        self._store = store
        self._clock = clock
        self._guard = guard

    def intend(self, action: Action, step: Step) -> int:
        """Commit the intent of an effect; its number in the journal."""
        with self._store.database.unit_of_work("writing what is about to happen") as unit:
            return self._store.journal.intend(unit, self._entry(action, step, outbox=0))

    def settle(
        self, number: int, action: Action, *, step: Step, outcome: Outcome, also: Callable[[Unit], None] | None = None
    ) -> None:
        """Commit the outcome of an intended effect, and what `also` writes, in the same transaction."""
        with self._store.database.unit_of_work("writing what happened") as unit:
            self._settle(unit, number, action, step=step, outcome=outcome)
            if also is not None:
                also(unit)

    def intend_send(self, action: Action, step: Step, *, mail: OutboxMail) -> tuple[int, int]:
        """Commit the intent of a send together with its mail in the outbox; both numbers, the journal's first.

        Raises:
            SendSuperseded: what was committed since policy looked speaks against it; nothing is written.
        """
        with self._store.database.unit_of_work("writing what is about to be sent") as unit:
            objection = self._guard.objection_within(unit, step.guarded) if step.guarded else ""
            if objection:
                raise SendSuperseded(objection)
            outbox = self._store.outbox.add(unit, mail).number
            number = self._store.journal.intend(unit, self._entry(action, step, outbox=outbox))
            self._store.audit.append(unit, self._event(action, step, outcome="intended"))
            return number, outbox

    def settle_send(
        self,
        numbers: tuple[int, int],
        action: Action,
        *,
        step: Step,
        outcome: Outcome,
        delivery: Delivery,
        seconds: float,
    ) -> None:
        """Commit the outcome of a send: journal, outbox, audit and metrics at once."""
        now = self._clock.now()
        number, outbox = numbers
        with self._store.database.unit_of_work("writing what was sent") as unit:
            self._store.outbox.settle(
                unit,
                outbox,
                state=outcome.state,
                at=now,
                phases=delivery.phases,
                accepted=delivery.accepted,
                refused=[f"{address}: {code} {text}" for address, code, text in delivery.refused],
                reason=outcome.reason,
                sentence=outcome.sentence,
            )
            phase = delivery.phases[-1] if delivery.phases else ""
            self._settle(unit, number, action, step=step, outcome=outcome, phase=phase)
            self._store.metrics.record(unit, MetricEvent(at=now, kind=outcome.state, account=action.account))
            self._store.metrics.record(
                unit, MetricEvent(at=now, kind="processed", account=action.account, seconds=seconds)
            )

    def note_local(self, unit: Unit, action: Action, *, step: Step, outcome: Outcome) -> None:
        """Write a change that happens in this very transaction: there is nothing to settle later."""
        number = self._store.journal.intend(unit, self._entry(action, step, outbox=0))
        self._settle(unit, number, action, step=step, outcome=outcome)

    def note_done(self, action: Action, step: Step, *, outcome: Outcome) -> None:
        """Write a change that needed no intent, as it only read."""
        with self._store.database.unit_of_work("writing what was read") as unit:
            self.note_local(unit, action, step=step, outcome=outcome)

    def note_stopped(self, action: Action, step: Step, *, outcome: Outcome) -> None:
        """Put on record that an action was suppressed or refused."""
        with self._store.database.unit_of_work("writing what was not done") as unit:
            self._store.audit.append(unit, self._event(action, step, outcome=outcome.state, detail=outcome.sentence))

    def _settle(
        self, unit: Unit, number: int, action: Action, *, step: Step, outcome: Outcome, phase: str = ""
    ) -> None:
        self._store.journal.settle(unit, number, state=outcome.state, sentence=outcome.sentence, at=self._clock.now())
        self._store.audit.append(unit, self._event(action, step, outcome=outcome.state, phase=phase))

    def _entry(self, action: Action, step: Step, *, outbox: int) -> JournalEntry:
        return JournalEntry(
            run=step.run.id,
            program=step.place.program,
            call=step.place.call,
            line=step.place.line,
            account=action.account,
            kind=action.kind,
            repeat=action.repeat.value,
            target=action.target,
            payload=payload_json(action),
            before=action.before,
            after=action.after,
            inverse=action.inverse,
            key=_key(action, step),
            outbox=outbox,
            intended_at=self._clock.now(),
        )

    def _event(self, action: Action, step: Step, *, outcome: str, phase: str = "", detail: str = "") -> AuditEvent:
        draft = action.payload.draft if isinstance(action.payload, SendMail) else None
        return AuditEvent(
            at=self._clock.now(),
            action=action.kind,
            outcome=outcome,
            account=action.account,
            run=step.run.id,
            program=step.place.program,
            cell_hash=step.run.content,
            line=step.place.line,
            key=_key(action, step),
            addresses=tuple(person.address for person in draft.recipients) if draft else (),
            subject=draft.subject if draft else None,
            phase=phase,
            detail=detail,
        )


def payload_json(action: Action) -> str:
    """What an effect on mails or folders needs to be looked up or repeated; nothing of a mail's content."""
    if not isinstance(action.payload, _REPEATABLE):
        return "{}"
    return json.dumps(dataclasses.asdict(action.payload), ensure_ascii=False)


def _key(action: Action, step: Step) -> str:
    if step.answered is not None:
        return step.answered.key
    return action.messages[0].key if len(action.messages) == 1 else ""
