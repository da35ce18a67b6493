"""`Consent`: a person's yes for a program to send through an account of mode `ask`."""

from __future__ import annotations

from botmail.domain.action import Action
from botmail.domain.ports import Clock, Prompt
from botmail.services.automation.run import Run
from botmail.store.store import Store


class Consent:
    """A yes holds for one program, one account and one content; nobody at the keyboard is a no."""

    def __init__(self, store: Store, prompt: Prompt, *, clock: Clock) -> None:
        self._store = store
        self._prompt = prompt
        self._clock = clock

    def is_given(self, action: Action, run: Run) -> bool:
        """Whether `run` may send through the account of `action`; asks once a run when nobody has said yes yet."""
        account = action.account
        if account not in run.consents:
            run.consents[account] = self.has_approved(run.program, account=account, content=run.content) or self._ask(
                action, run
            )
        return run.consents[account]

    def has_approved(self, program: str, *, account: str, content: str) -> bool:
        """Whether a person said yes to exactly this before; `content` is the hash of the program's source."""
        with self._store.database.unit_of_work("looking for an approval") as unit:
            return self._store.approvals.is_approved(unit, program=program, account=account, content_hash=content)

    def approve(self, program: str, *, account: str, content: str) -> None:
        """Note a person's yes."""
        with self._store.database.unit_of_work("noting an approval") as unit:
            self._store.approvals.approve(
                unit, program=program, account=account, content_hash=content, at=self._clock.now()
            )

    def _ask(self, action: Action, run: Run) -> bool:
        question = (
            f"This program wants to {action.kind} {action.target} through {action.account}. "
            "Let it send, delete and purge from now on?"
        )
        if not self._prompt.confirm(question):
            return False
        self.approve(run.program, account=action.account, content=run.content)
        return True
