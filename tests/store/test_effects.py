"""Outbox, sends, journal, runs, metrics and approvals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from botmail.domain.folder import Folder
from botmail.domain.records import JournalEntry, MetricEvent, OutboxMail, RunRecord, SeenMail
from botmail.store.store import Store, open_store
from tests.store.conftest import Start
from tests.store.moments import DAY, HOUR, NOON

MAIL = OutboxMail(
    account="work",
    run="run-1",
    program="cell-1",
    call="SEND MAIL#1",
    line=3,
    message_id="<1@example.org>",
    reference="ref-1",
    sender="me@example.org",
    recipients=("Bob@example.org",),
    subject="Größe",
    raw=b"Subject: x\r\n\r\n\x00\xff",
    fingerprint="f1",
    created_at=NOON,
    updated_at=NOON,
)


def test_mail_in_the_outbox_comes_back_with_its_number(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        assert store.outbox.add(unit, MAIL) == replace(MAIL, number=1)
        assert store.outbox.add(unit, MAIL).number == 2
        assert store.outbox.get(unit, 1) == replace(MAIL, number=1)
        assert store.outbox.get(unit, 3) is None


def test_mail_is_claimed_once(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.outbox.add(unit, MAIL)
        assert [store.outbox.claim(unit, 1, at=NOON) for _ in range(2)] == [True, False]
        store.outbox.settle(unit, 1, state="retry", at=NOON, phases=["CONNECT"], reason="server", sentence="451")
        assert store.outbox.claim(unit, 1, at=NOON)
        store.outbox.settle(
            unit,
            1,
            state="sent",
            at=NOON + HOUR,
            phases=["CONNECT", "DATA"],
            accepted=["Bob@example.org"],
            sentence="sent",
        )
        assert not store.outbox.claim(unit, 1, at=NOON)
        assert store.outbox.get(unit, 1) == replace(
            MAIL,
            number=1,
            state="sent",
            attempts=2,
            updated_at=NOON + HOUR,
            phases=("CONNECT", "CONNECT", "DATA"),
            accepted=("Bob@example.org",),
            sentence="sent",
        )


def test_outbox_lists_what_waits(store: Store) -> None:
    states = ["queued", "held", "sending", "retry", "sent", "failed", "uncertain"]
    with store.database.unit_of_work() as unit:
        for state in states:
            store.outbox.add(unit, replace(MAIL, state=state))
        assert [mail.state for mail in store.outbox.list(unit)] == states[:4]
        assert [mail.state for mail in store.outbox.list(unit, states=["uncertain"])] == ["uncertain"]
        assert store.outbox.list(unit, account="news") == []
        assert store.outbox.queue_size(unit) == 4


ALREADY = [
    ({}, True),
    ({"run": "run-1"}, False),
    ({"program": "cell-2"}, False),
    ({"account": "news"}, False),
    ({"fingerprint": "f2"}, False),
    ({"since": NOON + HOUR}, False),
]


@pytest.mark.parametrize(("change", "is_found"), ALREADY)
def test_send_of_an_earlier_run_is_found_by_what_makes_it_the_same(
    store: Store, change: dict[str, object], is_found: bool
) -> None:
    asked: dict[str, object] = {
        "program": "cell-1",
        "account": "work",
        "fingerprint": "f1",
        "run": "run-2",
        "since": NOON,
    }
    with store.database.unit_of_work() as unit:
        store.outbox.add(unit, replace(MAIL, state="sent"))
        found = store.sends.already(unit, **(asked | change))  # type: ignore[arg-type]  # the table holds the right ones
    assert (found is not None) == is_found


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        ("queued", True),
        ("sending", True),
        ("retry", True),
        ("sent", True),
        ("uncertain", True),
        ("failed", False),
        ("refused", False),
    ],
)
def test_send_counts_unless_it_certainly_failed(store: Store, state: str, counts: bool) -> None:
    mail = replace(MAIL, state=state, is_automatic=True, answers="k1", automation="bot")
    with store.database.unit_of_work() as unit:
        store.outbox.add(unit, mail)
        already = store.sends.already(unit, program="cell-1", account="work", fingerprint="f1", run="r2", since=NOON)
        assert (already is not None) == counts
        assert store.sends.has_answered(unit, automation="bot", key="k1") == counts
        assert store.sends.automatic_replies(unit, recipient="bob@EXAMPLE.org", since=NOON) == int(counts)


def test_automatic_replies_are_told_apart(store: Store) -> None:
    automatic = replace(MAIL, state="sent", is_automatic=True, answers="k1", automation="bot")
    with store.database.unit_of_work() as unit:
        for mail in (automatic, replace(automatic, created_at=NOON - HOUR), replace(automatic, is_automatic=False)):
            store.outbox.add(unit, mail)
        assert store.sends.automatic_replies(unit, recipient="bob@example.org", since=NOON) == 1
        assert store.sends.automatic_replies(unit, recipient="ann@example.org", since=NOON) == 0
        assert not store.sends.has_answered(unit, automation="other", key="k1")
        assert not store.sends.has_answered(unit, automation="bot", key="k2")
        assert [store.sends.is_own(unit, id) for id in ("<1@example.org>", "<2@example.org>")] == [True, False]


INTENT = JournalEntry(run="run-1", program="cell-1", kind="send", repeat="C", target="bob", intended_at=NOON, outbox=1)


def test_intent_is_settled_once(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        number = store.journal.intend(unit, INTENT)
        owner = unit.owner
    with store.database.unit_of_work() as unit:
        store.journal.settle(unit, number, state="done", sentence="sent", at=NOON + HOUR)
        store.journal.settle(unit, number, state="failed", sentence="no", at=NOON + DAY)
        (entry,) = store.journal.list(unit, run="run-1")
    assert entry == replace(INTENT, number=1, owner=owner, state="done", sentence="sent", settled_at=NOON + HOUR)


LEAVES_AN_INTENT = """
from botmail.domain.records import JournalEntry, RunRecord
from botmail.store.store import open_store
import datetime as dt
now = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
store = open_store(folder, environ={})
with store.database.unit_of_work() as unit:
    store.runs.start(unit, RunRecord(id="lost", program="cell-9", started_at=now))
    store.journal.intend(unit, JournalEntry(run="lost", program="cell-9", kind="send", repeat="C", intended_at=now))
print("intended", flush=True)
time.sleep(60)
"""


def test_intents_and_runs_of_a_killed_process_are_open_and_those_of_a_living_one_are_not(
    store: Store, start: Start
) -> None:
    process = start(LEAVES_AN_INTENT)
    assert process.stdout is not None
    assert process.stdout.readline() == "intended\n"
    with store.database.unit_of_work() as unit:
        store.journal.intend(unit, INTENT)
        store.runs.start(unit, RunRecord(id="ours", program="cell-1", started_at=NOON))
        assert (store.journal.open_intents(unit), store.runs.settle_lost(unit, at=NOON)) == ([], [])
    process.kill()
    process.wait()
    with store.database.unit_of_work() as unit:
        assert [entry.run for entry in store.journal.open_intents(unit)] == ["lost"]
        assert [run.id for run in store.runs.settle_lost(unit, at=NOON + HOUR)] == ["lost"]
        lost = store.runs.get(unit, "lost")
    assert lost is not None
    assert (lost.outcome, lost.seconds) == ("lost", 3600.0)


def test_own_intent_of_an_earlier_life_is_open(store: Store) -> None:
    with store.database.unit_of_work() as unit:
        store.journal.intend(unit, INTENT)
    store.close()
    with open_store(store.database.folder, environ={}) as again, again.database.unit_of_work() as unit:
        assert [entry.number for entry in again.journal.open_intents(unit)] == [1]


def test_runs_are_the_history_of_a_cell(store: Store) -> None:
    runs = [
        RunRecord(
            id=f"r{n}", program="cell-1", name="Untitled", is_notebook=True, source_hash="h", started_at=NOON + n * HOUR
        )
        for n in range(3)
    ]
    with store.database.unit_of_work() as unit:
        for run in (*runs, replace(runs[0], id="other", program="cell-2")):
            store.runs.start(unit, run)
        store.runs.finish(unit, "r1", outcome="done", at=NOON + 2 * HOUR, effects=4, sends=1)
        owner = unit.owner
        history = store.runs.history(unit, program="cell-1", limit=2)
    ended = replace(runs[1], owner=owner, ended_at=NOON + 2 * HOUR, outcome="done", effects=4, sends=1)
    assert history == [ended, replace(runs[2], owner=owner)]
    assert ended.seconds == 3600.0


def test_metrics_sum_up_a_period_with_its_end_left_out(store: Store) -> None:
    events = [
        MetricEvent(at=NOON, kind="sent", account="work", count=2),
        MetricEvent(at=NOON, kind="failed", account="news"),
        MetricEvent(at=NOON, kind="connection_failed", account="work"),
        MetricEvent(at=NOON, kind="processed", account="work", seconds=1.0),
        MetricEvent(at=NOON, kind="processed", account="work", seconds=2.0),
        MetricEvent(at=NOON, kind="processed", account="work", seconds=6.0),
        MetricEvent(at=NOON + DAY, kind="sent", account="work", count=100),
        MetricEvent(at=NOON - HOUR, kind="sent", account="work", count=100),
    ]
    with store.database.unit_of_work() as unit:
        for event in events:
            store.metrics.record(unit, event)
        store.outbox.add(unit, MAIL)
        figures = store.metrics.summary(unit, NOON, NOON + DAY)
        assert (figures.sent, figures.failed, figures.connection_failures, figures.queue_size) == (2, 1, 1, 1)
        assert figures.processed == 3
        assert (figures.processing_seconds_mean, figures.processing_seconds_median) == (3.0, 2.0)
        assert figures.processing_seconds_longest == 6.0
        assert store.metrics.summary(unit, NOON, NOON + DAY, account="news").failed == 1
        assert store.metrics.summary(unit, NOON + 2 * DAY, NOON + 3 * DAY).sent == 0


def test_received_counts_messages_dated_in_the_period_once_and_not_what_we_sent(store: Store) -> None:
    seen = SeenMail(account="work", folder="INBOX", uidvalidity=1, uid=1, key="k1", received=NOON)
    mails = [
        seen,
        replace(seen, folder="Archive", uid=9),
        replace(seen, uid=2, key="k2", received=None, date=NOON + HOUR),
        replace(seen, uid=3, key="k3", received=NOON - DAY),
        replace(seen, uid=4, key="k4", folder="Sent"),
        replace(seen, uid=5, key="k5", received=None),
    ]
    with store.database.unit_of_work() as unit:
        store.folders.replace(unit, "work", folders=[Folder(account="work", path="Sent", role="sent")], at=NOON)
        store.emails.remember(unit, mails, at=NOON + 5 * DAY)
        assert store.metrics.summary(unit, NOON, NOON + DAY).received == 2


def test_approval_holds_for_exactly_what_was_shown(store: Store) -> None:
    shown = {"program": "a.ipynb", "account": "work", "content_hash": "h1"}
    with store.database.unit_of_work() as unit:
        assert not store.approvals.is_approved(unit, **shown)
        store.approvals.approve(unit, **shown, at=NOON)
        store.approvals.approve(unit, **shown, at=NOON)
        assert store.approvals.is_approved(unit, **shown)
        for name in shown:
            assert not store.approvals.is_approved(unit, **(shown | {name: "other"}))
        store.approvals.revoke(unit, account="work")
        assert not store.approvals.is_approved(unit, **shown)
