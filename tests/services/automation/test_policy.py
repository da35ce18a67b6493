"""Modes of accounts and limits of runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.domain.account import Mode
from botmail.domain.errors import ProgramError
from tests.fakes.prompt import ScriptedPrompt
from tests.services.bench import Bench, open_bench, raw_mail


@pytest.mark.parametrize(
    ("mode", "is_live", "answers", "state"),
    [
        (Mode.LIVE, False, [], "sent"),
        (Mode.PREVIEW, False, [], "planned"),
        (Mode.PREVIEW, True, [], "planned"),
        (Mode.ASK, False, [True], "sent"),
        (Mode.ASK, False, [False], "refused"),
        (Mode.ASK, False, [], "refused"),
        (Mode.ASK, True, [], "sent"),
    ],
)
def test_mode_of_the_account_decides_about_a_send(
    tmp_path: Path, mode: Mode, *, is_live: bool, answers: list[bool], state: str
) -> None:
    with open_bench(tmp_path, prompt=ScriptedPrompt(consents=answers)) as bench:
        bench.services.accounts.use("env", mode)
        with bench.run(is_live=is_live):
            outcome = bench.send()
        assert ("planned" if outcome.planned else outcome.state) == state
        assert len(bench.transport.sent) == (state == "sent")
        assert len(bench.prompt.questions) == (mode is Mode.ASK and not is_live)


def test_refusal_of_mode_ask_says_how_to_allow_it(bench: Bench) -> None:
    bench.services.accounts.use("env", Mode.ASK)
    with bench.run():
        outcome = bench.send()
    assert outcome.raises
    assert outcome.code == "BM701"
    assert "--live" in outcome.hint
    assert 'USE ACCOUNT "env" LIVE' in outcome.hint


def test_yes_holds_for_the_program_its_account_and_its_content(tmp_path: Path) -> None:
    with open_bench(tmp_path, prompt=ScriptedPrompt(consents=[True])) as bench:
        bench.services.accounts.use("env", Mode.ASK)
        states = []
        for program, source in (("a", "one"), ("a", "one"), ("a", "two"), ("b", "one")):
            with bench.run(program, source, is_notebook=False):
                states += [bench.send().state, bench.send("ben@example.org").state]
        assert states == ["sent"] * 4 + ["refused"] * 4
        assert len(bench.prompt.questions) == 3


def test_reading_and_marking_need_no_yes(bench: Bench) -> None:
    bench.session.put(raw_mail())
    bench.services.accounts.use("env", Mode.ASK)
    with bench.run():
        assert bench.perform(bench.services.changes.mark(bench.emails(), flag="\\Seen", is_set=True)) == "marked"
    assert bench.prompt.questions == []


@pytest.mark.parametrize("is_preview", [False, True])
def test_run_may_send_to_fifty_recipients_unless_the_limit_is_raised(bench: Bench, is_preview: bool) -> None:
    with bench.run(is_preview=is_preview):
        many = tuple(f"user{number}@example.com" for number in range(49))
        bench.perform(bench.services.delivery.send(many, "News", "Text"))
        assert bench.send("one@example.com") == "sent"
        refused = bench.send("two@example.com")
        assert refused == "refused"
        assert refused.code == "BM702"
        assert "SET LIMIT SENDS 51" in refused.hint
        bench.services.automation.set_limit("sends", 60)
        assert bench.send("two@example.com") == "sent"


def test_run_may_change_five_hundred_mails_unless_the_limit_is_raised(bench: Bench) -> None:
    for number in range(501):
        bench.session.put(raw_mail(f"Mail {number}"))
    with bench.run():
        mark = bench.services.changes.mark(bench.emails(), flag="\\Seen", is_set=True)
        assert bench.perform(mark) == "refused"
        assert not any("\\Seen" in mail.flags for mail in bench.session.mails["INBOX"])
        bench.services.automation.set_limit("effects", 501)
        assert bench.perform(mark) == "marked"


def test_every_run_has_its_limit_anew(bench: Bench) -> None:
    bench.services.automation.set_limit("sends", 1)
    for program in ("a", "b"):
        with bench.run(program):
            assert [bench.send().state, bench.send("ben@example.org").state] == ["sent", "refused"]


def test_limit_below_zero_is_refused(bench: Bench) -> None:
    with bench.run(), pytest.raises(ProgramError):
        bench.services.automation.set_limit("sends", -1)


def test_what_policy_stops_is_on_record(bench: Bench) -> None:
    bench.services.automation.set_limit("sends", 0)
    with bench.run():
        bench.send()
    (row,) = bench.services.audit.table()
    assert (row["action"], row["outcome"], row["addresses"]) == ("send", "refused", "ana@example.com")
