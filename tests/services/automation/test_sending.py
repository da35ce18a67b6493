"""Sends: what goes out, what is written down, and what is never sent twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.domain.errors import LoginRefused, SettingsError
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.domain.records import OutboxMail
from botmail.mail.delivery import Delivery
from tests.fakes.clock import FixedClock
from tests.services.bench import ME, SETTINGS, Bench, open_bench

TRY_LATER = Delivery(
    state="failed",
    sentence="try later, nothing was sent",
    phases=("connect",),
    retryable=True,
    reason="server",
    code="BM512",
)
NO_ANSWER = Delivery(state="uncertain", sentence="no answer came", phases=("connect", "data", "content"))


def outbox(bench: Bench) -> list[OutboxMail]:
    with bench.store.database.unit_of_work() as unit:
        return bench.store.outbox.list(unit, states=("sending", "sent", "failed", "uncertain"))


def test_send_hands_over_subject_body_and_envelope(bench: Bench) -> None:
    with bench.run():
        action = bench.services.delivery.send(
            ("Ana <ana@example.com>", "ben@example.org"), "Grüße", "Text", cc=("c@example.org",), bcc=("b@example.org",)
        )
        outcome = bench.perform(action)
    (sent,) = bench.transport.sent
    assert outcome == "sent"
    assert outcome.ok
    assert sent.sender == ME
    assert sent.recipients == ("ana@example.com", "ben@example.org", "c@example.org", "b@example.org")
    assert sent.mail["Subject"] == "Grüße"
    assert sent.mail["Cc"] == "c@example.org"
    assert sent.mail["Bcc"] is None
    assert f"<{outcome.message_id}>" == sent.mail["Message-ID"]


def test_send_of_html_goes_out_with_a_text_part(bench: Bench) -> None:
    with bench.run():
        bench.perform(bench.services.delivery.send(("ana@example.com",), "News", Html("<p>Half <b>price</b></p>")))
    mail = bench.transport.sent[0].mail
    assert mail.get_body(("plain",)).get_content().strip() == "Half price"  # type: ignore[union-attr]
    assert "<b>price</b>" in mail.get_body(("html",)).get_content()  # type: ignore[union-attr]


def test_send_writes_outbox_journal_audit_and_metrics(bench: Bench) -> None:
    with bench.run() as run:
        bench.send()
    with bench.store.database.unit_of_work() as unit:
        (entry,) = bench.store.journal.list(unit)
        (intended, sent) = bench.store.audit.list(unit)
    (mail,) = outbox(bench)
    assert (mail.state, mail.program, mail.run, mail.recipients) == ("sent", "cell-1", run.id, ("ana@example.com",))
    assert (entry.state, entry.repeat, entry.outbox) == ("sent", "C", mail.number)
    assert (intended.outcome, sent.outcome, sent.phase) == ("intended", "sent", "answer")
    assert {row["metric"]: row["value"] for row in bench.services.metrics.table()}["sent"] == 1


@pytest.mark.parametrize("answer", [TRY_LATER, NO_ANSWER])
def test_send_that_is_not_acknowledged_never_says_sent(bench: Bench, answer: Delivery) -> None:
    bench.transport.answers = [answer]
    with bench.run() as run:
        outcome = bench.send()
    assert outcome.state == answer.state
    assert not outcome.ok
    assert outcome.retryable == answer.retryable
    assert run.has_failures
    assert [mail.state for mail in outbox(bench)] == [answer.state]


def test_send_that_is_uncertain_is_shown_and_not_raised(bench: Bench) -> None:
    bench.transport.answers = [NO_ANSWER]
    with bench.run() as run:
        outcome = bench.send()
    assert not outcome.raises
    assert run.summary() == ("UNCERTAIN: no answer came",)


@pytest.mark.parametrize(
    ("answer", "again"),
    [(None, "suppressed"), (NO_ANSWER, "suppressed"), (TRY_LATER, "sent")],
    ids=["sent", "uncertain", "failed"],
)
def test_cell_run_again_sends_again_only_what_failed(bench: Bench, answer: Delivery | None, again: str) -> None:
    bench.transport.answers = [answer] if answer else []
    with bench.run():
        bench.send()
    bench.clock.advance(minutes=5)
    with bench.run():
        assert bench.send() == again


def test_cell_run_again_says_when_it_was_sent_and_how_to_repeat_it(bench: Bench) -> None:
    with bench.run():
        bench.send()
    bench.clock.advance(minutes=5)
    with bench.run() as run:
        outcome = bench.send()
    assert str(outcome) == "already sent at 12:00; AGAIN repeats it"
    assert not outcome.raises
    assert run.summary() == ("1 mail not sent: already sent at 12:00; AGAIN repeats it",)


def test_again_repeats_a_mail(bench: Bench) -> None:
    for _ in range(2):
        with bench.run():
            bench.perform(bench.services.delivery.send(("ana@example.com",), "Hello", "Text", again=True))
    assert len(bench.transport.sent) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"program": "cell-2"},
        {"is_notebook": False},
        {"to": "ben@example.org"},
        {"subject": "Other"},
        {"body": "Other"},
        {"hours": 25},
    ],
    ids=str,
)
def test_other_mails_than_the_very_same_are_sent(bench: Bench, change: dict[str, object]) -> None:
    mail = {"to": "ana@example.com", "subject": "Hello", "body": "Text"}
    with bench.run(is_notebook=True):
        bench.send(**mail)
    bench.clock.advance(hours=change.get("hours", 0))
    how = {key: value for key, value in change.items() if key in {"program", "is_notebook"}}
    with bench.run(**how):  # type: ignore[arg-type]  # a table of cases
        assert bench.send(**mail | {key: value for key, value in change.items() if key in mail}) == "sent"


def test_one_run_may_send_two_equal_mails(bench: Bench) -> None:
    with bench.run():
        assert [bench.send().state, bench.send().state] == ["sent", "sent"]


def test_interrupt_before_the_content_is_written_down_as_not_sent(bench: Bench) -> None:
    bench.transport.answers = [KeyboardInterrupt()]
    with pytest.raises(KeyboardInterrupt), bench.run():
        bench.send()
    assert [mail.state for mail in outbox(bench)] == ["failed"]
    assert bench.transport.sent == []


def test_interrupt_while_the_mail_went_out_comes_after_its_fate_is_written_down(bench: Bench) -> None:
    bench.transport.answers = [
        Delivery(state="sent", sentence="sent", phases=("answer",), accepted=("ana@example.com",), is_interrupted=True)
    ]
    with pytest.raises(KeyboardInterrupt), bench.run():
        bench.send()
    assert [mail.state for mail in outbox(bench)] == ["sent"]
    with bench.run():
        assert bench.send() == "suppressed"


def test_wrong_password_is_a_failed_outcome_with_its_reason(bench: Bench) -> None:
    bench.transport.answers = [LoginRefused("the server refused the password")]
    with bench.run():
        outcome = bench.send()
    assert (outcome.state, outcome.reason, outcome.code) == ("failed", "auth", "BM505")


@pytest.mark.parametrize(
    ("to", "subject", "reason"),
    [
        ("not an address", "Hello", "address"),
        ("bob@example.org\r\nBcc: eve@example.net", "Hello", "address"),
        ("bob@example.org", "Hello\r\nBcc: eve@example.net", "address"),
        ("bob@example.org", "Hello\nthere", "address"),
        ("", "Hello", "address"),
    ],
)
def test_mail_that_cannot_be_is_refused_before_anything_is_sent(
    bench: Bench, to: str, subject: str, reason: str
) -> None:
    outcome = bench.services.delivery.send((to,) if to else (), subject, "Text")
    assert isinstance(outcome, Outcome)
    assert (outcome.state, outcome.reason) == ("failed", reason)
    assert outcome.raises
    assert outcome.hint


@pytest.mark.parametrize("missing", ["EMAIL_SMTP_SERVER", "EMAIL_PASSWORD"])
def test_half_set_account_says_what_it_lacks(tmp_path: Path, missing: str) -> None:
    settings = {name: value for name, value in SETTINGS.items() if name != missing}
    with (
        open_bench(tmp_path, settings=settings) as bench,
        pytest.raises(SettingsError, match=f"cannot send mail: {missing} is not set"),
    ):
        bench.services.delivery.send(("ana@example.com",), "Hello", "Text")


def test_send_left_open_by_a_process_that_died_is_uncertain_and_never_repeated(tmp_path: Path) -> None:
    clock = FixedClock()
    with open_bench(tmp_path, clock=clock) as bench:
        bench.transport.answers = [SystemExit()]
        ledger = bench.services.automation._performer.ledger
        ledger.settle_send = lambda *_args, **_kwargs: None  # type: ignore[method-assign]  # as if killed before it
        with pytest.raises(SystemExit), bench.run():
            bench.send()
    with open_bench(tmp_path, clock=clock) as bench:
        with bench.run() as run:
            assert bench.send() == "suppressed"
        assert [mail.state for mail in outbox(bench)] == ["uncertain"]
        assert run.summary()[0].startswith("the program ended at")
        assert 'while it sent "Hello" to ana@example.com: it may have been sent' in run.summary()[0]
        with bench.run() as run:
            bench.send()
        assert not any("may have been sent" in line for line in run.summary())
