"""`Drafts`: mails that are being written, in `email_drafts`; their files in `draft_attachments`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from botmail.domain.address import parse_address
from botmail.domain.draft import Draft, Enclosure
from botmail.domain.errors import ProgramError
from botmail.domain.records import DraftRecord
from botmail.store.rows import from_store, next_number, to_store
from botmail.store.unit import Row, Unit

_CONTENT = '"to", cc, bcc, reply_to, subject, "text", html, in_reply_to, "references"'
_COLUMNS = f"number, account, {_CONTENT}, created_at, updated_at"


class Drafts:
    """Drafts by number; numbers count up and are not given out again while a higher one exists."""

    def add(self, unit: Unit, account: str, *, draft: Draft, at: dt.datetime) -> DraftRecord:
        """Keep a new draft."""
        number = next_number(unit, "email_drafts")
        values = [number, account, *_to_row(draft), to_store(at), to_store(at)]
        unit.execute(f"INSERT INTO email_drafts ({_COLUMNS}) VALUES ({', '.join('?' * len(values))})", values)
        _attach(unit, number, draft.attachments)
        return DraftRecord(number=number, account=account, draft=draft, created_at=at, updated_at=at)

    def get(self, unit: Unit, number: int) -> DraftRecord:
        """The draft of that number.

        Raises:
            ProgramError: there is none.
        """
        row = unit.row(f"SELECT {_COLUMNS} FROM email_drafts WHERE number = ?", [number])
        if row is None:
            raise ProgramError(f"there is no draft {number}", hint="LIST DRAFTS shows their numbers")
        return _with_attachments(unit, _from_row(row))

    def list(self, unit: Unit, account: str | None = None) -> list[DraftRecord]:
        """All drafts, or those of one account, oldest first."""
        rows = unit.rows(
            f"SELECT {_COLUMNS} FROM email_drafts WHERE account = coalesce(?, account) ORDER BY number", [account]
        )
        return [_with_attachments(unit, _from_row(row)) for row in rows]

    def update(self, unit: Unit, number: int, *, draft: Draft, at: dt.datetime) -> DraftRecord:
        """Replace what the draft says.

        Raises:
            ProgramError: there is none of that number.
        """
        self.get(unit, number)
        settings = ", ".join(f"{name.strip()} = ?" for name in _CONTENT.split(","))
        unit.execute(
            f"UPDATE email_drafts SET {settings}, updated_at = ? WHERE number = ?",
            [*_to_row(draft), to_store(at), number],
        )
        _attach(unit, number, draft.attachments)
        return self.get(unit, number)

    def remove(self, unit: Unit, number: int) -> DraftRecord:
        """Throw the draft away; the result is what it was.

        Raises:
            ProgramError: there is none of that number.
        """
        record = self.get(unit, number)
        unit.execute("DELETE FROM email_drafts WHERE number = ?", [number])
        _attach(unit, number, ())
        return record


def _attach(unit: Unit, number: int, attachments: Sequence[Enclosure]) -> None:
    unit.execute("DELETE FROM draft_attachments WHERE draft = ?", [number])
    for position, file in enumerate(attachments):
        unit.execute(
            "INSERT INTO draft_attachments VALUES (?, ?, ?, ?, ?, ?)",
            [number, position, file.name, file.type, len(file.content), file.content],
        )


def _with_attachments(unit: Unit, record: DraftRecord) -> DraftRecord:
    rows = unit.rows(
        "SELECT name, type, content FROM draft_attachments WHERE draft = ? ORDER BY position", [record.number]
    )
    files = tuple(
        Enclosure(str(name), str(kind), content) for name, kind, content in rows if isinstance(content, bytes)
    )
    return replace(record, draft=replace(record.draft, attachments=files))


def _to_row(draft: Draft) -> list[object]:
    people = [[person.full for person in group] for group in (draft.to, draft.cc, draft.bcc, draft.reply_to)]
    return [*people, draft.subject, draft.text, draft.html, draft.in_reply_to, list(draft.references)]


def _from_row(row: Row) -> DraftRecord:
    number, account, *content, created_at, updated_at = (from_store(value) for value in row)
    to, cc, bcc, reply_to = (tuple(parse_address(person) for person in group) for group in content[:4])
    subject, text, html, in_reply_to, references = content[4:]
    draft = Draft(
        to=to,
        cc=cc,
        bcc=bcc,
        reply_to=reply_to,
        subject=subject,
        text=text,
        html=html,
        in_reply_to=in_reply_to,
        references=references,
    )
    return DraftRecord(number=number, account=account, draft=draft, created_at=created_at, updated_at=updated_at)
