"""`Plan`: what a preview would have done, a row per effect."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.domain.action import Action, Place
from botmail.domain.table import Table, table_of

COLUMNS = ("step", "line", "what", "which", "before", "after", "undo", "budget", "account")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow:
    """One effect that would happen: where in the program, what, to which mail, from what to what."""

    step: int
    line: int
    what: str
    which: str
    before: str
    after: str
    undo: str
    """How it can be undone, in words; `no` when it cannot."""
    budget: str
    """What of the run's limits is used up after it, such as `3 of 50 sends`."""
    account: str
    needs_consent: bool = False
    """Whether an account of mode `ask` asks before it."""


def plan_row(action: Action, place: Place, *, step: int, budget: str) -> PlanRow:
    """`action` as a row of a plan."""
    return PlanRow(
        step=step,
        line=place.line,
        what=action.kind,
        which=action.target,
        before=action.before,
        after=action.after,
        undo=action.inverse or "no",
        budget=budget,
        account=action.account,
        needs_consent=action.needs_consent,
    )


def plan_table(rows: tuple[PlanRow, ...]) -> Table:
    """Rows of a plan as a table, in the order of their steps."""
    return table_of(COLUMNS, [[getattr(row, name) for name in COLUMNS] for row in rows])
