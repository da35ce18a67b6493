"""A mailbox in memory, with the methods of `ImapSession` that the services use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from botmail.domain.errors import FolderNotFound, MailError, MessageGone
from botmail.domain.folder import Folder
from botmail.mail.fetch import Head
from botmail.mail.search import Found

UIDVALIDITY = 7
RECEIVED = dt.datetime(2026, 11, 20, 8, 0, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail in the fake."""

    uid: int
    raw: bytes
    flags: frozenset[str] = frozenset()


class FakeSession:
    """Folders of mails; `calls` tells what was asked, `error` is raised by the next call when set."""

    def __init__(self, *folders: str) -> None:
        self.mails: dict[str, list[Mail]] = {name: [] for name in ("INBOX", *folders)}
        self.calls: list[tuple[str, ...]] = []
        self.error: MailError | None = None
        self.tells_new_uids = True
        self.is_closed = False
        self.roles: dict[str, str] = {"sent": "Sent"}
        self.appended: list[tuple[str, bytes, tuple[str, ...]]] = []
        self._next_uid = 1

    def __enter__(self) -> FakeSession:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, raw: bytes, folder: str = "INBOX", flags: Iterable[str] = ()) -> int:
        """Deliver a mail; its UID."""
        uid, self._next_uid = self._next_uid, self._next_uid + 1
        self.mails[folder].append(Mail(uid, raw, frozenset(flags)))
        return uid

    def check(self) -> None:
        self._note("check")

    def close(self) -> None:
        self.is_closed = True

    def folders(self, *, counts: bool = False) -> list[Folder]:
        self._note("folders", str(counts))
        return [
            Folder(
                account="",
                path=name,
                role="inbox" if name == "INBOX" else "",
                total=len(mails),
                unread=sum("\\Seen" not in mail.flags for mail in mails),
                uidvalidity=UIDVALIDITY,
            )
            for name, mails in self.mails.items()
        ]

    def resolve(self, name: str) -> str:
        found = next((path for path in self.mails if path.casefold() == name.casefold()), None)
        if found is None:
            raise FolderNotFound(f'there is no folder "{name}"', hint="did you mean INBOX?")
        return found

    def search(self, folder: str, criteria: str) -> Found:
        self._note("search", folder, criteria)
        mails = self.mails[self.resolve(folder)]
        if criteria == "UNSEEN":
            mails = [mail for mail in mails if "\\Seen" not in mail.flags]
        elif criteria.startswith("UID "):
            mails = [mail for mail in mails if str(mail.uid) == criteria[4:]]
        return Found(folder, UIDVALIDITY, tuple(mail.uid for mail in mails))

    def count(self, folder: str, criteria: str) -> int:
        return len(self.search(folder, criteria).uids)

    def heads(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> list[Head]:
        self._note("heads", folder, ",".join(map(str, uids)))
        there = self._there(folder, uidvalidity)
        return [_head(there[uid]) for uid in uids if uid in there]

    def bodies(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> dict[int, bytes]:
        self._note("bodies", folder, ",".join(map(str, uids)))
        there = self._there(folder, uidvalidity)
        return {uid: there[uid].raw for uid in uids if uid in there}

    def store(self, folder: str, uidvalidity: int, uids: Sequence[int], flag: str, is_set: bool) -> None:
        self._note("store", folder, ",".join(map(str, uids)), flag, str(is_set))
        self._all_there(folder, uidvalidity, uids)
        self.mails[folder] = [
            replace(mail, flags=mail.flags | {flag} if is_set else mail.flags - {flag}) if mail.uid in uids else mail
            for mail in self.mails[folder]
        ]

    def move(self, folder: str, uidvalidity: int, uids: Sequence[int], to: str) -> dict[int, int] | None:
        self._note("move", folder, ",".join(map(str, uids)), to)
        self._all_there(folder, uidvalidity, uids)
        moved = {mail.uid: self.put(mail.raw, to, mail.flags) for mail in self.mails[folder] if mail.uid in uids}
        self.mails[folder] = [mail for mail in self.mails[folder] if mail.uid not in uids]
        return moved if self.tells_new_uids else None

    def role(self, name: str) -> str | None:
        self._note("role", name)
        return self.roles.get(name)

    def append(
        self, folder: str, raw: bytes, flags: Iterable[str] = (), when: dt.datetime | None = None
    ) -> tuple[int, int] | None:
        self._note("append", folder)
        assert when is not None
        self.appended.append((folder, raw, tuple(flags)))
        return None

    def _there(self, folder: str, uidvalidity: int) -> dict[int, Mail]:
        if uidvalidity != UIDVALIDITY:
            raise MessageGone(f"{folder} was numbered anew")
        return {mail.uid: mail for mail in self.mails[folder]}

    def _all_there(self, folder: str, uidvalidity: int, uids: Sequence[int]) -> None:
        if set(uids) - self._there(folder, uidvalidity).keys():
            raise MessageGone(f"a message is no longer in {folder}")

    def _note(self, *call: str) -> None:
        self.calls.append(call)
        error, self.error = self.error, None
        if error is not None:
            raise error


def _head(mail: Mail) -> Head:
    header = mail.raw.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    return Head(mail.uid, mail.flags, RECEIVED, len(mail.raw), header)
