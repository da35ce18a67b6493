"""What may happen: account modes, limits of a run, cells run again, automatic replies. The rules are trust.md's."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from botmail.domain.account import Mode
from botmail.domain.action import Action, SendMail
from botmail.domain.draft import Draft
from botmail.domain.ports import Clock
from botmail.services.automation.automatic import (
    REPLIES_PER_SENDER_AND_HOUR,
    answered_mail,
    as_automatic_reply,
    reason_for_silence,
)
from botmail.services.automation.run import Limits, Run, effects_of
from botmail.services.email import Email

GUARDED_HOURS = 24


class History(Protocol):
    """What was sent before, over all runs and notebooks."""

    def sent_by_cell(self, program: str, fingerprint: str, *, account: str, besides_run: str) -> dt.datetime | None:
        """When an earlier run of this cell sent the same, within a day; uncertain sends count."""

    def has_answered(self, program: str, message_key: str) -> bool:
        """Whether this program has answered that message."""

    def replies_to(self, address: str, *, since: dt.datetime) -> int:
        """How many automatic replies `address` got from us since then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to become of an action: `perform`, `plan`, `suppress` or `refuse`; the action may be amended."""

    decision: Literal["perform", "plan", "suppress", "refuse"]
    action: Action
    sentence: str = ""
    hint: str = ""
    code: str = ""
    answered: Email | None = None
    """The mail that the action answers by itself."""
    fingerprint: str = ""


class Policy:
    """Judges actions; asks the user when an account of mode `ask` is about to send."""

    def __init__(
        self,
        history: History,
        clock: Clock,
        *,
        mode_of: Callable[[str], Mode],
        own_addresses: Callable[[], Collection[str]],
        consent: Callable[[Action, Run], bool],
    ) -> None:
        self._history = history
        self._clock = clock
        self._mode_of = mode_of
        self._own_addresses = own_addresses
        self._consent = consent

    def judge(self, action: Action, items: Sequence[object], *, run: Run, limits: Limits) -> Verdict:
        """What is to become of `action`, which comes from inside loops over `items` (mails, innermost last)."""
        mail = answered_mail(action.payload.draft, items) if isinstance(action.payload, SendMail) else None
        if mail is not None and isinstance(action.payload, SendMail):
            draft = as_automatic_reply(action.payload.draft, mail)
            action = dataclasses.replace(action, payload=dataclasses.replace(action.payload, draft=draft))
        silence = self._silence(action, mail, run=run) or self._repetition(action, run=run)
        if silence:
            return Verdict(decision="suppress", action=action, sentence=silence, answered=mail)
        return self._within_limits(action, mail, run=run, limits=limits)

    def _within_limits(self, action: Action, mail: Email | None, *, run: Run, limits: Limits) -> Verdict:
        for used, more, most, noun in (
            (run.sends, action.sends, limits.sends, "sends"),
            (run.effects, effects_of(action), limits.effects, "effects"),
        ):
            if more and used + more > most:
                return Verdict(
                    decision="refuse",
                    action=action,
                    code="BM702",
                    sentence=f"this run may make {most} {noun}, and {action.target} would be number {used + more}",
                    hint=f"if that is meant, write SET LIMIT {noun.upper()} {used + more} or more before",
                )
        return self._within_mode(action, mail, run=run)

    def _within_mode(self, action: Action, mail: Email | None, *, run: Run) -> Verdict:
        mode = self._mode_of(action.account) if action.account else Mode.LIVE
        verdict = Verdict(
            decision="perform", action=action, answered=mail, fingerprint=fingerprint(action) if action.sends else ""
        )
        if run.is_preview or mode is Mode.PREVIEW:
            return dataclasses.replace(verdict, decision="plan")
        if not action.sends or run.is_live or mode is Mode.LIVE or self._consent(action, run):
            return verdict
        return dataclasses.replace(
            verdict,
            decision="refuse",
            code="BM701",
            sentence=f"the account {action.account} asks before it sends, and nobody said yes: nothing was sent",
            hint=f'run it with --live, or write USE ACCOUNT "{action.account}" LIVE before',
        )

    def _silence(self, action: Action, mail: Email | None, *, run: Run) -> str:
        if mail is None:
            return ""
        who = mail.from_.address
        reason = reason_for_silence(mail, own_addresses=self._own_addresses())
        if reason:
            return f"no automatic reply to {who}: {reason}"
        if mail.key in run.answered or self._history.has_answered(run.program, mail.key):
            return f"no automatic reply to {who}: this mail was answered already"
        recipient = recipient_of(action)
        earlier = self._history.replies_to(recipient, since=self._clock.now() - dt.timedelta(hours=1))
        if earlier + run.planned_replies[recipient] >= REPLIES_PER_SENDER_AND_HOUR:
            return f"no automatic reply to {who}: {REPLIES_PER_SENDER_AND_HOUR} went there within the hour"
        return ""

    def _repetition(self, action: Action, *, run: Run) -> str:
        payload = action.payload
        if not run.is_notebook or not isinstance(payload, SendMail) or payload.again:
            return ""
        before = self._history.sent_by_cell(
            run.program, fingerprint(action), account=action.account, besides_run=run.id
        )
        if before is None:
            return ""
        return f"already sent at {_moment(before, self._clock.now())}; AGAIN repeats it"


def recipient_of(action: Action) -> str:
    """The first recipient of a send, folded, as automatic replies are counted by."""
    return action.payload.draft.recipients[0].address.casefold() if isinstance(action.payload, SendMail) else ""


def fingerprint(action: Action) -> str:
    """A hash of envelope, subject and body: what makes two mails the same to their reader."""
    return _fingerprint(action.payload.draft) if isinstance(action.payload, SendMail) else ""


def _fingerprint(draft: Draft) -> str:
    envelope = sorted(person.address.casefold() for person in draft.recipients)
    parts = (*envelope, "", draft.subject, draft.text or "", draft.html or "")
    return hashlib.sha256("\0".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def _moment(then: dt.datetime, now: dt.datetime) -> str:
    local = then.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else f"{local:%H:%M on %Y-%m-%d}"
