"""`Approvals`: which programs a person at the keyboard has let send through an account in mode ask, in `approvals`."""

from __future__ import annotations

import datetime as dt

from botmail.store.rows import to_store
from botmail.store.unit import Unit

_SAME = "program = ? AND account = ? AND content_hash = ?"


class Approvals:
    """A yes holds for one notebook or file, one account and one content; another content is asked about again."""

    def is_approved(self, unit: Unit, *, program: str, account: str, content_hash: str) -> bool:
        """Whether a person said yes to exactly this."""
        return unit.row(f"SELECT 1 FROM approvals WHERE {_SAME} LIMIT 1", [program, account, content_hash]) is not None

    def approve(self, unit: Unit, *, program: str, account: str, content_hash: str, at: dt.datetime) -> None:
        """Note the yes."""
        if not self.is_approved(unit, program=program, account=account, content_hash=content_hash):
            unit.execute("INSERT INTO approvals VALUES (?, ?, ?, ?)", [program, account, content_hash, to_store(at)])

    def revoke(self, unit: Unit, *, account: str) -> None:
        """Take back every yes for an account, as when it is removed."""
        unit.execute("DELETE FROM approvals WHERE account = ?", [account])
