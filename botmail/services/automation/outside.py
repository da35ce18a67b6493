"""Carrying out what reaches beyond the store without being mail: writing files, reading pages."""

from __future__ import annotations

from botmail.domain.action import Action, FetchPage, WriteFile
from botmail.domain.errors import FileProblem
from botmail.domain.outcome import Outcome
from botmail.services.automation.ledger import Ledger, Step
from botmail.services.file_contents import decoded, ending_of, parse_file
from botmail.services.files import Files
from botmail.services.web import Web


class FileEffector:
    """Writes files of the working folder."""

    def __init__(self, files: Files, ledger: Ledger) -> None:
        self._files = files
        self._ledger = ledger

    def standing(self, _action: Action, _step: Step) -> Outcome | None:
        """What is there is written again."""
        return None

    def plan(self, action: Action, _step: Step) -> Outcome:
        """That it would be written."""
        return Outcome(state="saved", sentence=f"{action.target} would be written, {action.after}")

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Write it, the intent first."""
        payload = action.payload
        assert isinstance(payload, WriteFile)
        number = self._ledger.intend(action, step)
        outcome = Outcome(state="failed", sentence=f"{action.target} was not written")
        try:
            self._files.put(payload.name, payload.content)
            outcome = Outcome(state="saved", sentence=f"{action.target} written, {action.after}")
        finally:
            self._ledger.settle(number, action, step=step, outcome=outcome)
        return outcome


class PageEffector:
    """Reads pages; the record says which, and not what was in them."""

    def __init__(self, web: Web, ledger: Ledger) -> None:
        self._web = web
        self._ledger = ledger

    def standing(self, _action: Action, _step: Step) -> Outcome | None:
        """A page is read each time."""
        return None

    def plan(self, action: Action, _step: Step) -> Outcome:
        """That it would be read: a preview stays off the network."""
        return Outcome(state="fetched", sentence=f"{action.target} would be fetched")

    def carry_out(self, action: Action, step: Step) -> Outcome:
        """Read it.

        Raises:
            FileProblem: it cannot be read, or is of a kind that is not.
        """
        payload = action.payload
        assert isinstance(payload, FetchPage)
        try:
            page = self._web.fetch(payload.url)
            text = decoded(page.content, action.target, charset=page.charset)
            ending = ending_of(page.media_type, page.url.partition("?")[0])
            value = parse_file(text, action.target, ending=ending)
        except FileProblem as problem:
            failed = Outcome(state="failed", sentence=problem.message, code=problem.code)
            self._ledger.note_stopped(action, step, outcome=failed)
            raise
        outcome = Outcome(state="fetched", sentence=f"{action.target} fetched", value=value)
        self._ledger.note_done(action, step, outcome=outcome)
        return outcome
