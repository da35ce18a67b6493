"""The effectors for what is no mail: users' tables, memory, the state of work, files, pages."""

from __future__ import annotations

from botmail.domain.action import (
    CloseTicket,
    CompleteTask,
    DeleteRows,
    FetchPage,
    Payload,
    Remember,
    SaveRows,
    UpdateRows,
    WriteFile,
)
from botmail.domain.ports import Clock
from botmail.services.automation.ledger import Ledger
from botmail.services.automation.outside import FileEffector, PageEffector
from botmail.services.automation.perform import Effector
from botmail.services.automation.storing import StoringEffector
from botmail.services.files import Files
from botmail.services.tables import TableService
from botmail.services.web import Web
from botmail.store.store import Store


def own_effectors(
    store: Store, clock: Clock, *, tables: TableService, files: Files, web: Web, ledger: Ledger
) -> dict[type[Payload], Effector]:
    """By the payloads that they carry out."""
    storing = StoringEffector(store, ledger, tables=tables, clock=clock)
    stored: tuple[type[Payload], ...] = (SaveRows, UpdateRows, DeleteRows, Remember, CompleteTask, CloseTicket)
    return {
        **dict.fromkeys(stored, storing),
        WriteFile: FileEffector(files, ledger),
        FetchPage: PageEffector(web, ledger),
    }
