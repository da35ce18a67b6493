"""Automatic replies: one each to people, none to robots."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.bench import ME, Bench, open_bench, raw_mail

ROBOTS = {
    "auto-submitted": {"Auto_Submitted": "auto-replied"},
    "auto-generated": {"Auto_Submitted": "auto-generated; owner=x"},
    "list": {"List_Id": "<news.example.com>"},
    "bulk": {"Precedence": "bulk"},
    "junk": {"Precedence": " Junk "},
    "bounce": {"Return_Path": "<>"},
    "daemon": {"sender": "MAILER-DAEMON@mx.example.com"},
    "ourselves": {"sender": ME.upper()},
}
PEOPLE = {
    "plain": {},
    "auto-submitted no": {"Auto_Submitted": "no"},
    "first-class": {"Precedence": "first-class"},
    "return path": {"Return_Path": "<ana@example.com>"},
}


def reply_to_all(bench: Bench, program: str = "cell-1", **how: bool) -> list[str]:
    with bench.run(program, **how):
        return [bench.send(mail.from_.address, "Re: " + mail.subject, "Soon.", mail).state for mail in bench.emails()]


@pytest.mark.parametrize("fields", ROBOTS.values(), ids=ROBOTS)
def test_robot_gets_no_automatic_reply(bench: Bench, fields: dict[str, str]) -> None:
    bench.session.put(raw_mail("urgent", **fields))
    assert reply_to_all(bench) == ["suppressed"]
    assert bench.transport.sent == []


@pytest.mark.parametrize("fields", PEOPLE.values(), ids=PEOPLE)
def test_person_gets_a_reply_in_its_thread(bench: Bench, fields: dict[str, str]) -> None:
    bench.session.put(raw_mail("urgent", References="<first@example.com>", **fields))
    assert reply_to_all(bench) == ["sent"]
    (sent,) = bench.transport.sent
    (mail,) = bench.emails()
    assert sent.mail["Auto-Submitted"] == "auto-replied"
    assert sent.mail["In-Reply-To"] == f"<{mail.head.message_id}>"
    assert sent.mail["References"].split() == ["<first@example.com>", f"<{mail.head.message_id}>"]


def test_message_is_answered_once_by_a_program_over_its_runs(bench: Bench) -> None:
    bench.session.put(raw_mail("urgent"))
    assert reply_to_all(bench, is_notebook=False) == ["sent"]
    assert reply_to_all(bench, is_notebook=False) == ["suppressed"]
    assert reply_to_all(bench, "cell-2") == ["sent"]


def test_message_is_answered_once_within_a_run(bench: Bench) -> None:
    bench.session.put(raw_mail("urgent"))
    with bench.run():
        (mail,) = bench.emails()
        states = [bench.send("ana@example.com", subject, "Soon.", mail).state for subject in ("Re: one", "Re: two")]
    assert states == ["sent", "suppressed"]


@pytest.mark.parametrize("is_preview", [False, True])
def test_sender_gets_five_automatic_replies_within_the_hour(bench: Bench, is_preview: bool) -> None:
    for number in range(7):
        bench.session.put(raw_mail(f"urgent {number}"))
    assert reply_to_all(bench, is_preview=is_preview) == ["sent"] * 5 + ["suppressed"] * 2
    bench.clock.advance(minutes=61)
    assert reply_to_all(bench, is_preview=is_preview)[5:] == (["sent"] * 2 if not is_preview else ["suppressed"] * 2)


def test_mail_to_somebody_else_from_inside_a_loop_is_no_reply(bench: Bench) -> None:
    bench.session.put(raw_mail("urgent", List_Id="<news.example.com>"))
    with bench.run():
        (mail,) = bench.emails()
        assert bench.send("boss@example.org", "Look", "Text", mail) == "sent"
    assert bench.transport.sent[0].mail["Auto-Submitted"] is None


def test_reply_to_address_counts_as_the_author(bench: Bench) -> None:
    bench.session.put(raw_mail("urgent", Reply_To="desk@example.com", Precedence="bulk"))
    with bench.run():
        (mail,) = bench.emails()
        assert bench.send("desk@example.com", "Re: urgent", "Soon.", mail) == "suppressed"


def test_reason_is_told_at_the_end_of_the_run(bench: Bench) -> None:
    for number in range(2):
        bench.session.put(raw_mail(f"urgent {number}", List_Id="<news.example.com>"))
    with bench.run() as run:
        for mail in bench.emails():
            bench.send(mail.from_.address, "Re", "Soon.", mail)
    assert run.summary() == (
        "2 mails not sent: 2 x no automatic reply to ana@example.com: it came from a mailing list",
    )


def test_two_bots_that_answer_each_other_stop_after_one_reply_each(tmp_path: Path) -> None:
    with open_bench(tmp_path / "a") as one, open_bench(tmp_path / "b") as other:
        one.session.put(raw_mail("urgent", sender="other@example.net"))
        for _ in range(5):
            for here, there in ((one, other), (other, one)):
                before = len(here.transport.sent)
                reply_to_all(here, is_notebook=False)
                for sent in here.transport.sent[before:]:
                    there.session.put(sent.raw)
        assert [len(one.transport.sent), len(other.transport.sent)] == [1, 0]
