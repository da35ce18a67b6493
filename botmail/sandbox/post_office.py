"""Who has a mailbox here, by which secret, and where a message for an address goes."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from pymap.parsing.specials.flag import Flag

from botmail.sandbox.content import LazyContent
from botmail.sandbox.faults import Behaviour, FaultPlan
from botmail.sandbox.mailbox import Mailbox, Mailboxes


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way into a folder of a user."""

    user: str
    raw: bytes
    folder: str = "INBOX"
    flags: tuple[str, ...] = ()
    arrived: datetime | None = None


@dataclass(slots=True)
class PostOffice:
    """The users, their secrets and their mail; what IMAP and SMTP share."""

    passwords: dict[str, str]
    tokens: dict[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    catch_all: str | None = None
    behaviour: Behaviour = field(default_factory=Behaviour)
    faults: FaultPlan = field(default_factory=FaultPlan)
    _mailboxes: dict[str, Mailboxes] = field(default_factory=dict)

    def check_password(self, user: str, password: str) -> bool:
        """Tell whether a password is the user's; passwords need not be ASCII."""
        return user in self.passwords and _same(self.passwords[user], password)

    def check_token(self, user: str, token: str) -> bool:
        """Tell whether a bearer token is the user's and has not expired."""
        return user in self.tokens and _same(self.tokens[user], token)

    def recipient(self, address: str) -> str | None:
        """The user who gets the mail for an address, or None if nobody does."""
        plain = address.lower()
        user = self.aliases.get(plain, plain)
        return user if user in self.passwords else self.catch_all

    def mailboxes(self, user: str) -> Mailboxes:
        """The folders of a user, made at the first use."""
        if user not in self._mailboxes:
            self._mailboxes[user] = Mailboxes(self.behaviour)
        return self._mailboxes[user]

    def folder(self, user: str, name: str) -> Mailbox:
        """One folder of a user.

        Raises:
            KeyError: there is no such folder.
        """
        return self.mailboxes(user).folder(name)

    def deliver(self, delivery: Delivery) -> int:
        """Put a message into a folder and tell who is looking at it; the UID."""
        mailbox = self.folder(delivery.user, delivery.folder)
        selected = mailbox.selected_set.any_selected
        message = mailbox.add(
            LazyContent(delivery.raw),
            arrived=delivery.arrived,
            flags=frozenset(Flag(flag) for flag in delivery.flags),
            recent=selected is None,
        )
        if selected:
            selected.session_flags.add_recent(message.uid)
        return message.uid

    def empty(self) -> None:
        """Throw all mail away; the users stay."""
        self._mailboxes.clear()


def _same(secret: str, given: str) -> bool:
    return hmac.compare_digest(secret.encode(), given.encode("utf-8", "surrogateescape"))
