"""`Performer`: the one path by which anything is changed or sent."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Protocol

from botmail.domain.action import Action, Payload, Place
from botmail.domain.errors import MailError
from botmail.domain.outcome import Outcome, failed_outcome
from botmail.services.automation.ledger import Ledger, SendSuperseded, Step
from botmail.services.automation.policy import Policy, Verdict, recipient_of
from botmail.services.automation.run import Limits, Run


class Effector(Protocol):
    """Knows how to do one kind of effect, and what it would give."""

    def standing(self, action: Action, step: Step, /) -> Outcome | None:
        """What there is already, so that nothing needs to be done; None when there is something to do."""

    def plan(self, action: Action, step: Step, /) -> Outcome:
        """What success would give; changes nothing."""

    def carry_out(self, action: Action, step: Step, /) -> Outcome:
        """Do it, intent and outcome in the ledger; a refusal is an outcome, or a `MailError`."""


class Performer:
    """Policy judges, then an action is planned or carried out; either way an `Outcome` says what became of it."""

    def __init__(self, policy: Policy, ledger: Ledger, *, effectors: Mapping[type[Payload], Effector]) -> None:
        self._policy = policy
        self.ledger = ledger
        self._effectors = dict(effectors)

    def add(self, effectors: Mapping[type[Payload], Effector]) -> None:
        """Let it perform more kinds of effects."""
        self._effectors |= effectors

    def perform(self, action: Action, place: Place, items: Sequence[object], *, run: Run, limits: Limits) -> Outcome:
        """Do, plan, suppress or refuse `action`; counted in `run`."""
        step = Step(place=place, items=items, run=run)
        effector = self._effectors[type(action.payload)]
        standing = effector.standing(action, step)
        if standing is not None:
            return standing
        verdict = self._policy.judge(action, items, run=run, limits=limits)
        step = dataclasses.replace(step, answered=verdict.answered, guarded=verdict.guarded)
        outcome = self._follow(verdict, step, effector=effector, limits=limits)
        run.note(outcome)
        return outcome

    def _follow(self, verdict: Verdict, step: Step, *, effector: Effector, limits: Limits) -> Outcome:
        if verdict.decision in {"suppress", "refuse"}:
            return self._stop(verdict, step)
        try:
            if verdict.decision == "plan":
                outcome = dataclasses.replace(effector.plan(verdict.action, step), planned=True)
            else:
                outcome = effector.carry_out(verdict.action, step)
        except SendSuperseded as error:
            return self._stop(dataclasses.replace(verdict, decision="suppress", sentence=str(error)), step)
        except MailError as error:
            return failed_outcome(error, account=verdict.action.account)
        _count(verdict, step.run, outcome=outcome)
        if outcome.planned:
            step.run.plan(verdict.action, step.place, limits=limits)
        return outcome

    def _stop(self, verdict: Verdict, step: Step) -> Outcome:
        is_refused = verdict.decision == "refuse"
        outcome = Outcome(
            state="refused" if is_refused else "suppressed",
            sentence=verdict.sentence,
            hint=verdict.hint,
            code=verdict.code,
            reason="policy",
            account=verdict.action.account,
        )
        if not step.run.is_preview:
            self.ledger.note_stopped(verdict.action, step, outcome=outcome)
        return outcome


def _count(verdict: Verdict, run: Run, *, outcome: Outcome) -> None:
    run.spend(verdict.action)
    if verdict.answered is not None and (outcome.ok or outcome.state == "uncertain"):
        run.answered.add(verdict.answered.key)
        run.planned_replies[recipient_of(verdict.action)] += outcome.planned
        is_notice = verdict.guarded is not None and verdict.guarded.is_vacation
        run.planned_notices[recipient_of(verdict.action)] += outcome.planned and is_notice
