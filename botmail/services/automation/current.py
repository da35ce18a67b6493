"""`CurrentRun`: which run is open, for those who write down what was done in it."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.services.automation.run import Run


@dataclass(slots=True)
class CurrentRun:
    """One for a workspace; `automation` sets it, and outside of runs there is none."""

    run: Run | None = None
