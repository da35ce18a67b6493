"""Mailboxes in memory: pymap's, with keywords, lazy content and special uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.backend.dict.mailbox import Message as DictMessage
from pymap.listtree import ListEntry, ListTree
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import ObjectId
from pymap.parsing.specials.flag import Flag, Wildcard

from botmail.sandbox.content import LazyContent
from botmail.sandbox.faults import Behaviour
from botmail.sandbox.message import Message

SPECIAL_USES = {name: name.encode("ascii") for name in ("Archive", "Drafts", "Sent", "Trash", "Junk")}
FOLDERS = ("INBOX", "support", "tasks", *SPECIAL_USES)


class Mailbox(MailboxData):
    """One folder: its messages by UID, and what changed when."""

    def __init__(self, owner: Mailboxes) -> None:
        super().__init__(owner._content_cache, owner._thread_cache)
        self._keeps_keywords = owner.behaviour.has("KEYWORDS")
        self._max_uid = 0

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        """The flags that STORE keeps; without the wildcard pymap drops keywords."""
        system = super().permanent_flags
        return system | {Wildcard} if self._keeps_keywords else system

    @property
    def keywords(self) -> frozenset[Flag]:
        """The flags of users' own that messages in this folder carry."""
        used = {flag for message in self.contents() for flag in message.permanent_flags}
        return frozenset(flag for flag in used if not flag.is_system)

    @property
    def highest_change(self) -> int:
        """The mod-sequence of the last change (HIGHESTMODSEQ, RFC 7162)."""
        return max(1, self._mod_sequences.highest)

    def change_of(self, uid: int) -> int:
        """The mod-sequence of the last change of one message."""
        return self._mod_sequences._uids.get(uid, 1)

    def contents(self) -> list[Message]:
        """All messages in the order of their arrival."""
        return [message for message in self._messages.values() if isinstance(message, Message)]

    async def append(self, append_msg: AppendMessage, *, recent: bool = False) -> Message:
        """Add a message at the end, unparsed."""
        return self.add(
            LazyContent(bytes(append_msg.literal)),
            arrived=append_msg.when,
            flags=append_msg.flag_set,
            recent=recent,
        )

    def add(
        self,
        content: LazyContent,
        *,
        arrived: datetime | None,
        flags: frozenset[Flag],
        recent: bool,
    ) -> Message:
        """Add a message at the end; there is one loop and no pause, hence no lock."""
        message = Message(self._max_uid + 1, content, arrived=arrived, flags=flags, recent=recent)
        self._put(message)
        return message

    async def copy(self, uid: int, destination: MailboxData, *, recent: bool = False) -> int | None:
        """Copy a message to another folder; its new UID, or None if it is gone."""
        return _copy(self._messages.get(uid), destination, recent=recent)

    async def move(self, uid: int, destination: MailboxData, *, recent: bool = False) -> int | None:
        """Move a message to another folder; its new UID, or None if it is gone."""
        message = self._messages.pop(uid, None)
        if message is not None:
            self._mod_sequences.expunge([uid])
            self._updated.set()
        return _copy(message, destination, recent=recent)

    def renumber(self) -> None:
        """Give the folder a new UIDVALIDITY and its messages new UIDs, as a rebuilt index does."""
        messages = self.contents()
        self._mod_sequences.expunge([message.uid for message in messages])
        self._messages.clear()
        self._uid_validity += 1
        # Shifted by one, so that a client that trusts its old UIDs gets the wrong message.
        self._max_uid = 1
        for message in messages:
            self._put(message.copied(self._max_uid + 1))

    def _put(self, message: Message) -> None:
        self._max_uid = message.uid
        self._messages[message.uid] = message
        self._mod_sequences.update([message.uid])
        self._updated.set()


class Mailboxes(MailboxSet):
    """All folders of one user, the usual ones made beforehand."""

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__()
        self.behaviour = behaviour
        self._inbox = Mailbox(self)
        for name in FOLDERS:
            self._subscribed[name] = True
            if name != "INBOX":
                self._set[name] = Mailbox(self)

    def folder(self, name: str) -> Mailbox:
        """One folder by its name.

        Raises:
            KeyError: there is no such folder.
        """
        found = self._inbox if name.upper() == "INBOX" else self._set[name]
        assert isinstance(found, Mailbox)
        return found

    async def add_mailbox(self, name: str) -> ObjectId:
        """Make a new folder.

        Raises:
            ValueError: there is one of that name already.
        """
        if name in self._set or name.upper() == "INBOX":
            raise ValueError(name)
        self._set[name] = Mailbox(self)
        return self._set[name].mailbox_id

    async def list_mailboxes(self) -> ListTree:
        """The tree of all folders."""
        return self._tree(self._set)

    async def list_subscribed(self) -> ListTree:
        """The tree of the folders that the user has subscribed to."""
        return self._tree(name for name in self._set if self._subscribed.get(name))

    async def rename_mailbox(self, before: str, after: str) -> None:
        """Rename a folder and those below it; INBOX is emptied instead (RFC 3501 6.3.5)."""
        await super().rename_mailbox(before, after)
        if before.upper() == "INBOX":
            self._inbox = Mailbox(self)

    def _tree(self, names: Iterable[str]) -> ListTree:
        kind = _SpecialTree if self.behaviour.has("SPECIAL-USE") else ListTree
        return kind(self.delimiter).update("INBOX", *names)


class _SpecialEntry(ListEntry):
    @property
    def attributes(self) -> list[bytes]:
        use = SPECIAL_USES.get(self.name)
        return [*super().attributes, *([use] if use else [])]


class _SpecialTree(ListTree):
    def list_matching(self, ref_name: str, filter_: str) -> Iterator[ListEntry]:
        for entry in super().list_matching(ref_name, filter_):
            yield _SpecialEntry(entry.name, entry.exists, entry.marked, entry.has_children)


def _copy(message: DictMessage | None, destination: MailboxData, *, recent: bool) -> int | None:
    if not isinstance(message, Message) or not isinstance(destination, Mailbox):
        return None
    copied = message.copied(destination._max_uid + 1, recent=recent)
    destination._put(copied)
    return copied.uid
