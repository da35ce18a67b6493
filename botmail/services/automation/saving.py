"""Carrying out what saves attachments as files."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.domain.action import Action, SaveAttachments
from botmail.domain.outcome import Outcome
from botmail.services.attachments import AttachmentService
from botmail.services.automation.ledger import Ledger, Step


class AttachmentEffector:
    """Saves attachments, the intent first."""

    def __init__(self, attachments: AttachmentService, *, ledger: Ledger) -> None:
        self._attachments = attachments
        self._ledger = ledger

    def standing(self, action: Action, _step: Step) -> Outcome | None:
        """Nothing to do for no mails."""
        return None if action.messages else _saved(action, [])

    def plan(self, action: Action, _step: Step) -> Outcome:
        """The files that it would give; the mails are read, nothing is written."""
        assert isinstance(action.payload, SaveAttachments)
        return _saved(action, self._attachments.names(action.payload), would="would be ")

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Save them; what is written when something fails stays, and the record says how many."""
        assert isinstance(action.payload, SaveAttachments)
        number = self._ledger.intend(action, step)
        names: list[str] = []
        outcome: Outcome | None = None
        try:
            for name in self._attachments.write(action.payload):
                names.append(name)
            outcome = _saved(action, names)
        finally:
            self._ledger.settle(number, action, step=step, outcome=outcome or _stopped(action, names))
        return outcome


def _saved(action: Action, names: Sequence[str], *, would: str = "") -> Outcome:
    assert isinstance(action.payload, SaveAttachments)
    count = "1 attachment" if len(names) == 1 else f"{len(names)} attachments"
    sentence = f"{count} of {action.target} {would}saved"
    return Outcome(
        state="saved",
        sentence=sentence + (f": {', '.join(names)}" if names else ""),
        account=action.account,
        value=list(names),
    )


def _stopped(action: Action, names: Sequence[str]) -> Outcome:
    return Outcome(
        state="failed", sentence=f"stopped after {len(names)} attachments of {action.target}", account=action.account
    )
