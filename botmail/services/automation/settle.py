"""Settling what processes that are gone left half done: nothing is repeated, everything is said."""

from __future__ import annotations

from botmail.domain.ports import Clock
from botmail.domain.records import AuditEvent, JournalEntry
from botmail.store.store import Store
from botmail.store.unit import Unit


def settle_open_intents(store: Store, clock: Clock) -> tuple[str, ...]:
    """Mark effects whose process died on the way as uncertain; a sentence for each."""
    with store.database.unit_of_work("settling what was left half done") as unit:
        store.runs.settle_lost(unit, at=clock.now())
        return tuple(_settle(store, clock, unit=unit, entry=entry) for entry in store.journal.open_intents(unit))


def _settle(store: Store, clock: Clock, *, unit: Unit, entry: JournalEntry) -> str:
    now, sentence = clock.now(), _sentence(entry)
    if entry.outbox:
        store.outbox.settle(unit, entry.outbox, state="uncertain", at=now, sentence=sentence)
    store.journal.settle(unit, entry.number, state="uncertain", sentence=sentence, at=now)
    event = AuditEvent(
        at=now,
        action=entry.kind,
        outcome="uncertain",
        account=entry.account,
        run=entry.run,
        program=entry.program,
        line=entry.line,
        key=entry.key,
        detail="settled after its process ended",
    )
    store.audit.append(unit, event)
    return sentence


def _sentence(entry: JournalEntry) -> str:
    when = f"{entry.intended_at.astimezone():%Y-%m-%d %H:%M}"
    if entry.outbox:
        return f"the program ended at {when} while it sent {entry.target}: it may have been sent"
    return f"the program ended at {when} while it was to {entry.kind} {entry.target}: look whether it happened"
