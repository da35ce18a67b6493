"""`MemoryService`: what programs REMEMBER and RECALL, for the user and for the bot."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Literal

from botmail.domain.action import Action, Remember, Repeat
from botmail.domain.errors import ProgramError
from botmail.domain.plain import plain_line
from botmail.domain.table import Table
from botmail.lang.conversion import date_in, to_text
from botmail.lang.values import Map
from botmail.store.store import Store

Scope = Literal["user", "bot"]
_DATE = "botmail:date"


class MemoryService:
    """Values by name; text, numbers, dates, lists and maps come back as what they were."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def remember(self, name: str, value: object, *, scope: Scope) -> Action:
        """Keep a value under a name, in place of what was there.

        Raises:
            ProgramError: the name is empty, or the value is nothing that can be kept.
        """
        if not name.strip():
            raise ProgramError("what is remembered needs a name", hint='write REMEMBER "name", value')
        try:
            text = json.dumps(_plain(value), ensure_ascii=False, default=to_text)
        except (ValueError, RecursionError):
            raise ProgramError(f'"{name}" cannot be remembered: it holds itself', hint="keep a part of it") from None
        return Action(
            kind="remember",
            account="",
            target=f'"{plain_line(name)}"',
            payload=Remember(scope, name, text),
            repeat=Repeat.SAFE,
            after="remembered",
        )

    def recall(self, name: str, *, scope: Scope) -> object:
        """What was kept under a name, or null."""
        with self._store.database.unit_of_work("recalling a value") as unit:
            text = self._store.memory.get(unit, scope, name=name)
        return None if text is None else json.loads(text, object_hook=_revived)


def _plain(value: object) -> object:
    if isinstance(value, Table):
        return [_plain(row) for row in value]
    if isinstance(value, dt.date):
        return {_DATE: value.isoformat()}
    if isinstance(value, Mapping):
        return {to_text(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, (list, tuple)) else value


def _revived(entries: dict[str, object]) -> object:
    date = entries.get(_DATE)
    return date_in(str(date)) if len(entries) == 1 and date else Map(entries)
