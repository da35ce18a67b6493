"""What may happen: account modes, limits of a run, cells run again, automatic replies. The rules are trust.md's."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from botmail.domain.account import Mode
from botmail.domain.action import Action, Payload, SendMail
from botmail.domain.draft import Draft
from botmail.services.automation.automatic import (
    answered_mail,
    as_automatic_reply,
    reason_for_no_notice,
    reason_for_silence,
)
from botmail.services.automation.guard import GuardedSend, SendGuard, answered_already
from botmail.services.automation.run import Limits, Run, effects_of
from botmail.services.email import Email


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
    guarded: GuardedSend | None = None
    """What of a send is to be compared with the past once more, when its intent is written."""


class Policy:
    """Judges actions; asks the user when an account of mode `ask` is about to send."""

    def __init__(
        self,
        guard: SendGuard,
        *,
        mode_of: Callable[[str], Mode],
        own_addresses: Callable[[], Collection[str]],
        consent: Callable[[Action, Run], bool],
    ) -> None:
        self._guard = guard
        self._mode_of = mode_of
        self._own_addresses = own_addresses
        self._consent = consent

    def judge(self, action: Action, items: Sequence[object], *, run: Run, limits: Limits) -> Verdict:
        """What is to become of `action`, which comes from inside loops over `items` (mails, innermost last)."""
        if not isinstance(action.payload, SendMail):
            return self._within_limits(Verdict(decision="perform", action=action), run=run, limits=limits)
        mail = _answered_by_vacation(action.payload) or answered_mail(action.payload.draft, items)
        if mail is not None:
            draft = as_automatic_reply(action.payload.draft, mail)
            action = dataclasses.replace(action, payload=dataclasses.replace(action.payload, draft=draft))
        guarded = _guarded(action, mail, run=run)
        objection = self._silence(action.payload, mail, run=run) or self._guard.objection(guarded)
        verdict = Verdict(decision="perform", action=action, answered=mail, guarded=guarded)
        if objection:
            return dataclasses.replace(verdict, decision="suppress", sentence=objection)
        return self._within_limits(verdict, run=run, limits=limits)

    def _within_limits(self, verdict: Verdict, *, run: Run, limits: Limits) -> Verdict:
        action = verdict.action
        for used, more, most, noun in (
            (run.sends, action.sends, limits.sends, "sends"),
            (run.effects, effects_of(action), limits.effects, "effects"),
        ):
            if more and used + more > most:
                return dataclasses.replace(
                    verdict,
                    decision="refuse",
                    code="BM702",
                    sentence=f"the limit of a run is {most} {noun}, and {action.target} would be number {used + more}",
                    hint=f"if that is meant, write SET LIMIT {noun.upper()} {used + more} or more before",
                )
        return self._within_mode(verdict, run=run)

    def _within_mode(self, verdict: Verdict, *, run: Run) -> Verdict:
        action = verdict.action
        mode = self._mode_of(action.account) if action.account else Mode.LIVE
        if run.is_preview or mode is Mode.PREVIEW:
            return dataclasses.replace(verdict, decision="plan")
        if not action.needs_consent or run.is_live or mode is Mode.LIVE or self._consent(action, run):
            return verdict
        return dataclasses.replace(
            verdict,
            decision="refuse",
            code="BM701",
            sentence=f"the account {action.account} asks before it sends or deletes, and nobody said yes",
            hint=f'run it with --live, or write USE ACCOUNT "{action.account}" LIVE before',
        )

    def _silence(self, payload: Payload, mail: Email | None, *, run: Run) -> str:
        if mail is None:
            return ""
        author = mail.from_.address
        reason = reason_for_silence(mail, own_addresses=self._own_addresses())
        if _answered_by_vacation(payload):
            reason = reason or reason_for_no_notice(mail, own_addresses=self._own_addresses())
        if reason:
            return f"no automatic reply to {author}: {reason}"
        return answered_already(author) if mail.key in run.answered else ""


def _guarded(action: Action, mail: Email | None, *, run: Run) -> GuardedSend:
    recipient = recipient_of(action)
    return GuardedSend(
        program=run.program,
        run=run.id,
        account=action.account,
        fingerprint=fingerprint(action),
        recipient=recipient,
        is_repetition_refused=run.is_notebook and isinstance(action.payload, SendMail) and not action.payload.again,
        answers=mail.key if mail else "",
        author=mail.from_.address if mail else "",
        planned_replies=run.planned_replies[recipient],
        is_vacation=isinstance(action.payload, SendMail) and action.payload.vacation_for is not None,
        planned_notices=run.planned_notices[recipient],
    )


def _answered_by_vacation(payload: Payload) -> Email | None:
    mail = payload.vacation_for if isinstance(payload, SendMail) else None
    return mail if isinstance(mail, Email) else None


def recipient_of(action: Action) -> str:
    """The first recipient of a send, folded, as automatic replies are counted by."""
    return action.payload.draft.recipients[0].address.casefold() if isinstance(action.payload, SendMail) else ""


def fingerprint(action: Action) -> str:
    """A hash of envelope, subject and body: what makes two mails the same to their reader."""
    return _fingerprint(action.payload.draft) if isinstance(action.payload, SendMail) else ""


def _fingerprint(draft: Draft) -> str:
    envelope = sorted(person.address.casefold() for person in draft.recipients)
    attached = [f"{file.name} {hashlib.sha256(file.content).hexdigest()}" for file in draft.attachments]
    parts = (*envelope, "", draft.subject, draft.text or "", draft.html or "", *attached)
    return hashlib.sha256("\0".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()
