"""A clock that stands still until it is told."""

from __future__ import annotations

import datetime as dt

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))


class FixedClock:
    """Noon, until `advance` or `sleep`; `slept` holds what was waited."""

    def __init__(self, now: dt.datetime = NOON) -> None:
        self._now = now
        self.slept: list[float] = []

    def now(self) -> dt.datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(seconds=seconds)

    def advance(self, **amount: float) -> None:
        self._now += dt.timedelta(**amount)
