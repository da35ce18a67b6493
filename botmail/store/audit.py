"""`Audit`: the append-only record of every operation, each row chained to the one before by its hash, in `audit`."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from dataclasses import asdict, replace

from botmail.domain.records import AuditCheck, AuditEvent, AuditRow
from botmail.store.identity import identity
from botmail.store.rows import Shape
from botmail.store.unit import Unit

_SHAPE = Shape(AuditRow, "audit")
_BEGINNING = "0" * 64


class Audit:
    """Rows are added and read, never changed. Addresses are in clear, subjects an HMAC, bodies and secrets absent."""

    def append(self, unit: Unit, event: AuditEvent) -> AuditRow:
        """Put an event on record."""
        sequence, previous = self._head(unit)
        row = AuditRow(
            sequence=sequence + 1,
            at=event.at,
            action=event.action,
            outcome=event.outcome,
            account=event.account,
            run=event.run,
            program=event.program,
            cell_hash=event.cell_hash,
            line=event.line,
            key=event.key,
            addresses=event.addresses,
            subject_hmac=self.subject_hmac(unit, event.subject) if event.subject is not None else "",
            phase=event.phase,
            detail=event.detail,
            previous=previous,
            hash="",
        )
        chained = replace(row, hash=_hash(row))
        _SHAPE.insert(unit, chained)
        if sequence == 0:
            unit.execute("INSERT INTO audit_head (sequence, hash) VALUES (1, ?)", [chained.hash])
        else:
            unit.execute("UPDATE audit_head SET sequence = ?, hash = ?", [chained.sequence, chained.hash])
        return chained

    def subject_hmac(self, unit: Unit, subject: str) -> str:
        """The form in which a subject is on record: hex HMAC-SHA-256 under the store's key."""
        return hmac.new(identity(unit).audit_key, subject.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def list(
        self, unit: Unit, *, limit: int = 100, account: str | None = None, run: str | None = None
    ) -> list[AuditRow]:
        """The newest `limit` rows, oldest first."""
        clauses = "WHERE account = coalesce(?, account) AND run = coalesce(?, run) ORDER BY sequence DESC LIMIT ?"
        return _SHAPE.select(unit, clauses, [account, run, limit])[::-1]

    def verify(self, unit: Unit) -> AuditCheck:
        """Walk the chain from the first row to the noted end."""
        head_sequence, head_hash = self._head(unit)
        previous, count = _BEGINNING, 0
        for row in _SHAPE.select(unit, "ORDER BY sequence"):
            if row.sequence != count + 1:
                return AuditCheck(rows=count, first_broken=count + 1, sentence=f"row {count + 1} is missing")
            if row.previous != previous or row.hash != _hash(row):
                return AuditCheck(rows=count, first_broken=row.sequence, sentence=f"row {row.sequence} was changed")
            previous, count = row.hash, count + 1
        if count != head_sequence or (count and previous != head_hash):
            return AuditCheck(rows=count, first_broken=count + 1, sentence=f"rows after row {count} are missing")
        return AuditCheck(rows=count, first_broken=0, sentence=f"all {count} rows are as they were written")

    def _head(self, unit: Unit) -> tuple[int, str]:
        row = unit.row("SELECT sequence, hash FROM audit_head")
        return (int(str(row[0])), str(row[1])) if row else (0, _BEGINNING)


def _hash(row: AuditRow) -> str:
    """SHA-256 over the row as JSON, its own hash left out; times as ISO 8601 in UTC with microseconds."""
    facts = asdict(row)
    del facts["hash"]
    facts["at"] = row.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    text = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
