"""Use cases, the only layer that joins mail and store; `Services` is what a verb's body reaches.

`botmail.services.assembly.open_services` makes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the rooms behind are imported where they are made, so that reading a file needs no mail library
    from botmail.services.accounts import AccountService
    from botmail.services.attachments import AttachmentService
    from botmail.services.audit import AuditService
    from botmail.services.automation.automation import Automation
    from botmail.services.changes import Changes
    from botmail.services.delivery import Delivery
    from botmail.services.drafts import DraftService
    from botmail.services.files import Files
    from botmail.services.folders import FolderService
    from botmail.services.health import HealthService
    from botmail.services.inbox import Inbox
    from botmail.services.memory import MemoryService
    from botmail.services.metrics import MetricsService
    from botmail.services.queries import QueryService
    from botmail.services.replies import Replies
    from botmail.services.tables import TableService
    from botmail.services.work import WorkService


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Everything a verb may call. Verbs that change or send get an `Action` here and return it."""

    accounts: AccountService
    inbox: Inbox
    changes: Changes
    folders: FolderService
    delivery: Delivery
    replies: Replies
    attachments: AttachmentService
    drafts: DraftService
    work: WorkService
    files: Files
    tables: TableService
    memory: MemoryService
    metrics: MetricsService
    health: HealthService
    audit: AuditService
    queries: QueryService
    automation: Automation

    def close(self) -> None:
        """End the connections to mail servers; the store is its owner's to close."""
        self.accounts.close()
