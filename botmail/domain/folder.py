"""Folders of a mailbox, and references to messages in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A folder as the server tells it; `path` is decoded text, `role` a special use (inbox, sent, trash …) or empty."""

    account: str
    path: str
    delimiter: str = "/"
    role: str = ""
    selectable: bool = True
    total: int = 0
    unread: int = 0
    uidvalidity: int = 0
    uidnext: int = 0

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition(self.delimiter)[2] if self.delimiter else self.path

    @property
    def parent(self) -> str:
        """The path above, or empty."""
        return self.path.rpartition(self.delimiter)[0] if self.delimiter else ""

    @property
    def depth(self) -> int:
        """How many folders are above."""
        return self.path.count(self.delimiter) if self.delimiter else 0


@dataclass(frozen=True, slots=True)
class MessageRef:
    """Which message: account, folder, UIDVALIDITY and UID, and the key that stays when those change.

    `key` is a hash of the header block; see `botmail.mail.key`.
    """

    account: str
    folder: str
    uidvalidity: int
    uid: int
    key: str
