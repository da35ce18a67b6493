"""`SendGuard`: whether a mail may go out in the light of what went out before, over all runs and processes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from botmail.domain.ports import Clock
from botmail.store.store import Store
from botmail.store.unit import Unit

GUARDED_HOURS = 24
REPLIES_PER_SENDER_AND_HOUR = 5
DAYS_BETWEEN_VACATION_NOTICES = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class GuardedSend:
    """What of a send is compared with the past."""

    program: str
    run: str
    account: str
    fingerprint: str
    """See `policy.fingerprint`."""
    recipient: str
    """The first one, folded; an automatic reply has no other."""
    is_repetition_refused: bool = False
    """It comes from a notebook's cell, and the user did not write AGAIN."""
    answers: str = ""
    """The key of the mail that it answers by itself; empty for other mails."""
    author: str = ""
    """Who wrote that mail."""
    planned_replies: int = 0
    """Automatic replies to `recipient` that this preview has planned already."""
    is_vacation: bool = False
    """It is a notice of absence, of which nobody needs a second one soon."""
    planned_notices: int = 0
    """Those to `recipient` that this preview has planned already."""


class SendGuard:
    """Knows why a send would be one too many. A mail that failed never counts, an uncertain one does."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def objection(self, send: GuardedSend) -> str:
        """Why `send` should not happen, in words; empty when it may."""
        if not (send.answers or send.is_repetition_refused):
            return ""
        with self._store.database.unit_of_work("looking for what was sent") as unit:
            return self.objection_within(unit, send)

    def objection_within(self, unit: Unit, send: GuardedSend) -> str:
        """The same in a transaction that then writes the intent: of two processes at most one finds no objection."""
        return self._reply_objection(unit, send) or self._repetition_objection(unit, send)

    def _reply_objection(self, unit: Unit, send: GuardedSend) -> str:
        if not send.answers:
            return ""
        if self._store.sends.has_answered(unit, automation=send.program, key=send.answers):
            return answered_already(send.author)
        if send.is_vacation and self._has_notice(unit, send):
            return f"no notice to {send.author}: one went there within {DAYS_BETWEEN_VACATION_NOTICES} days"
        since = self._clock.now() - dt.timedelta(hours=1)
        earlier = self._store.sends.automatic_replies(unit, recipient=send.recipient, since=since)
        if earlier + send.planned_replies < REPLIES_PER_SENDER_AND_HOUR:
            return ""
        return f"no automatic reply to {send.author}: {REPLIES_PER_SENDER_AND_HOUR} went there within the hour"

    def _has_notice(self, unit: Unit, send: GuardedSend) -> bool:
        since = self._clock.now() - dt.timedelta(days=DAYS_BETWEEN_VACATION_NOTICES)
        return bool(send.planned_notices) or self._store.sends.has_vacation_notice(
            unit, account=send.account, recipient=send.recipient, since=since
        )

    def _repetition_objection(self, unit: Unit, send: GuardedSend) -> str:
        if not send.is_repetition_refused:
            return ""
        now = self._clock.now()
        mail = self._store.sends.already(
            unit,
            program=send.program,
            account=send.account,
            fingerprint=send.fingerprint,
            run=send.run,
            since=now - dt.timedelta(hours=GUARDED_HOURS),
        )
        return f"already sent at {_moment(mail.created_at, now)}; AGAIN repeats it" if mail else ""


def answered_already(author: str) -> str:
    """The objection to a second automatic reply to one mail."""
    return f"no automatic reply to {author}: this mail was answered already"


def _moment(then: dt.datetime, now: dt.datetime) -> str:
    local = then.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%H:%M on %Y-%m-%d}"
