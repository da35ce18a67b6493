"""`EmailList`: the mails that a search found, read from the server in chunks as a program comes to them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import ClassVar, Protocol, overload

from botmail.domain.errors import ProgramError
from botmail.domain.members import Member, Members, member_table
from botmail.services.email import Email

CHUNK = 200
ORDERS: dict[str, Callable[[Email], object]] = {
    "date": lambda e: e.date,
    "received": lambda e: e.received,
    "size": lambda e: e.size,
    "subject": lambda e: e.subject.casefold(),
    "from": lambda e: e.from_.address.casefold(),
    "uid": lambda e: e.uid,
}


class HeadReader(Protocol):
    """Where a list gets its mails from."""

    def emails(self, uids: Sequence[int]) -> Sequence[Email]:
        """Handles for `uids` in this order, without those that are gone; at most a chunk at a time is asked for."""


class _NothingToRead:
    def emails(self, uids: Sequence[int]) -> Sequence[Email]:
        raise AssertionError(f"a list of given mails asked for {uids}")


class EmailList(Sequence[Email]):
    """Mails in the mailbox's order, oldest first. Its length is known at once, headers come in chunks of 200.

    A mail that somebody else deletes meanwhile drops out when its chunk is read.
    """

    members: ClassVar[Members]

    def __init__(self, reader: HeadReader, uids: Iterable[int], *, folder: str = "") -> None:
        self._reader = reader
        self._slots: list[Email | int] = list(uids)
        self.folder = folder

    @classmethod
    def of(cls, emails: Iterable[Email], *, folder: str = "") -> EmailList:
        """A list of mails that are there already."""
        made = cls(_NothingToRead(), (), folder=folder)
        made._slots = list(emails)
        return made

    def __len__(self) -> int:
        return len(self._slots)

    def __iter__(self) -> Iterator[Email]:
        position = 0
        while position < len(self._slots):
            self._load(position)
            if position < len(self._slots):
                yield self._slots[position]  # type: ignore[misc]  # loaded, so it is no number any more
                position += 1

    @overload
    def __getitem__(self, index: int) -> Email: ...
    @overload
    def __getitem__(self, index: slice) -> EmailList: ...
    def __getitem__(self, index: int | slice) -> Email | EmailList:
        if isinstance(index, slice):
            part = EmailList(self._reader, (), folder=self.folder)
            part._slots = self._slots[index]
            return part
        self._load(index)
        email = self._slots[index]
        assert isinstance(email, Email)
        return email

    def __repr__(self) -> str:
        where = f" in {self.folder}" if self.folder else ""
        return f"EmailList({len(self)} mails{where})"

    __str__ = __repr__

    def loaded(self) -> list[Email]:
        """The mails whose headers are there already; nothing is fetched."""
        return [slot for slot in self._slots if isinstance(slot, Email)]

    @property
    def unread(self) -> EmailList:
        """Those that are not marked as read."""
        return EmailList.of((email for email in self if not email.is_read), folder=self.folder)

    def ordered(self, field: str, *, is_descending: bool = False) -> EmailList:
        """The same mails sorted by `field`; reads the headers of all.

        Raises:
            ProgramError: there is no such field to sort by.
        """
        order = ORDERS.get(field.casefold())
        if order is None:
            raise ProgramError(f'mails cannot be ordered by "{field}"', hint="order by " + ", ".join(ORDERS))
        emails = sorted(self, key=order, reverse=is_descending)  # type: ignore[arg-type]  # each order has one type
        return EmailList.of(emails, folder=self.folder)

    def _load(self, index: int) -> None:
        while -len(self._slots) <= index < len(self._slots) and isinstance(self._slots[index], int):
            start = index % len(self._slots) // CHUNK * CHUNK
            uids = [slot for slot in self._slots[start : start + CHUNK] if isinstance(slot, int)]
            there = {email.uid: email for email in self._reader.emails(uids)}
            chunk = [there.get(slot) if isinstance(slot, int) else slot for slot in self._slots[start : start + CHUNK]]
            self._slots[start : start + CHUNK] = [email for email in chunk if email is not None]


EmailList.members = member_table(
    Member("length", "number", "how many mails", len),
    Member("first", "Email", "the first mail, or null", lambda mails: next(iter(mails), None)),
    Member("last", "Email", "the last mail, or null", lambda mails: next(iter(mails[-1:]), None)),
    Member("unread", "EmailList", "those that are not marked as read", lambda mails: mails.unread),
    Member("folder", "text", "the folder they are in", lambda mails: mails.folder),
    aliases={"count": "length", "len": "length", "size": "length"},
)
