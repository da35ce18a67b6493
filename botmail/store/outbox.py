"""`Outbox`: every mail that was ever to be sent, with its final bytes and what became of it, in `outbox`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from botmail.domain.records import OPEN_SEND_STATES, OutboxMail
from botmail.store.rows import Shape, next_number, to_store
from botmail.store.unit import Unit

_SHAPE = Shape(OutboxMail, "outbox")


class Outbox:
    """Mails by number. Nothing is taken out: a sent mail is what guards against sending it again."""

    def add(self, unit: Unit, mail: OutboxMail) -> OutboxMail:
        """Put a mail in; the result has its number."""
        numbered = replace(mail, number=next_number(unit, "outbox"))
        _SHAPE.insert(unit, numbered)
        return numbered

    def get(self, unit: Unit, number: int) -> OutboxMail | None:
        """The mail of that number."""
        return _SHAPE.first(unit, "WHERE number = ?", [number])

    def list(
        self, unit: Unit, *, states: Sequence[str] = OPEN_SEND_STATES, account: str | None = None
    ) -> list[OutboxMail]:
        """Mails in one of `states`, oldest first; of all accounts when none is named."""
        clauses = "WHERE state IN (SELECT unnest(?::VARCHAR[])) AND account = coalesce(?, account) ORDER BY number"
        return _SHAPE.select(unit, clauses, [list(states), account])

    def claim(self, unit: Unit, number: int, *, at: dt.datetime) -> bool:
        """Turn a mail that waits into one that is being sent; False when another process was faster."""
        row = unit.row(
            "UPDATE outbox SET state = 'sending', attempts = attempts + 1, updated_at = ? "
            "WHERE number = ? AND state IN ('queued', 'held', 'retry') RETURNING number",
            [to_store(at), number],
        )
        return row is not None

    def settle(
        self,
        unit: Unit,
        number: int,
        *,
        state: str,
        at: dt.datetime,
        phases: Sequence[str] = (),
        accepted: Sequence[str] = (),
        refused: Sequence[str] = (),
        reason: str = "",
        sentence: str = "",
    ) -> None:
        """Write what became of a mail; phases are added to those of earlier attempts."""
        unit.execute(
            "UPDATE outbox SET state = ?, updated_at = ?, phases = list_concat(phases, ?::VARCHAR[]), "
            "accepted = ?, refused = ?, reason = ?, sentence = ? WHERE number = ?",
            [state, to_store(at), list(phases), list(accepted), list(refused), reason, sentence, number],
        )

    def queue_size(self, unit: Unit) -> int:
        """How many mails still wait, of all accounts."""
        row = unit.row(
            "SELECT count(*) FROM outbox WHERE state IN (SELECT unnest(?::VARCHAR[]))", [list(OPEN_SEND_STATES)]
        )
        return int(str(row[0])) if row else 0
