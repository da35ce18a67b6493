"""HEALTH and METRICS: rows for what works and for what does not."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from botmail.domain.errors import ConnectionFailed, LoginRefused, NoAccount
from tests.services.bench import SETTINGS, Bench, open_bench


def states(bench: Bench) -> list[tuple[object, object]]:
    return [(row["check"], row["state"]) for row in bench.services.health.table()]


def test_health_of_an_account_that_works(bench: Bench) -> None:
    assert states(bench) == [("account", "ok"), ("IMAP", "ok"), ("SMTP", "ok"), ("folders", "ok")]
    assert bench.services.health.is_healthy()


def test_health_tells_what_failed_and_why(bench: Bench) -> None:
    bench.transport.error = LoginRefused("the server refused the password", hint="type it again")
    rows = {row["check"]: row for row in bench.services.health.table()}
    assert (rows["SMTP"]["state"], rows["SMTP"]["detail"]) == (
        "failed",
        "the server refused the password (type it again)",
    )
    assert rows["IMAP"]["state"] == "ok"
    assert not bench.services.health.is_healthy()


def test_health_of_a_half_set_account(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={k: v for k, v in SETTINGS.items() if k != "EMAIL_SMTP_SERVER"}) as bench:
        assert states(bench) == [("account", "missing"), ("IMAP", "ok"), ("SMTP", "missing"), ("folders", "ok")]


def test_health_without_an_account_says_how_to_add_one(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={}) as bench, pytest.raises(NoAccount):
        bench.services.health.table()


def test_metrics_count_connections_that_failed(bench: Bench) -> None:
    bench.session.error = ConnectionFailed("closed port")
    with pytest.raises(ConnectionFailed):
        bench.services.inbox.count()
    figures = {row["metric"]: row["value"] for row in bench.services.metrics.table()}
    assert (figures["connection failures"], figures["operations"]) == (1, 1)


def test_metrics_of_a_period_hold_its_last_day_and_no_other(bench: Bench) -> None:
    with bench.run():
        bench.send()
    days = [(dt.date(2026, 11, 22), 0), (dt.date(2026, 11, 23), 1), (dt.date(2026, 11, 24), 0)]
    for day, sent in days:
        figures = {row["metric"]: row["value"] for row in bench.services.metrics.table(day, day)}
        assert figures["sent"] == sent


def test_audit_is_intact_after_all_of_this(bench: Bench) -> None:
    with bench.run():
        bench.send()
    bench.emails()
    assert bench.services.audit.verify().is_intact
    assert [row["action"] for row in bench.services.audit.table(1)] == ["search"]


def test_times_in_tables_are_local(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "EST5EDT")
    time.tzset()
    try:
        with bench.run():
            bench.perform(bench.services.work.create_ticket("a", "b", "c"))
        moments = [bench.services.work.tickets()[0]["created_at"], bench.services.audit.table()[0]["at"]]
    finally:
        monkeypatch.undo()
        time.tzset()
    assert [moment.isoformat() for moment in moments] == ["2026-11-23T06:00:00-05:00"] * 2  # type: ignore[attr-defined]
