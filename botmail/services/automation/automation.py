"""`Automation`: runs of programs, the switch of the preview, the limits, and the way in for every effect."""

from __future__ import annotations

import dataclasses
import hashlib
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Literal

from botmail.domain.action import Action, FetchPage, Place
from botmail.domain.errors import ProgramError
from botmail.domain.ports import Clock
from botmail.domain.records import RunRecord
from botmail.services.automation.consent import Consent
from botmail.services.automation.current import CurrentRun
from botmail.services.automation.perform import Performer
from botmail.services.automation.run import Limits, Run
from botmail.services.automation.settle import settle_open_intents
from botmail.store.store import Store


class Automation:
    """One at a time, a run is open; effects outside of one are a mistake of ours."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        performer: Performer,
        consent: Consent,
        current: CurrentRun,
        tried_out: Callable[[], AbstractContextManager[None]],
    ) -> None:
        self._store = store
        self._clock = clock
        self._performer = performer
        self._current = current
        self._accounts_tried_out = tried_out
        self._is_preview_on = False
        self._is_settled = False
        self.consent = consent
        self.limits = Limits()

    @property
    def current(self) -> Run:
        """The run that is open."""
        if self._current.run is None:
            raise RuntimeError("no run is open; use Automation.run()")
        return self._current.run

    @contextmanager
    def run(
        self,
        program: str,
        source: str,
        *,
        is_notebook: bool,
        is_preview: bool = False,
        is_live: bool = False,
    ) -> Iterator[Run]:
        """A run of `source`, the text of the cell or file `program`, for the block.

        With `is_preview` nothing is changed or sent, whatever the program says; with `is_live` nobody is asked.
        """
        run = Run(
            id=uuid.uuid4().hex,
            program=program,
            content=content_hash(source),
            is_notebook=is_notebook,
            is_live=is_live,
            is_preview=is_preview or self._is_preview_on,
            is_preview_only=is_preview,
            started=self._clock.now(),
        )
        run.notes += self._settle()
        outer, self._current.run = self._current.run, run
        outcome = "error"
        try:
            with self._tried_out() if is_preview else nullcontext():
                yield run
            outcome = "done"
        except (KeyboardInterrupt, SystemExit):
            outcome = "interrupted"
            raise
        finally:
            self._current.run = outer
            self._finish(run, outcome=outcome)

    def perform(self, action: Action, place: Place, items: Sequence[object], *, statement: bool = False) -> object:
        """What `action` gives a program: its `Outcome`, or the number of a ticket, task or draft inside an expression.

        `items` are the mails that running loops are on, innermost last; `statement` that the verb stands alone.
        """
        self._record(self.current)
        outcome = self._performer.perform(action, place, items, run=self.current, limits=self.limits)
        is_told = statement and not isinstance(action.payload, FetchPage)  # a page is what is wanted, not that it came
        return outcome if is_told or outcome.value is None or not outcome.ok else outcome.value

    def preview_on(self) -> None:
        """From here on nothing is changed or sent, in later cells too."""
        self._is_preview_on = True
        self.current.is_preview = True

    def preview_off(self) -> None:
        """Effects happen again; a run that is a preview as a whole stays one."""
        self._is_preview_on = False
        self.current.is_preview = self.current.is_preview_only

    def set_limit(self, kind: Literal["sends", "effects"], number: int) -> Limits:
        """From here on a run may make `number` sends or effects.

        Raises:
            ProgramError: the number is below 0.
        """
        if number < 0:
            raise ProgramError(f"a limit of {number} {kind} makes no sense", hint=f"SET LIMIT {kind.upper()} 100")
        self.limits = dataclasses.replace(self.limits, **{kind: number})
        return self.limits

    @contextmanager
    def _tried_out(self) -> Iterator[None]:
        """A run that is a preview as a whole leaves nothing behind: no account in use, no mode, no limit."""
        limits, is_preview_on = self.limits, self._is_preview_on
        try:
            with self._accounts_tried_out():
                yield
        finally:
            self.limits, self._is_preview_on = limits, is_preview_on

    def _settle(self) -> tuple[str, ...]:
        if self._is_settled or not self._store.database.path.exists():
            return ()
        self._is_settled = True
        return settle_open_intents(self._store, self._clock)

    def _record(self, run: Run) -> None:
        """Write down that `run` began, when it first does something; most cells never do."""
        if run.is_recorded:
            return
        record = RunRecord(
            id=run.id,
            program=run.program,
            is_notebook=run.is_notebook,
            is_preview=run.is_preview,
            source_hash=run.content,
            started_at=run.started,
        )
        with self._store.database.unit_of_work("noting a run") as unit:
            self._store.runs.start(unit, record)
        run.is_recorded = True

    def _finish(self, run: Run, *, outcome: str) -> None:
        if not run.is_recorded:
            return
        with self._store.database.unit_of_work("noting the end of a run") as unit:
            self._store.runs.finish(
                unit, run.id, outcome=outcome, at=self._clock.now(), effects=run.effects, sends=run.sends
            )


def content_hash(source: str) -> str:
    """What tells two versions of a program apart."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()
