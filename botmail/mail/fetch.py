"""FETCH: heads and whole messages by UID, never marking anything as read (BODY.PEEK)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from botmail.mail.connection import ImapConnection, Reply
from botmail.mail.responses import Value, number_of
from botmail.mail.uid_sets import batches, uid_set

HEADS_AT_ONCE = 300
BODIES_AT_ONCE = 50
_HEAD_ITEMS = b"(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER])"
_MONTHS = {name: number for number, name in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a message without its body; `size` in bytes, `header` the raw header block."""

    uid: int
    flags: frozenset[str]
    internal_date: dt.datetime
    size: int
    header: bytes

    @property
    def keywords(self) -> frozenset[str]:
        """The flags that are not the system's: labels."""
        return frozenset(flag for flag in self.flags if not flag.startswith("\\"))


def fetch_heads(connection: ImapConnection, uids: Sequence[int]) -> list[Head]:
    """Heads in the order of `uids`; messages that are gone are left out.

    Raises:
        ServerRefused: the server refused.
    """
    found: dict[int, Head] = {}
    for batch in batches(uids, size=HEADS_AT_ONCE):
        for uid, items in _fetched(connection, batch, _HEAD_ITEMS):
            if isinstance(header := items.get(b"BODY[HEADER]"), bytes):
                found[uid] = _head(uid, items, header)
    return [found[uid] for uid in uids if uid in found]


def fetch_bodies(connection: ImapConnection, uids: Sequence[int]) -> dict[int, bytes]:
    """Whole messages as they are, by UID; messages that are gone are left out.

    Raises:
        ServerRefused: the server refused.
    """
    found: dict[int, bytes] = {}
    for batch in batches(uids, size=BODIES_AT_ONCE):
        for uid, items in _fetched(connection, batch, b"(UID BODY.PEEK[])"):
            if isinstance(body := items.get(b"BODY[]"), bytes):
                found[uid] = body
    return {uid: found[uid] for uid in uids if uid in found}


def fetch_present(connection: ImapConnection, uids: Sequence[int]) -> frozenset[int]:
    """Which of `uids` are still in the selected folder.

    Raises:
        ServerRefused: the server refused.
    """
    present: set[int] = set()
    for batch in batches(uids, size=HEADS_AT_ONCE):
        present |= {uid for uid, _ in _fetched(connection, batch, b"(UID)")}
    return frozenset(present & set(uids))


def flags_told(reply: Reply) -> dict[int, frozenset[str]]:
    """The flags by UID that a STORE's answer tells."""
    return {uid: _flags(items.get(b"FLAGS")) for uid, items in _messages_in(reply) if b"FLAGS" in items}


def parse_internal_date(text: bytes) -> dt.datetime:
    """`17-Jul-1996 02:44:25 -0700` as a datetime with that offset.

    Raises:
        ValueError: it is not an INTERNALDATE.
    """
    day, time, zone = text.split()
    number, month, year = day.split(b"-")
    hour, minute, second = time.split(b":")
    offset = dt.timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5])) * (-1 if zone[:1] == b"-" else 1)
    try:
        month_number = _MONTHS[month.lower()]
    except KeyError as error:
        raise ValueError("no such month") from error
    numbers = int(year), month_number, int(number), int(hour), int(minute), int(second)
    return dt.datetime(*numbers, tzinfo=dt.timezone(offset))


def _fetched(connection: ImapConnection, uids: Sequence[int], items: bytes) -> Iterator[tuple[int, dict[bytes, Value]]]:
    reply = connection.done("UID FETCH", uid_set(uids), items, doing="to hand out messages")
    return _messages_in(reply)


def _messages_in(reply: Reply) -> Iterator[tuple[int, dict[bytes, Value]]]:
    for data in reply.named("FETCH"):
        match data.values():
            case [list(items)]:
                named = _named(items)
                if (uid := number_of(named.get(b"UID"))) is not None:
                    yield uid, named


def _named(items: Sequence[Value]) -> dict[bytes, Value]:
    pairs = zip(items[::2], items[1::2], strict=False)
    return {name.upper(): value for name, value in pairs if isinstance(name, bytes)}


def _head(uid: int, items: dict[bytes, Value], header: bytes) -> Head:
    size, date = number_of(items.get(b"RFC822.SIZE")), items.get(b"INTERNALDATE")
    return Head(
        uid,
        _flags(items.get(b"FLAGS")),
        _date_or_epoch(date),
        len(header) if size is None else size,
        header,
    )


def _flags(value: Value) -> frozenset[str]:
    flags = value if isinstance(value, list) else []
    return frozenset(flag.decode("utf-8", "replace") for flag in flags if isinstance(flag, bytes))


def _date_or_epoch(value: Value) -> dt.datetime:
    try:
        return parse_internal_date(value if isinstance(value, bytes) else b"")
    except (ValueError, OverflowError):
        return dt.datetime.fromtimestamp(0, dt.UTC)
