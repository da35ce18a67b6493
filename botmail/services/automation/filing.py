"""Carrying out what changes folders on the server."""

from __future__ import annotations

from botmail.domain.action import Action, CreateFolder, DeleteFolder, RenameFolder
from botmail.domain.errors import MailError
from botmail.domain.outcome import Outcome, failed_outcome
from botmail.services.accounts import AccountService
from botmail.services.automation.ledger import Ledger, Step
from botmail.services.sightings import Sightings
from botmail.store.unit import Unit


class FolderEffector:
    """Makes, renames and deletes folders, one command each."""

    def __init__(self, accounts: AccountService, *, ledger: Ledger, sightings: Sightings) -> None:
        self._accounts = accounts
        self._ledger = ledger
        self._sightings = sightings

    def standing(self, _action: Action, _step: Step) -> Outcome | None:
        """Whether there is something to do was looked at when the action was made."""
        return None

    def plan(self, action: Action, _step: Step) -> Outcome:
        """That it would be done."""
        return _done(action, would="would be ")

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Do it; what the store remembers of the folder follows."""
        number = self._ledger.intend(action, step)
        outcome = _unknown(action)
        try:
            self._change(action)
            outcome = _done(action)
        except MailError as error:
            outcome = failed_outcome(error, account=action.account)
        finally:
            self._settle(number, action, step=step, outcome=outcome)
        return outcome

    def _change(self, action: Action) -> None:
        session, payload = self._accounts.session(self._accounts.get(action.account)), action.payload
        if isinstance(payload, CreateFolder):
            session.create_folder(payload.folder)
        elif isinstance(payload, RenameFolder):
            session.rename_folder(payload.folder, payload.to)
        elif isinstance(payload, DeleteFolder):
            session.delete_folder(payload.folder, most_mails=payload.mails)

    def _settle(self, number: int, action: Action, *, step: Step, outcome: Outcome) -> None:
        def remember(unit: Unit) -> None:
            if outcome.ok and isinstance(action.payload, (RenameFolder, DeleteFolder)):
                self._sightings.forget_folder(unit, action.account, folder=action.payload.folder)

        self._ledger.settle(number, action, step=step, outcome=outcome, also=remember)


def _unknown(action: Action) -> Outcome:
    sentence = f"interrupted while it was to {action.kind.split()[0]} the {action.target}: look whether it happened"
    return Outcome(state="uncertain", sentence=sentence, account=action.account)


def _done(action: Action, *, would: str = "") -> Outcome:
    if isinstance(action.payload, RenameFolder):
        return Outcome(
            state="renamed", sentence=f'{action.target} {would}renamed to "{action.after}"', account=action.account
        )
    state = "created" if isinstance(action.payload, CreateFolder) else "deleted"
    return Outcome(state=state, sentence=f"{action.target} {would}{state}", account=action.account)
