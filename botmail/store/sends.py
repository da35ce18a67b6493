"""`Sends`: what was sent before, asked before something is sent again; reads the outbox."""

from __future__ import annotations

import datetime as dt

from botmail.domain.records import COUNTING_SEND_STATES, OutboxMail
from botmail.store.rows import Shape, to_store
from botmail.store.unit import Unit

_SHAPE = Shape(OutboxMail, "outbox")
_COUNTS = f"state IN ({', '.join(repr(state) for state in COUNTING_SEND_STATES)})"


class Sends:
    """Answers about the past. A mail that failed or was refused never counts."""

    def already(
        self, unit: Unit, *, program: str, account: str, fingerprint: str, run: str, since: dt.datetime
    ) -> OutboxMail | None:
        """The same mail, sent by an earlier run of the same cell since then; None when there is none.

        `run` is the present one: a loop may send two equal mails on purpose.
        """
        return _SHAPE.first(
            unit,
            f"WHERE program = ? AND account = ? AND fingerprint = ? AND run <> ? AND created_at >= ? AND {_COUNTS} "
            "ORDER BY number DESC LIMIT 1",
            [program, account, fingerprint, run, since],
        )

    def has_answered(self, unit: Unit, *, automation: str, key: str) -> bool:
        """Whether this automation has answered the message of that key."""
        row = unit.row(
            f"SELECT 1 FROM outbox WHERE is_automatic AND automation = ? AND answers = ? AND {_COUNTS} LIMIT 1",
            [automation, key],
        )
        return row is not None

    def automatic_replies(self, unit: Unit, *, recipient: str, since: dt.datetime) -> int:
        """How many automatic replies this address got since then, from all automations and accounts."""
        row = unit.row(
            "SELECT count(*) FROM outbox WHERE is_automatic AND created_at >= ? "
            f"AND list_contains(list_transform(recipients, lambda r: lower(r)), lower(?)) AND {_COUNTS}",
            [to_store(since), recipient],
        )
        return int(str(row[0])) if row else 0

    def has_vacation_notice(self, unit: Unit, *, account: str, recipient: str, since: dt.datetime) -> bool:
        """Whether a VACATION told this address since then, through that account, that nobody is there."""
        row = unit.row(
            "SELECT 1 FROM outbox WHERE is_automatic AND starts_with(call, 'VACATION#') AND account = ? "
            "AND created_at >= ? AND list_contains(list_transform(recipients, lambda r: lower(r)), lower(?)) "
            f"AND {_COUNTS} LIMIT 1",
            [account, to_store(since), recipient],
        )
        return row is not None

    def is_own(self, unit: Unit, message_id: str) -> bool:
        """Whether we sent the mail of that Message-ID ourselves."""
        return unit.row("SELECT 1 FROM outbox WHERE message_id = ? LIMIT 1", [message_id]) is not None
