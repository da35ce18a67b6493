"""The example mailbox: a few weeks in the mail of a small maker of lamps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, getaddresses
from importlib.resources import files

from botmail.sandbox.composer import compose, message_id
from botmail.sandbox.letters import Letter, parse_letters
from botmail.sandbox.post_office import Delivery

ACCOUNT = "me@example.com"
OWNER = f"Robin Hale <{ACCOUNT}>"
PASSWORD = "sandbox"
CATCH_ALL = "everybody.else@example.com"
ALIASES = {"support@example.com": ACCOUNT, "robin.hale@example.com": ACCOUNT}
DEFAULT_NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

_FOLDERS = ("INBOX", "support", "tasks", "Archive", "Drafts", "Sent", "Trash", "Junk")
_RECIPIENTS = ("recipient@example.com", "user@example.com")


def read_clock(text: str | None) -> datetime:
    """Read a clock: an ISO time, ``now`` for the real one, or None for the fixed default.

    Raises:
        ValueError: the text is none of these.
    """
    if not text:
        return DEFAULT_NOW
    moment = datetime.now(UTC) if text == "now" else datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def example_mailbox(now: datetime = DEFAULT_NOW) -> list[Delivery]:
    """All mail of the account, oldest first; the same bytes for the same clock."""
    letters = sorted(example_letters(now), key=lambda letter: letter.date)
    threads = _threads(letters)
    mails = [_deliver(letter, compose(letter, owner=OWNER, threads=threads, now=now)) for letter in letters]
    return sorted([*mails, _ugly_mail(now)], key=lambda mail: mail.arrived or now)


def example_letters(now: datetime) -> Iterator[Letter]:
    """The letters of all folders."""
    for folder in _FOLDERS:
        source = files("botmail.sandbox").joinpath("letters", f"{folder.lower()}.txt")
        yield from parse_letters(source.read_text(encoding="utf-8"), folder, now)


def example_users() -> dict[str, str]:
    """Everybody who has a mailbox, with the password: the account, who writes to it, who is written to."""
    fields = [letter.field("From") or OWNER for letter in example_letters(DEFAULT_NOW)]
    writers = {address.lower() for _, address in getaddresses(fields)}
    users = writers.union({ACCOUNT, CATCH_ALL}, _RECIPIENTS) - set(ALIASES)
    return dict.fromkeys(sorted(users), PASSWORD)


def _deliver(letter: Letter, raw: bytes) -> Delivery:
    return Delivery(ACCOUNT, raw, letter.folder, letter.flags, letter.date + timedelta(seconds=4))


def _threads(letters: Iterable[Letter]) -> dict[str, tuple[str, ...]]:
    """The references for an answer to each letter that has a name: its own thread, then itself."""
    threads: dict[str, tuple[str, ...]] = {}
    for letter in letters:
        name = letter.notes.get("Id")
        if name:
            threads[name] = (*threads.get(letter.notes.get("Answers", ""), ()), message_id(letter))
    return threads


def _ugly_mail(now: datetime) -> Delivery:
    """The mail that breaks every rule: kept as bytes, for nothing could compose it."""
    arrived = (now - timedelta(days=6)).replace(hour=3, minute=14, second=15, microsecond=0)
    stored = files("botmail.sandbox").joinpath("letters", "ugly.eml").read_bytes()
    raw = b"\r\n".join(stored.splitlines()).replace(b"{date}", format_datetime(arrived).encode())
    return Delivery(ACCOUNT, raw, "INBOX", ("\\Seen",), arrived)
