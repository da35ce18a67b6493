"""`Action`: an effect as data. Verbs return it; one path performs it, another explains it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from botmail.domain.conditions import Condition, Operand
from botmail.domain.draft import Draft
from botmail.domain.folder import MessageRef
from botmail.domain.table import Table


class Repeat(StrEnum):
    """What may be done when nobody knows whether an action took place."""

    SAFE = "A"
    LOOK_FIRST = "B"
    NEVER = "C"


@dataclass(frozen=True, slots=True)
class SendMail:
    """Hand a mail to the account's SMTP server."""

    draft: Draft
    again: bool = False
    """The user wrote AGAIN: the guard against a re-run cell stands aside."""
    vacation_for: object | None = None
    """The mail (`services.email.Email`) that this notice of absence answers, whether or not a loop is on it."""


@dataclass(frozen=True, slots=True)
class MarkMessages:
    """Add or take away a flag, such as `\\\\Seen`."""

    messages: tuple[MessageRef, ...]
    flag: str
    is_set: bool


@dataclass(frozen=True, slots=True)
class MoveMessages:
    """Move messages to another folder of the same account."""

    messages: tuple[MessageRef, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class CopyMessages:
    """Put copies of messages into another folder of the same account."""

    messages: tuple[MessageRef, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class PurgeMessages:
    """Remove messages for good, these alone."""

    messages: tuple[MessageRef, ...]


@dataclass(frozen=True, slots=True)
class SaveAttachments:
    """Write the attachments of messages into a folder of files; `folder` as the program gave it."""

    messages: tuple[MessageRef, ...]
    folder: str


@dataclass(frozen=True, slots=True)
class CreateFolder:
    """Make a folder."""

    folder: str


@dataclass(frozen=True, slots=True)
class RenameFolder:
    """Give a folder, and with it those below it, another path."""

    folder: str
    to: str


@dataclass(frozen=True, slots=True)
class DeleteFolder:
    """Remove a folder; `mails` is how many it may take with it, 0 when it has to be empty."""

    folder: str
    mails: int = 0


@dataclass(frozen=True, slots=True)
class CreateTicket:
    """Open a ticket in the local store."""

    sender: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class CreateTask:
    """Note a task in the local store; `due` is ISO 8601 or empty."""

    title: str
    description: str
    assignee: str
    due: str = ""
    priority: str = ""


@dataclass(frozen=True, slots=True)
class CreateDraft:
    """Keep a mail as a draft in the local store."""

    draft: Draft


@dataclass(frozen=True, slots=True)
class CompleteTask:
    """Mark a task as done."""

    number: str


@dataclass(frozen=True, slots=True)
class CloseTicket:
    """Mark a ticket as closed."""

    number: str


@dataclass(frozen=True, slots=True)
class SaveRows:
    """Put rows into a user's table; one that equals a row there in all of `key` takes its place."""

    table: str
    rows: Table
    key: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UpdateRows:
    """Set columns of the rows for which `condition` holds."""

    table: str
    condition: Condition
    fields: Mapping[str, Operand]


@dataclass(frozen=True, slots=True)
class DeleteRows:
    """Take the rows out for which `condition` holds."""

    table: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep a value, as JSON text, for later programs; `scope` is user or bot."""

    scope: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class WriteFile:
    """Write a file of the working folder; `name` as the program gave it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FetchPage:
    """Read a page from the network."""

    url: str


Payload = (
    SendMail
    | MarkMessages
    | MoveMessages
    | CopyMessages
    | PurgeMessages
    | SaveAttachments
    | CreateFolder
    | RenameFolder
    | DeleteFolder
    | CreateTicket
    | CreateTask
    | CreateDraft
    | CompleteTask
    | CloseTicket
    | SaveRows
    | UpdateRows
    | DeleteRows
    | Remember
    | WriteFile
    | FetchPage
)
UNCOUNTED = (SaveRows, UpdateRows, DeleteRows, Remember)
"""Payloads that count against no limit: they stay in the user's own tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What would change: which kind, on what, from what to what, and whether it can be undone or repeated.

    `kind` is a word for people and the journal (`send`, `move`, `mark` …); `account` is empty for what stays in the
    store; `target` names the mail or recipient in words; `inverse` says in words how to take it back, or is empty.
    """

    kind: str
    account: str
    target: str
    payload: Payload
    repeat: Repeat
    before: str = ""
    after: str = ""
    inverse: str = ""
    sends: int = 0
    """How many recipients' mails count against the run's limit of sends."""
    messages: tuple[MessageRef, ...] = field(default=())

    @property
    def needs_consent(self) -> bool:
        """Whether an account of mode `ask` asks before it: what sends, deletes mail or removes it for good."""
        return bool(self.sends) or bool(self.account and (self.kind == "delete" or self.repeat is Repeat.NEVER))


@dataclass(frozen=True, slots=True)
class Place:
    """Where in which program an action comes from; stable while lines move.

    `program` is the cell's id or the file's name; `call` counts the calls of a verb in it, as in `SEND MAIL#2`;
    `line` is for people.
    """

    program: str
    call: str
    line: int
