"""What the store remembers: one frozen value per row. Times are aware and in UTC; every number is 0 until stored."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from botmail.domain.draft import Draft

OPEN_SEND_STATES = ("queued", "held", "sending", "retry")
"""States in which a mail is still in the outbox."""

COUNTING_SEND_STATES = (*OPEN_SEND_STATES, "sent", "uncertain")
"""States in which a mail has reached its reader, or still may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenMail:
    """A message as it was seen in a folder. People are `Name <address>`; bodies are None until they were fetched."""

    account: str
    folder: str
    uidvalidity: int
    uid: int
    key: str
    message_id: str = ""
    thread_id: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    sender: str = ""
    """The address alone, as written."""
    sender_name: str = ""
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    bcc: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    subject: str = ""
    date: dt.datetime | None = None
    received: dt.datetime | None = None
    size: int = 0
    """In bytes."""
    flags: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    text: str | None = None
    html: str | None = None
    has_attachments: bool | None = None
    list_id: str = ""
    first_seen: dt.datetime | None = None
    """When a message of this key was first seen here in any folder; the store fills it in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRecord:
    """A draft that is kept here; `number` is how a program names it."""

    number: int
    account: str
    draft: Draft
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxMail:
    """A mail on its way: the final bytes and envelope, where it comes from, and what became of it.

    `program`, `call` and `line` are its place; `fingerprint` tells two sends apart (account, envelope, subject, body);
    `answers` is the key of the mail that an automatic reply answers, `automation` what answered it.
    """

    number: int = 0
    account: str
    run: str
    program: str
    call: str = ""
    line: int = 0
    state: str = "queued"
    message_id: str
    reference: str
    sender: str
    recipients: tuple[str, ...]
    subject: str
    raw: bytes
    fingerprint: str
    is_automatic: bool = False
    answers: str = ""
    automation: str = ""
    created_at: dt.datetime
    updated_at: dt.datetime
    attempts: int = 0
    phases: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    """One `address: code text` each."""
    reason: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One effect: written and committed as an intent before it is tried, settled after.

    `repeat` is A, B or C; `payload` the action as JSON text, enough to look it up or to repeat it; `owner` the process
    that meant to do it; `outbox` the number of the mail in the outbox, 0 for other effects.
    """

    number: int = 0
    run: str
    program: str
    call: str = ""
    line: int = 0
    account: str = ""
    kind: str
    repeat: str
    target: str = ""
    payload: str = "{}"
    before: str = ""
    after: str = ""
    inverse: str = ""
    key: str = ""
    outbox: int = 0
    owner: str = ""
    state: str = "intent"
    sentence: str = ""
    intended_at: dt.datetime
    settled_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """Something to be put on record. `subject` comes in clear and is kept as an HMAC only."""

    at: dt.datetime
    action: str
    outcome: str
    account: str = ""
    run: str = ""
    program: str = ""
    cell_hash: str = ""
    line: int = 0
    key: str = ""
    addresses: tuple[str, ...] = ()
    subject: str | None = None
    phase: str = ""
    detail: str = ""
    """A few words such as a folder's name; never a body or a secret."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """A row of the record, chained to the one before by `previous`; hashes are hex SHA-256."""

    sequence: int
    at: dt.datetime
    action: str
    outcome: str
    account: str
    run: str
    program: str
    cell_hash: str
    line: int
    key: str
    addresses: tuple[str, ...]
    subject_hmac: str
    phase: str
    detail: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditCheck:
    """What `audit verify` found: how many rows, and the first that does not fit (0 when all do)."""

    rows: int
    first_broken: int
    sentence: str

    @property
    def is_intact(self) -> bool:
        """Whether the chain holds from the first row to the last."""
        return self.first_broken == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run of a cell or file; `outcome` is empty while it runs, then done, error or interrupted."""

    id: str
    program: str
    name: str = ""
    is_notebook: bool = False
    is_preview: bool = False
    source_hash: str = ""
    owner: str = ""
    started_at: dt.datetime
    ended_at: dt.datetime | None = None
    outcome: str = ""
    effects: int = 0
    sends: int = 0

    @property
    def seconds(self) -> float | None:
        """How long it took, None while it runs."""
        return (self.ended_at - self.started_at).total_seconds() if self.ended_at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricEvent:
    """Something counted; `kind`: sent, failed, uncertain, retry, connection_failed or processed (with its seconds)."""

    at: dt.datetime
    kind: str
    account: str = ""
    count: int = 1
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricsSummary:
    """Figures of a period, end exclusive. `received` are messages first seen here and dated in the period."""

    start: dt.datetime
    end: dt.datetime
    sent: int
    received: int
    failed: int
    uncertain: int
    connection_failures: int
    processed: int
    processing_seconds_mean: float
    processing_seconds_median: float
    processing_seconds_longest: float
    queue_size: int
    """Mails in the outbox now, whatever the period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A ticket; `number` counts up from "1" and is text, as programs put it into sentences."""

    number: str
    sender: str
    subject: str
    body: str
    state: str
    origin: str
    created_at: dt.datetime
    closed_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task; `due` is ISO 8601 or empty, `state` is open or done."""

    number: str
    title: str
    description: str
    assignee: str
    due: str
    priority: str
    state: str
    origin: str
    created_at: dt.datetime
    completed_at: dt.datetime | None = None
