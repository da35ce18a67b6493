"""`Store`: the database with all its repositories, in one value to pass around."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from botmail.store.accounts import Accounts
from botmail.store.approvals import Approvals
from botmail.store.audit import Audit
from botmail.store.database import DEFAULT_WAIT_SECONDS, Database
from botmail.store.drafts import Drafts
from botmail.store.emails import Emails
from botmail.store.folders import Folders
from botmail.store.home import key_folder
from botmail.store.journal import Journal
from botmail.store.memory import Memory
from botmail.store.metrics import Metrics
from botmail.store.outbox import Outbox
from botmail.store.query import UserQueries
from botmail.store.runs import Runs
from botmail.store.sends import Sends
from botmail.store.tasks import Tasks
from botmail.store.tickets import Tickets
from botmail.store.user_tables import UserTables
from botmail.store.vault import Vault


@dataclass(frozen=True, slots=True)
class Store:
    """Everything that is kept. `with store.database.unit_of_work() as unit: store.outbox.add(unit, mail)`."""

    database: Database
    accounts: Accounts
    folders: Folders
    emails: Emails
    drafts: Drafts
    outbox: Outbox
    sends: Sends
    journal: Journal
    audit: Audit
    runs: Runs
    metrics: Metrics
    tickets: Tickets
    tasks: Tasks
    user_tables: UserTables
    memory: Memory
    approvals: Approvals
    queries: UserQueries
    vault: Vault

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file up and forget the master key."""
        self.vault.close()
        self.database.close()


def open_store(folder: Path, *, environ: Mapping[str, str], wait_seconds: float = DEFAULT_WAIT_SECONDS) -> Store:
    """A store on `folder`; nothing is made or opened before it is first used. `environ` has the vault's passphrase."""
    database = Database(folder, wait_seconds=wait_seconds)
    return Store(
        database=database,
        accounts=Accounts(),
        folders=Folders(),
        emails=Emails(),
        drafts=Drafts(),
        outbox=Outbox(),
        sends=Sends(),
        journal=Journal(database),
        audit=Audit(),
        runs=Runs(database),
        metrics=Metrics(),
        tickets=Tickets(),
        tasks=Tasks(),
        user_tables=UserTables(),
        memory=Memory(),
        approvals=Approvals(),
        queries=UserQueries(database),
        vault=Vault(folder, store_id=database.store_id, key_folder=key_folder(environ), environ=environ),
    )
