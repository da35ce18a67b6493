"""The text format of the example mailbox: letters as a person would note them down.

A file holds the letters of one folder, a line of ``=====`` before each. A letter
is a few ``Name: value`` lines, an empty line and the text. These names are notes to the
composer, every other name is a header field of the mail:

- ``When: 3d 09:14`` how many days before the clock's day, and at what time;
- ``Zone: +0900`` the sender's time zone; UTC unless given;
- ``Id: lamp-2`` and ``Answers: lamp-1`` make threads, the latter over all folders;
- ``Flags: seen flagged answered draft`` or keywords;
- ``Attach: quote.pdf, list.csv``; ``Meeting: +2d 14:00 45 Room 2`` an invitation;
- ``Look: html`` adds an HTML form of the text; ``Charset: iso-2022-jp``.

In headers and text ``{-3d}`` is a date relative to the clock, ``{-3d %d.%m.%Y}`` the same in a
form of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

_SEPARATOR = re.compile(r"^=====\n", re.MULTILINE)
_NOTES = frozenset({"When", "Zone", "Id", "Answers", "Flags", "Attach", "Meeting", "Look", "Charset"})
_RELATIVE_DATE = re.compile(r"\{([+-]\d+)d(?: ([^}]+))?\}")
_WHEN = re.compile(r"([+-]?\d+)d (\d\d):(\d\d)$")
_ZONE = re.compile(r"([+-])(\d\d)(\d\d)$")
_SYSTEM_FLAGS = frozenset({"seen", "flagged", "answered", "draft", "deleted"})

# Not strftime's names: those follow the locale of whoever runs it.
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its place in time and threads, its header fields, its text."""

    folder: str
    date: datetime
    fields: tuple[tuple[str, str], ...]
    notes: dict[str, str]
    text: str

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags as IMAP writes them."""
        return tuple(
            f"\\{flag.capitalize()}" if flag in _SYSTEM_FLAGS else flag for flag in self.notes.get("Flags", "").split()
        )

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of the files that go with it."""
        return tuple(name.strip() for name in self.notes.get("Attach", "").split(",") if name.strip())

    def field(self, name: str) -> str | None:
        """The value of a header field, or None."""
        return dict(self.fields).get(name)


def parse_letters(source: str, folder: str, now: datetime) -> Iterator[Letter]:
    """Read the letters of a folder.

    Raises:
        ValueError: a letter has no date, or a line of its head is not ``Name: value``.
    """
    for block in _SEPARATOR.split(source)[1:]:
        head, _, text = _fill_in_dates(block, now).partition("\n\n")
        pairs = [_split_field(line, folder) for line in head.splitlines()]
        notes = {name: value for name, value in pairs if name in _NOTES}
        fields = tuple((name, value) for name, value in pairs if name not in _NOTES)
        yield Letter(folder, _date_of(notes, now), fields, notes, text.strip() + "\n")


def parse_when(text: str) -> tuple[int, int, int]:
    """Read ``3d 09:14`` as days, hour and minute.

    Raises:
        ValueError: the text is not of this form.
    """
    found = _WHEN.match(text)
    if found is None:
        raise ValueError(f"{text!r} is not like '3d 09:14'")
    days, hour, minute = (int(part) for part in found.groups())
    return days, hour, minute


def _split_field(line: str, folder: str) -> tuple[str, str]:
    name, colon, value = line.partition(": ")
    if not colon:
        raise ValueError(f"a letter of {folder} has a line that is no field: {line!r}")
    return name, value.strip()


def _date_of(notes: dict[str, str], now: datetime) -> datetime:
    zone = _zone_of(notes.get("Zone", "+0000"))
    days, hour, minute = parse_when(notes.get("When", ""))
    day = (now - timedelta(days=days)).astimezone(zone)
    date = day.replace(hour=hour, minute=minute, second=(hour * 7 + minute * 13) % 60, microsecond=0)
    # A clock that is set to an early hour must not make mail of the future.
    return date if date <= now else date - timedelta(days=1)


def _zone_of(text: str) -> timezone:
    found = _ZONE.match(text)
    if found is None:
        raise ValueError(f"{text!r} is no time zone like '+0900'")
    sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return timezone(-offset if sign == "-" else offset) if offset else UTC


def _fill_in_dates(text: str, now: datetime) -> str:
    def render(found: re.Match[str]) -> str:
        day = now + timedelta(days=int(found[1]))
        if found[2]:
            return day.strftime(found[2])
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"

    return _RELATIVE_DATE.sub(render, text)
