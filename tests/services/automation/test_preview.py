"""Previews: the plan says what the live run does, and nothing happens."""

from __future__ import annotations

import pytest

from botmail.domain.account import Mode
from botmail.domain.action import Action, Place, Repeat, SendMail
from botmail.domain.address import Address
from botmail.domain.draft import Draft
from botmail.domain.errors import ProgramError
from botmail.services.automation.run import Limits, Run
from tests.services.bench import Bench, raw_mail


def work_through(bench: Bench) -> list[tuple[str, object]]:
    """A program with an effect of every kind; states and values."""
    services, done = bench.services, []
    for number, mail in enumerate(bench.emails()):
        ticket = bench.perform(
            services.work.create_ticket(mail.from_.address, mail.subject, mail.text), mail, call="CREATE TICKET#1"
        )
        reply = bench.send(mail.from_.address, "Re: " + mail.subject, f"Ticket #{ticket.value}", mail)
        task = bench.perform(services.work.create_task(mail.subject, "", assignee="me"), mail, call="CREATE TASK#1")
        done += [(outcome.state, outcome.value) for outcome in (ticket, reply, task)]
        if number == 0:
            done.append((bench.perform(services.changes.mark([mail], flag="\\Seen", is_set=True)).state, None))
        else:
            done.append((bench.perform(services.changes.move([mail], folder="Archive")).state, None))
    draft = bench.perform(services.delivery.keep(("ana@example.com",), "Offer", "Text"), call="CREATE DRAFT#1")
    return [*done, (draft.state, draft.value)]


def rows_of(run: Run) -> list[tuple[object, ...]]:
    return [(row["what"], row["which"], row["before"], row["after"], row["account"]) for row in run.plan_rows]


def test_plan_equals_the_journal_of_the_live_run(bench: Bench) -> None:
    bench.session.put(raw_mail("One"))
    bench.session.put(raw_mail("Two", sender="ben@example.org"))
    bench.session.put(raw_mail("News", sender="list@example.net", List_Id="<x.example.net>"))
    with bench.run(is_preview=True) as preview:
        planned = work_through(bench)
    with bench.run() as live:
        done = work_through(bench)
    with bench.store.database.unit_of_work() as unit:
        journal = [
            (e.kind, e.target, e.before, e.after, e.account) for e in bench.store.journal.list(unit, run=live.id)
        ]
    assert planned == done
    assert rows_of(preview) == journal
    assert (preview.sends, preview.effects) == (live.sends, live.effects)


def test_preview_changes_and_sends_nothing(bench: Bench) -> None:
    bench.session.put(raw_mail("One"))
    with bench.run(is_preview=True):
        work_through(bench)
    assert bench.transport.sent == []
    assert [mail.flags for mail in bench.session.mails["INBOX"]] == [frozenset()]
    assert [
        len(table)
        for table in (bench.services.work.tickets(), bench.services.work.tasks(), bench.services.drafts.table())
    ] == [0, 0, 0]
    with bench.store.database.unit_of_work() as unit:
        assert bench.store.journal.list(unit) == []


def test_planned_send_equals_sent_and_says_would_be(bench: Bench) -> None:
    with bench.run(is_preview=True) as run:
        outcome = bench.send()
    assert outcome == "sent"
    assert outcome.planned
    assert str(outcome) == 'would be sent: "Hello" to ana@example.com'
    assert run.summary() == ("preview: 1 effect planned, nothing was changed or sent",)


def test_plan_row_tells_line_undo_and_budget(bench: Bench) -> None:
    bench.session.put(raw_mail("One"))
    with bench.run(is_preview=True) as run:
        bench.send()
        bench.perform(bench.services.changes.move(bench.emails(), folder="archive"), line=7)
    send, move = run.plan_rows
    assert (send["step"], send["line"], send["undo"], send["budget"]) == (1, 1, "no", "1 of 50 sends")
    assert (move["step"], move["line"], move["undo"], move["budget"]) == (
        2,
        7,
        "move back to INBOX",
        "2 of 500 effects",
    )
    assert move["which"] == '"One" from ana@example.com'


@pytest.mark.parametrize("is_preview", [False, True])
def test_mail_that_cannot_be_composed_is_refused_in_a_preview_too(bench: Bench, is_preview: bool) -> None:
    address = Address("Eve\r\nBcc: all@example.com", "eve@example.com")
    draft = Draft(to=(address,), subject="Hello", text="Text")
    action = Action(kind="send", account="env", target="x", payload=SendMail(draft), repeat=Repeat.NEVER, sends=1)
    with bench.run(is_preview=is_preview) as run:
        outcome = bench.perform(action)
    assert outcome == "failed"
    assert run.rows == bench.transport.sent == []


def test_preview_on_lasts_over_cells_until_preview_off(bench: Bench) -> None:
    automation, states = bench.services.automation, []
    with bench.run("a"):
        automation.preview_on()
        states.append(bench.send().planned)
    with bench.run("b"):
        states.append(bench.send().planned)
        automation.preview_off()
        states.append(bench.send("ben@example.org").planned)
    assert states == [True, True, False]


def test_preview_off_does_not_end_a_run_that_is_a_preview(bench: Bench) -> None:
    with bench.run(is_preview=True):
        bench.services.automation.preview_off()
        assert bench.send().planned


@pytest.mark.parametrize("is_preview", [False, True])
def test_ticket_and_task_are_made_once_per_mail_and_place(bench: Bench, is_preview: bool) -> None:
    bench.session.put(raw_mail("One"))
    numbers = []
    for _ in range(2):
        with bench.run(is_preview=is_preview):
            (mail,) = bench.emails()
            for call in ("CREATE TICKET#1", "CREATE TICKET#2"):
                numbers.append(bench.perform(bench.services.work.create_ticket("a", "b", "c"), mail, call=call).value)
    assert numbers == ["1", "2", "1", "2"]


def test_tickets_outside_of_loops_are_made_each_time(bench: Bench) -> None:
    with bench.run():
        numbers = [bench.perform(bench.services.work.create_ticket("a", "b", "c")).value for _ in range(3)]
    assert numbers == ["1", "2", "3"]


def test_number_of_a_ticket_is_what_an_expression_gets(bench: Bench) -> None:
    with bench.run():
        action = bench.services.work.create_ticket("a", "b", "c")
        assert bench.services.automation.perform(action, Place("p", "CREATE TICKET#1", 1), ()) == "1"


def test_preview_leaves_account_mode_limits_and_switch_as_they_were(bench: Bench) -> None:
    services = bench.services
    with bench.run(is_preview=True):
        services.accounts.use("env", Mode.ASK)
        services.automation.set_limit("sends", 1)
        services.automation.preview_on()
        assert services.accounts.mode_of("env") is Mode.ASK
    with bench.run() as run:
        assert services.accounts.mode_of("env") is Mode.LIVE
        assert services.automation.limits == Limits()
        assert not run.is_preview


def test_accounts_are_neither_added_nor_removed_in_a_preview(bench: Bench) -> None:
    accounts = bench.services.accounts
    accounts.add("me@work.example", imap="imap.work.example", smtp="smtp.work.example", password="secret")
    with bench.run(is_preview=True):
        with pytest.raises(ProgramError, match="ADD ACCOUNT cannot be previewed"):
            accounts.add("you@work.example", imap="imap.work.example", smtp="smtp.work.example", password="secret")
        with pytest.raises(ProgramError, match="REMOVE ACCOUNT cannot be previewed"):
            accounts.remove("me@work.example")
    assert [account.name for account in accounts.list()] == ["env", "me@work.example"]


def test_preview_without_effects_says_so(bench: Bench) -> None:
    with bench.run(is_preview=True) as run:
        pass
    assert run.summary() == ("preview: nothing would be changed or sent",)
