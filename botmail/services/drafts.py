"""`DraftService`: mails kept as drafts in the local store."""

from __future__ import annotations

from botmail.domain.action import Action, CreateDraft, Repeat
from botmail.domain.draft import Draft
from botmail.domain.plain import plain_line
from botmail.domain.records import DraftRecord
from botmail.domain.table import Table, table_of
from botmail.services.local_times import local
from botmail.store.store import Store

DRAFT_COLUMNS = ("number", "to", "subject", "body", "attachments", "account", "created_at")


class DraftService:
    """Makes the action that keeps a draft, and lists what there is."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, draft: Draft, *, account: str) -> Action:
        """Keep `draft` for later."""
        people = ", ".join(person.address for person in draft.recipients) or "nobody yet"
        return Action(
            kind="draft",
            account=account,
            target=f'"{plain_line(draft.subject)}" to {people}',
            payload=CreateDraft(draft),
            repeat=Repeat.SAFE,
            after="draft",
            inverse="delete the draft",
        )

    def records(self) -> list[DraftRecord]:
        """All drafts, oldest first, with their files."""
        with self._store.database.unit_of_work("listing drafts") as unit:
            return self._store.drafts.list(unit)

    def table(self) -> Table:
        """All drafts as rows, oldest first."""
        rows = [
            (
                record.number,
                ", ".join(person.address for person in record.draft.to),
                record.draft.subject,
                record.draft.text if record.draft.text is not None else record.draft.html,
                ", ".join(f"{file.name} ({len(file.content)} bytes)" for file in record.draft.attachments),
                record.account,
                local(record.created_at),
            )
            for record in self.records()
        ]
        return table_of(DRAFT_COLUMNS, rows)
