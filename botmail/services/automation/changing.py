"""Carrying out what changes messages on the server: flags, moves, copies and their end."""

from __future__ import annotations

from dataclasses import dataclass, field

from botmail.domain.action import Action, CopyMessages, MarkMessages, MoveMessages, PurgeMessages
from botmail.domain.errors import MailError
from botmail.domain.folder import MessageRef
from botmail.domain.outcome import Outcome, failed_outcome
from botmail.services.accounts import AccountService
from botmail.services.automation.ledger import Ledger, Step
from botmail.services.changes import by_folder
from botmail.services.inbox import Inbox
from botmail.services.sightings import Sightings
from botmail.store.unit import Unit

_STATES = {
    "mark": "marked",
    "label": "marked",
    "move": "moved",
    "delete": "deleted",
    "copy": "copied",
    "purge": "purged",
}


class ChangeEffector:
    """Marks, moves, copies and purges, folder by folder, as sets of UIDs; handles of the mails follow."""

    def __init__(self, accounts: AccountService, inbox: Inbox, *, ledger: Ledger, sightings: Sightings) -> None:
        self._accounts = accounts
        self._inbox = inbox
        self._ledger = ledger
        self._sightings = sightings

    def standing(self, action: Action, _step: Step) -> Outcome | None:
        """Nothing to do for no mails, or for a move to where they are."""
        refs = action.messages
        payload = action.payload
        is_there = isinstance(payload, MoveMessages) and all(ref.folder == payload.folder for ref in refs)
        return _done(action) if not refs or is_there else None

    def plan(self, action: Action, _step: Step) -> Outcome:
        """That all of them would be changed."""
        return _done(action, would="would be ")

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Change them; what failed in one folder does not keep the others from being changed."""
        number = self._ledger.intend(action, step)
        work = _Work()
        try:
            for (folder, uidvalidity), refs in by_folder(action.messages).items():
                try:
                    self._change(action, folder, uidvalidity=uidvalidity, refs=refs, work=work)
                except MailError as error:
                    work.failed += [(ref, error) for ref in refs]
        except BaseException:
            self._settle(number, action, step=step, outcome=_stopped(action), work=work)
            raise
        outcome = _failed(action, work.failed) if work.failed else _done(action)
        self._settle(number, action, step=step, outcome=outcome, work=work)
        return outcome

    def _change(self, action: Action, folder: str, *, uidvalidity: int, refs: list[MessageRef], work: _Work) -> None:
        account = self._accounts.get(action.account)
        session, reader = self._accounts.session(account), self._inbox.reader(account)
        uids = [ref.uid for ref in refs]
        payload = action.payload
        if isinstance(payload, MarkMessages):
            session.store(folder, uidvalidity, uids, payload.flag, payload.is_set)
            reader.note_flag(refs, payload.flag, is_set=payload.is_set)
        elif isinstance(payload, MoveMessages) and folder != payload.folder:
            new_uids = session.move(folder, uidvalidity, uids, payload.folder) or {}
            reader.note_move(refs, payload.folder, new_uids=new_uids)
            work.new_uids |= {ref: new_uids[ref.uid] for ref in refs if ref.uid in new_uids}
        elif isinstance(payload, MoveMessages):
            return  # they are there
        elif isinstance(payload, CopyMessages):
            session.copy(folder, uidvalidity, uids, payload.folder)
        elif isinstance(payload, PurgeMessages):
            session.purge(folder, uidvalidity, uids)
            reader.note_purge(refs)
        work.changed += refs

    def _settle(self, number: int, action: Action, *, step: Step, outcome: Outcome, work: _Work) -> None:
        def remember(unit: Unit) -> None:
            self._sightings.note_change(unit, action, work.changed, new_uids=work.new_uids)

        self._ledger.settle(number, action, step=step, outcome=outcome, also=remember)


@dataclass(slots=True)
class _Work:
    """What of one action is done so far."""

    changed: list[MessageRef] = field(default_factory=list)
    failed: list[tuple[MessageRef, MailError]] = field(default_factory=list)
    new_uids: dict[MessageRef, int] = field(default_factory=dict)


def _stopped(action: Action) -> Outcome:
    return Outcome(
        state="uncertain",
        sentence=f"interrupted while it was to {action.kind} {action.target}: look whether it happened",
        account=action.account,
    )


def _done(action: Action, *, would: str = "") -> Outcome:
    state = _STATES[action.kind]
    return Outcome(state=state, sentence=f"{action.target} {would}{_change(action)}", account=action.account)


def _change(action: Action) -> str:
    payload = action.payload
    if isinstance(payload, MoveMessages):
        return f"moved to {payload.folder}"
    if isinstance(payload, CopyMessages):
        return f"copied to {payload.folder}"
    if isinstance(payload, PurgeMessages):
        return "removed for good"
    assert isinstance(payload, MarkMessages)
    if action.kind == "label":
        return f"labelled {payload.flag}" if payload.is_set else f"freed of the label {payload.flag}"
    return f"marked as {action.after}"


def _failed(action: Action, failed: list[tuple[MessageRef, MailError]]) -> Outcome:
    error = failed[0][1]
    base = failed_outcome(error, account=action.account)
    count = f"{len(failed)} of {len(action.messages)} mails: " if len(action.messages) > 1 else ""
    return Outcome(
        state="failed",
        sentence=f"{count}{error.message}",
        hint=base.hint,
        code=base.code,
        reason=base.reason,
        retryable=base.retryable,
        account=action.account,
        failed=tuple(f"{ref.folder} {ref.uid}" for ref, _ in failed),
    )
