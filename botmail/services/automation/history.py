"""`SendHistory`: what was sent before, as policy asks for it; reads the store."""

from __future__ import annotations

import datetime as dt

from botmail.domain.ports import Clock
from botmail.services.automation.policy import GUARDED_HOURS
from botmail.store.store import Store


class SendHistory:
    """Over all runs, notebooks and processes. A mail that failed never counts, an uncertain one does."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sent_by_cell(self, program: str, fingerprint: str, *, account: str, besides_run: str) -> dt.datetime | None:
        """When an earlier run of this cell sent the same, within 24 hours."""
        since = self._clock.now() - dt.timedelta(hours=GUARDED_HOURS)
        with self._store.database.unit_of_work("looking for what was sent") as unit:
            mail = self._store.sends.already(
                unit, program=program, account=account, fingerprint=fingerprint, run=besides_run, since=since
            )
        return mail.created_at if mail else None

    def has_answered(self, program: str, message_key: str) -> bool:
        """Whether this program has answered that message."""
        with self._store.database.unit_of_work("looking for answers") as unit:
            return self._store.sends.has_answered(unit, automation=program, key=message_key)

    def replies_to(self, address: str, *, since: dt.datetime) -> int:
        """How many automatic replies `address` got from us since then."""
        with self._store.database.unit_of_work("counting answers") as unit:
            return self._store.sends.automatic_replies(unit, recipient=address, since=since)
