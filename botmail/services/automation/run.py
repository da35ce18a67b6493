"""`Run`: one run of a cell or file - what it may do, what it did, and what is said at its end."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from botmail.domain.action import UNCOUNTED, Action, DeleteFolder, Place
from botmail.domain.outcome import Outcome
from botmail.domain.table import Table
from botmail.services.automation.plan import PlanRow, plan_row, plan_table

DEFAULT_SENDS = 50
DEFAULT_EFFECTS = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """What one run may do at most: mails to recipients, and changes to mails or the store."""

    sends: int = DEFAULT_SENDS
    effects: int = DEFAULT_EFFECTS


@dataclass(slots=True, kw_only=True)
class Run:
    """One run. `program` is the cell's id or the file's name; `content` a hash of its source.

    Lives from the first statement to the last; only `automation` changes it.
    """

    id: str
    program: str
    content: str
    is_notebook: bool
    is_live: bool
    """The user said --live: the account's mode `ask` does not ask."""
    is_preview: bool
    """Nothing is changed or sent at the moment; PREVIEW ON and OFF switch it."""
    is_preview_only: bool = False
    """The whole run is a preview (`--preview`, a preview cell): PREVIEW OFF does not end it."""
    is_recorded: bool = False
    started: dt.datetime
    sends: int = 0
    effects: int = 0
    rows: list[PlanRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    suppressed: Counter[str] = field(default_factory=Counter)
    uncertain: list[str] = field(default_factory=list)
    answered: set[str] = field(default_factory=set)
    """Keys of the mails that this run answered, or would."""
    planned_replies: Counter[str] = field(default_factory=Counter)
    """Automatic replies that a preview planned, by recipient; sent ones are in the store."""
    planned_notices: Counter[str] = field(default_factory=Counter)
    """Notices of absence among them, by recipient."""
    planned_values: dict[tuple[str, str], str] = field(default_factory=dict)
    """Numbers that a preview gave to tickets and tasks, by kind and origin."""
    without_copies: set[str] = field(default_factory=set)
    """Accounts in whose Sent folder no copy could be kept in this run."""
    consents: dict[str, bool] = field(default_factory=dict)
    """What the user answered when an account of mode `ask` was about to send, by account."""

    def spend(self, action: Action) -> None:
        """Count `action` against the limits."""
        self.sends += action.sends
        self.effects += effects_of(action)

    def plan(self, action: Action, place: Place, *, limits: Limits) -> PlanRow:
        """Add `action` to the plan."""
        row = plan_row(action, place, step=len(self.rows) + 1, budget=self.budget(action, limits=limits))
        self.rows.append(row)
        return row

    def budget(self, action: Action, *, limits: Limits) -> str:
        """What is used of the limit that `action` counts against."""
        if action.sends:
            return f"{self.sends} of {limits.sends} sends"
        return f"{self.effects} of {limits.effects} effects"

    def note(self, outcome: Outcome) -> None:
        """Count an outcome for the summary."""
        self.counted["planned" if outcome.planned else outcome.state] += 1
        if outcome.state == "suppressed":
            self.suppressed[outcome.sentence] += 1
        if outcome.state == "uncertain":
            self.uncertain.append(outcome.sentence)

    @property
    def plan_rows(self) -> Table:
        """The plan so far as a table."""
        return plan_table(tuple(self.rows))

    @property
    def has_failures(self) -> bool:
        """Whether some effect failed, was refused or is uncertain (exit status 3)."""
        return any(self.counted[state] for state in ("failed", "refused", "uncertain", "retry"))

    def summary(self) -> tuple[str, ...]:
        """Lines to say when the run ends; none when everything went as the program said."""
        lines = list(self.notes)
        lines += [_suppressed_line(self.suppressed)] if self.suppressed else []
        lines += [f"UNCERTAIN: {sentence}" for sentence in self.uncertain]
        if self.rows:
            lines.append(f"preview: {_count(len(self.rows), 'effect')} planned, nothing was changed or sent")
        elif self.is_preview_only:
            lines.append("preview: nothing would be changed or sent")
        return tuple(lines)

    def to_info(self) -> Mapping[str, object]:
        """The run as plain data, for `--json`."""
        return {
            "id": self.id,
            "program": self.program,
            "sends": self.sends,
            "effects": self.effects,
            "outcomes": dict(self.counted),
            "suppressed": dict(self.suppressed),
            "uncertain": list(self.uncertain),
            "plan": [dict(row) for row in self.plan_rows],
        }


def effects_of(action: Action) -> int:
    """How much `action` counts against the limit of effects: one for each mail it changes, none in own tables."""
    if isinstance(action.payload, UNCOUNTED):
        return 0
    mails = action.payload.mails if isinstance(action.payload, DeleteFolder) else len(action.messages)
    return max(1, mails)


def _suppressed_line(suppressed: Counter[str]) -> str:
    reasons = "; ".join(f"{count} x {reason}" if count > 1 else reason for reason, count in suppressed.items())
    return f"{_count(suppressed.total(), 'mail')} not sent: {reasons}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
