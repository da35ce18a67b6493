"""Reading: chunks, bodies on demand, members, and nothing ever marked as read."""

from __future__ import annotations

import datetime as dt
import gc

import pytest

from botmail.domain.errors import FolderNotFound, MessageGone, ProgramError
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from tests.services.bench import Bench, raw_mail


def member(value: Email | EmailList, name: str) -> object:
    return type(value).members[name].get(value)


def test_headers_come_in_chunks_of_two_hundred(bench: Bench) -> None:
    for number in range(450):
        bench.session.put(raw_mail(f"Mail {number}"))
    mails = bench.services.inbox.get_emails()
    assert len(mails) == 450
    assert not [call for call in bench.session.calls if call[0] == "heads"]
    assert [mail.subject for mail in mails] == [f"Mail {number}" for number in range(450)]
    sizes = [len(call[2].split(",")) for call in bench.session.calls if call[0] == "heads"]
    assert sizes == [200, 200, 50]


def test_bodies_come_many_at_a_time_and_mark_nothing(bench: Bench) -> None:
    for number in range(40):
        bench.session.put(raw_mail(f"Mail {number}", text=f"Text {number}\n"))
    mails = bench.services.inbox.get_emails("INBOX", "UNSEEN")
    assert [mail.text.strip() for mail in mails] == [f"Text {number}" for number in range(40)]
    assert [len(call[2].split(",")) for call in bench.session.calls if call[0] == "bodies"] == [32, 8]
    assert not any(mail.flags for mail in bench.session.mails["INBOX"])


def test_mail_that_is_gone_drops_out_of_its_list(bench: Bench) -> None:
    for number in range(3):
        bench.session.put(raw_mail(f"Mail {number}"))
    mails = bench.services.inbox.get_emails()
    del bench.session.mails["INBOX"][1]
    assert [mail.subject for mail in mails] == ["Mail 0", "Mail 2"]
    assert len(mails) == 2


def test_body_of_a_mail_that_is_gone_is_an_error_that_names_it(bench: Bench) -> None:
    bench.session.put(raw_mail("Lost"))
    (mail,) = bench.emails()
    bench.session.mails["INBOX"].clear()
    with pytest.raises(MessageGone, match='"Lost" is no longer in INBOX'):
        _ = mail.text


def test_limit_takes_the_oldest_and_order_sorts(bench: Bench) -> None:
    for number, subject in enumerate(("b", "C", "a")):
        bench.session.put(raw_mail(subject, text="x" * 100 * (3 - number)))
    get = bench.services.inbox.get_emails
    assert [mail.subject for mail in get(limit=2)] == ["b", "C"]
    assert [mail.subject for mail in get(order_by="subject")] == ["a", "b", "C"]
    assert [mail.subject for mail in get(order_by="SIZE", is_descending=True, limit=2)] == ["b", "C"]
    with pytest.raises(ProgramError, match='ordered by "colour"'):
        get(order_by="colour")


def test_list_members(bench: Bench) -> None:
    bench.session.put(raw_mail("One"), flags=["\\Seen"])
    bench.session.put(raw_mail("Two"))
    mails = bench.services.inbox.get_emails()
    assert [member(mails, name) for name in ("length", "count", "len", "size")] == [2, 2, 2, 2]
    assert (mails[0].subject, mails[-1].subject, mails[1:][0].subject) == ("One", "Two", "Two")
    assert [mail.subject for mail in mails.unread] == ["Two"]
    assert member(mails, "first") is mails[0]
    assert member(bench.services.inbox.get_emails("Archive"), "first") is None


def test_email_members(bench: Bench) -> None:
    bench.session.put(
        raw_mail(
            "=?utf-8?q?Gr=C3=BC=C3=9Fe?=",
            sender="Ana Ruiz <ana@example.com>",
            Reply_To="desk@example.com",
            References="<first@example.com> <second@example.com>",
            In_Reply_To="<second@example.com>",
            List_Id="<l.example.com>",
        ),
        flags=["\\Flagged", "work"],
    )
    (mail,) = bench.emails()
    expected = {
        "account": "env",
        "folder": "INBOX",
        "uid": 1,
        "message_uid": 1,
        "subject": "Grüße",
        "from": "ana@example.com",
        "sender": "ana@example.com",
        "from_address": "ana@example.com",
        "to": ["me@example.com"],
        "to_addresses": ["me@example.com"],
        "cc": [],
        "reply_to": ["desk@example.com"],
        "is_read": False,
        "is_flagged": True,
        "labels": ["work"],
        "body": "A few words.\n",
        "preview": "A few words.",
        "html": None,
        "attachments": [],
        "has_attachments": False,
        "in_reply_to": "second@example.com",
        "references": ["first@example.com", "second@example.com"],
        "thread_id": "first@example.com",
        "list_id": "<l.example.com>",
        "is_auto_reply": False,
        "date": dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=1))),
    }
    assert {name: member(mail, name) for name in expected} == expected
    assert member(mail, "from").full == "Ana Ruiz <ana@example.com>"  # type: ignore[attr-defined]
    assert member(mail, "headers")["REPLY-TO"] == "desk@example.com"  # type: ignore[index]


def test_html_only_mail_has_a_text(bench: Bench) -> None:
    raw = raw_mail(text="<p>Half <b>price</b></p>").replace(b"text/plain", b"text/html")
    bench.session.put(raw)
    (mail,) = bench.emails()
    assert mail.text.strip() == "Half price"
    assert str(mail.html).strip() == "<p>Half <b>price</b></p>"


def test_mail_is_found_again_by_its_id(bench: Bench) -> None:
    bench.session.put(raw_mail("One"), "support")
    (mail,) = bench.emails("support")
    assert mail.id == "env/7.1/support"
    assert bench.services.inbox.get(mail.id) is mail


@pytest.mark.parametrize(
    ("id", "message"), [("nonsense", "not the id of a mail"), ("env/7.99/INBOX", "no longer in INBOX")]
)
def test_id_that_names_no_mail_is_refused(bench: Bench, id: str, message: str) -> None:
    with pytest.raises(MessageGone, match=message):
        bench.services.inbox.get(id)


def test_folder_that_does_not_exist_is_refused_and_recorded(bench: Bench) -> None:
    with pytest.raises(FolderNotFound):
        bench.services.inbox.get_emails("Nowhere")
    (row,) = bench.services.audit.table()
    assert (row["action"], row["outcome"], row["detail"]) == ("search", "failed BM506", "Nowhere")


def test_what_was_seen_is_remembered_once_as_received(bench: Bench) -> None:
    bench.session.put(raw_mail("One"))
    for _ in range(2):
        mails = bench.emails()
    with bench.run():
        bench.perform(bench.services.changes.move(mails, folder="Archive"))
    bench.emails("Archive")
    rows = bench.services.queries.select("SELECT subject, folder FROM mail")
    assert [(row["subject"], row["folder"]) for row in rows] == [("One", "Archive")]
    assert {row["metric"]: row["value"] for row in bench.services.metrics.table()}["received"] == 1


def test_folders_come_with_counts_and_are_remembered(bench: Bench) -> None:
    bench.session.put(raw_mail("One"), "support", ["\\Seen"])
    bench.session.put(raw_mail("Two"), "support")
    table = bench.services.inbox.folder_table()
    assert [(row["path"], row["total"], row["unread"]) for row in table] == [
        ("INBOX", 0, 0),
        ("Archive", 0, 0),
        ("support", 2, 1),
    ]
    with bench.store.database.unit_of_work() as unit:
        assert [folder.path for folder in bench.store.folders.list(unit, "env")] == ["INBOX", "Archive", "support"]


def test_handles_nobody_holds_are_given_up(bench: Bench) -> None:
    bench.session.put(raw_mail("One"))
    bench.emails()
    gc.collect()
    reader = bench.services.inbox.reader(bench.services.accounts.current())
    assert len(reader._handles) == 0
