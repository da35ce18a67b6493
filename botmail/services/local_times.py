"""Times for people: the store keeps UTC, a program prints times without their zone."""

from __future__ import annotations

import datetime as dt


def local(value: object) -> object:
    """A moment in the local zone; any other value as it is."""
    return value.astimezone() if isinstance(value, dt.datetime) else value
