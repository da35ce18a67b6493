"""Putting the services together on a store, a clock and a way to ask."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path

from botmail.domain.action import (
    CopyMessages,
    CreateDraft,
    CreateFolder,
    CreateTask,
    CreateTicket,
    DeleteFolder,
    MarkMessages,
    MoveMessages,
    PurgeMessages,
    RenameFolder,
    SaveAttachments,
    SendMail,
)
from botmail.domain.ports import Clock, Prompt
from botmail.services import Services
from botmail.services.accounts import AccountService
from botmail.services.attachments import AttachmentService
from botmail.services.audit import AuditService
from botmail.services.automation.automation import Automation
from botmail.services.automation.changing import ChangeEffector
from botmail.services.automation.consent import Consent
from botmail.services.automation.current import CurrentRun
from botmail.services.automation.filing import FolderEffector
from botmail.services.automation.guard import SendGuard
from botmail.services.automation.ledger import Ledger
from botmail.services.automation.noting import NoteEffector
from botmail.services.automation.own_data import own_effectors
from botmail.services.automation.perform import Performer
from botmail.services.automation.policy import Policy
from botmail.services.automation.saving import AttachmentEffector
from botmail.services.automation.sending import SendEffector
from botmail.services.changes import Changes
from botmail.services.connections import Connections
from botmail.services.delivery import Delivery
from botmail.services.drafts import DraftService
from botmail.services.files import Files
from botmail.services.folders import FolderService
from botmail.services.health import HealthService
from botmail.services.inbox import Inbox
from botmail.services.memory import MemoryService
from botmail.services.metrics import MetricsService
from botmail.services.queries import QueryService
from botmail.services.recorder import Recorder
from botmail.services.replies import Replies
from botmail.services.sightings import Sightings
from botmail.services.tables import TableService
from botmail.services.web import Web
from botmail.services.work import WorkService
from botmail.store.store import Store


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the other services stand on: the run that is on, the record, the accounts and their mails."""

    current: CurrentRun
    recorder: Recorder
    accounts: AccountService
    sightings: Sightings
    inbox: Inbox


def open_services(
    store: Store,
    *,
    environ: MutableMapping[str, str],
    clock: Clock,
    prompt: Prompt,
    folder: Path | None = None,
    connections: Connections | None = None,
) -> Services:
    """All services on `store`; nothing is connected or opened before it is first used.

    `environ` gives the EMAIL_ settings, and loses EMAIL_PASSWORD; `folder` is where programs find their files.
    """
    ground = _ground(store, environ, clock=clock, prompt=prompt, connections=connections or Connections())
    accounts, inbox = ground.accounts, ground.inbox
    files, tables = Files(folder), TableService(store, current=ground.current)
    drafts, attachments = DraftService(store), AttachmentService(accounts, inbox, files=files)
    delivery = Delivery(accounts, drafts, attachments=attachments, current=ground.current)
    consent = Consent(store, prompt, clock=clock)
    performer = _performer(store, clock, ground=ground, consent=consent)
    _add_own(performer, store, clock=clock, tables=tables, files=files, attachments=attachments)
    return Services(
        accounts=accounts,
        inbox=inbox,
        changes=Changes(accounts),
        folders=FolderService(accounts),
        delivery=delivery,
        replies=Replies(accounts, delivery, attachments=attachments),
        attachments=attachments,
        drafts=drafts,
        work=WorkService(store),
        files=files,
        tables=tables,
        memory=MemoryService(store),
        metrics=MetricsService(store, clock),
        health=HealthService(accounts, inbox, recorder=ground.recorder),
        audit=AuditService(store),
        queries=QueryService(store.queries),
        automation=_automation(store, clock, ground=ground, performer=performer, consent=consent),
    )


def _ground(
    store: Store, environ: MutableMapping[str, str], *, clock: Clock, prompt: Prompt, connections: Connections
) -> _Ground:
    current = CurrentRun()
    recorder = Recorder(store, clock, current=current)
    accounts = AccountService(
        store, recorder, environ=environ, clock=clock, prompt=prompt, connections=connections, current=current
    )
    sightings = Sightings(store, clock)
    return _Ground(current, recorder, accounts, sightings, Inbox(accounts, recorder, sightings=sightings))


def _automation(store: Store, clock: Clock, *, ground: _Ground, performer: Performer, consent: Consent) -> Automation:
    return Automation(
        store,
        clock,
        performer=performer,
        consent=consent,
        current=ground.current,
        tried_out=ground.accounts.tried_out,
    )


def _add_own(
    performer: Performer,
    store: Store,
    *,
    clock: Clock,
    tables: TableService,
    files: Files,
    attachments: AttachmentService,
) -> None:
    """Let the performer write tables and files, and read pages."""
    ledger = performer.ledger
    performer.add(own_effectors(store, clock, tables=tables, files=files, web=Web(), ledger=ledger))
    performer.add({SaveAttachments: AttachmentEffector(attachments, ledger=ledger)})


def _performer(store: Store, clock: Clock, *, ground: _Ground, consent: Consent) -> Performer:
    accounts, inbox, sightings = ground.accounts, ground.inbox, ground.sightings
    guard = SendGuard(store, clock)
    ledger = Ledger(store, clock, guard=guard)
    policy = Policy(
        guard,
        mode_of=accounts.mode_of,
        own_addresses=accounts.own_addresses,
        consent=consent.is_given,
    )
    changes = ChangeEffector(accounts, inbox, ledger=ledger, sightings=sightings)
    folders = FolderEffector(accounts, ledger=ledger, sightings=sightings)
    notes = NoteEffector(store, ledger, clock=clock)
    return Performer(
        policy,
        ledger,
        effectors={
            SendMail: SendEffector(accounts, ledger, clock=clock),
            MarkMessages: changes,
            MoveMessages: changes,
            CopyMessages: changes,
            PurgeMessages: changes,
            CreateFolder: folders,
            RenameFolder: folders,
            DeleteFolder: folders,
            CreateTicket: notes,
            CreateTask: notes,
            CreateDraft: notes,
        },
    )
