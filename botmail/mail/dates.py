"""Dates of mail (RFC 5322 section 3.3), the odd ones included."""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_tz

_COMMENT = re.compile(r"\([^()]*\)")
_MAX_CHARACTERS = 200
_LONGEST_OFFSET = dt.timedelta(hours=24)


def parse_date(text: str) -> dt.datetime | None:
    """`text` as a datetime with its offset, UTC where it tells none; None when it is no date."""
    cleaned = _COMMENT.sub(" ", text[:_MAX_CHARACTERS]).strip().strip('"')
    return _internet_date(cleaned) or _iso_date(cleaned)


def _internet_date(text: str) -> dt.datetime | None:
    try:
        found = parsedate_tz(text)
        if found is None:
            return None
        year, month, day, hour, minute, second = found[:6]
        offset = dt.timedelta(seconds=found[9] or 0)
        zone = dt.timezone(offset) if abs(offset) < _LONGEST_OFFSET else dt.UTC
        # Leap seconds are legal in mail, and unknown to datetime.
        return dt.datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _iso_date(text: str) -> dt.datetime | None:
    try:
        found = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
