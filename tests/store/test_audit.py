"""The audit trail: what is in it, what is never in it, and that no change to it goes unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.domain.records import AuditEvent
from botmail.store.store import Store, open_store
from tests.store.moments import NOON

EVENT = AuditEvent(
    at=NOON,
    action="send",
    outcome="sent",
    account="work",
    run="run-1",
    program="cell-1",
    cell_hash="abc",
    line=3,
    key="k1",
    addresses=("bob@example.org",),
    subject="Kündigung 😀 \ud800",
    phase="DATA",
)


def _filled(store: Store, count: int) -> None:
    with store.database.unit_of_work() as unit:
        for _ in range(count):
            store.audit.append(unit, EVENT)


def test_row_ties_the_facts_together_and_hides_the_subject(store: Store) -> None:
    _filled(store, 2)
    with store.database.unit_of_work() as unit:
        first, second = store.audit.list(unit)
        assert store.audit.list(unit, limit=1) == [second]
        assert store.audit.list(unit, account="news") == []
        assert first.subject_hmac == store.audit.subject_hmac(unit, "Kündigung 😀 \ud800")
    assert (first.sequence, first.addresses, first.previous, second.previous) == (
        1,
        ("bob@example.org",),
        "0" * 64,
        first.hash,
    )


def test_subject_stands_in_no_file_and_differs_between_stores(store: Store, tmp_path: Path) -> None:
    with store.database.unit_of_work() as unit:
        row = store.audit.append(unit, AuditEvent(at=NOON, action="send", outcome="sent", subject="Kündigung"))
    store.close()
    assert "Kündigung".encode() not in (store.database.path).read_bytes()
    with open_store(tmp_path / "other", environ={}) as other, other.database.unit_of_work() as unit:
        assert other.audit.subject_hmac(unit, "Kündigung") != row.subject_hmac


@pytest.mark.parametrize("count", [0, 1, 5])
def test_untouched_trail_is_intact(store: Store, count: int) -> None:
    _filled(store, count)
    with store.database.unit_of_work() as unit:
        check = store.audit.verify(unit)
    assert (check.is_intact, check.rows, check.sentence) == (True, count, f"all {count} rows are as they were written")


TAMPERED = [
    ("UPDATE audit SET outcome = 'failed' WHERE sequence = 3", 3, "row 3 was changed"),
    ("UPDATE audit SET addresses = ['eve@example.org'] WHERE sequence = 1", 1, "row 1 was changed"),
    ('UPDATE audit SET "at" = "at" + INTERVAL 1 HOUR WHERE sequence = 5', 5, "row 5 was changed"),
    ("UPDATE audit SET hash = repeat('a', 64) WHERE sequence = 2", 2, "row 2 was changed"),
    ("DELETE FROM audit WHERE sequence = 2", 2, "row 2 is missing"),
    ("DELETE FROM audit WHERE sequence = 1", 1, "row 1 is missing"),
    ("DELETE FROM audit WHERE sequence >= 4", 4, "rows after row 3 are missing"),
    ("DELETE FROM audit", 1, "rows after row 0 are missing"),
]


@pytest.mark.parametrize(("change", "first_broken", "sentence"), TAMPERED)
def test_change_to_the_trail_is_seen(store: Store, change: str, first_broken: int, sentence: str) -> None:
    _filled(store, 5)
    with store.database.unit_of_work() as unit:
        unit.execute(change)
        check = store.audit.verify(unit)
    assert (check.is_intact, check.first_broken, check.sentence) == (False, first_broken, sentence)
