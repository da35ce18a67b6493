"""Messages over IMAP: how they come in, what FETCH says of them, and what becomes of them."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from imapclient import IMAPClient

from botmail.sandbox.server import SandboxServer
from tests.sandbox.conftest import ALICE, BOB, Connect, compose, submit


def put(client: IMAPClient, *mails: EmailMessage, folder: str = "INBOX") -> list[int]:
    for mail in mails:
        client.append(folder, mail.as_bytes())
    client.select_folder(folder)
    return [int(uid) for uid in client.search()[-len(mails) :]]


def fetch(client: IMAPClient, uid: int, item: str) -> Any:
    return client.fetch([uid], [item])[uid][item.replace(".PEEK", "").encode()]


def subjects(server: SandboxServer, folder: str) -> list[str]:
    return [message.lazy.folded_values(b"subject")[0] for message in server.messages(BOB, folder)]


def test_append_keeps_bytes_date_and_flags(connect: Connect) -> None:
    client, raw = connect(), compose("Réunion", "café\n").as_bytes()
    arrived = datetime(2025, 3, 4, 5, 6, 7, tzinfo=UTC)
    client.append("INBOX", raw, flags=[b"\\Flagged", b"$Label1"], msg_time=arrived)

    client.normalise_times = False
    fetched = client.fetch(client.search(), ["BODY.PEEK[]", "FLAGS", "INTERNALDATE", "RFC822.SIZE"]).popitem()[1]

    assert fetched[b"BODY[]"] == raw
    assert fetched[b"INTERNALDATE"] == arrived
    assert set(fetched[b"FLAGS"]) - {b"\\Recent"} == {b"\\Flagged", b"$Label1"}
    assert fetched[b"RFC822.SIZE"] == len(raw)


def test_peek_does_not_mark_as_seen(connect: Connect) -> None:
    client = connect()
    (uid,) = put(client, compose())
    fetch(client, uid, "BODY.PEEK[]")
    assert b"\\Seen" not in client.get_flags(uid)[uid]
    client.fetch([uid], ["BODY[]"])
    assert b"\\Seen" in client.get_flags(uid)[uid]


def test_envelope_is_raw(connect: Connect) -> None:
    client = connect()
    mail = compose("Réunion", Date="Mon, 02 Mar 2026 10:00:00 +0100", Message_ID="<1@example.org>")
    mail.replace_header("To", '"Böhm, Jörg" <joerg@example.net>, plain@example.com')
    (uid,) = put(client, mail)

    client._imap.untagged_responses.clear()
    envelope = fetch(client, uid, "ENVELOPE")

    assert envelope.subject == b"=?utf-8?q?R=C3=A9union?="
    assert envelope.message_id == b"<1@example.org>"
    assert [address.mailbox + b"@" + address.host for address in envelope.to] == [
        b"joerg@example.net",
        b"plain@example.com",
    ]
    assert envelope.sender == envelope.from_


def test_body_structure_tells_disposition_and_size(connect: Connect) -> None:
    mail = compose(text="two\nlines\n")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a quote.pdf")
    client = connect()
    (uid,) = put(client, mail)

    parts, kind, *_ = fetch(client, uid, "BODYSTRUCTURE")

    text, file = parts
    assert (kind, text[:2], text[5:8]) == (b"mixed", (b"text", b"plain"), (b"7bit", 12, 2))
    assert (file[:2], file[5:7]) == ((b"application", b"pdf"), (b"base64", 14))
    assert file[8] == (b"attachment", (b"filename", b"a quote.pdf"))


def test_forwarded_message_has_a_structure_of_its_own(connect: Connect) -> None:
    outer = compose("outer")
    outer.add_attachment(compose("inner", "inner text\n"))
    client = connect()
    (uid,) = put(client, outer)

    parts, *_ = fetch(client, uid, "BODYSTRUCTURE")

    assert parts[1][:2] == (b"message", b"rfc822")
    assert parts[1][7][1] == b"inner"
    assert fetch(client, uid, "BODY.PEEK[2.HEADER]").startswith(b"From: ")


@pytest.mark.parametrize(
    ("item", "content"),
    [
        ("BODY.PEEK[TEXT]", b"a text\r\n"),
        ("BODY.PEEK[1]", b"a text\r\n"),
        ("BODY.PEEK[HEADER.FIELDS (SUBJECT)]", b"Subject: a subject\r\n\r\n"),
        ("BODY.PEEK[HEADER.FIELDS (X-NONE)]", b"\r\n"),
    ],
)
def test_section_is_fetched(connect: Connect, item: str, content: bytes) -> None:
    client = connect()
    (uid,) = put(client, compose())
    assert fetch(client, uid, item) == content


def test_part_of_a_section_is_fetched(connect: Connect) -> None:
    client = connect()
    (uid,) = put(client, compose())
    assert client.fetch([uid], ["BODY.PEEK[1]<2.4>"])[uid][b"BODY[1]<2>"] == b"text"


def test_keywords_are_kept_and_seen_by_others(connect: Connect) -> None:
    client, other = connect(), connect()
    (uid,) = put(client, compose())
    client.add_flags(uid, ["botmail-done", b"\\Answered"])
    client.remove_flags(uid, [b"\\Answered"])
    other.select_folder("INBOX")
    assert b"botmail-done" in other.get_flags(uid)[uid]
    assert other.search(["KEYWORD", "botmail-done"]) == [uid]


def test_move_keeps_flags_and_leaves_nothing(connect: Connect, sandbox: SandboxServer) -> None:
    client = connect()
    uids = put(client, compose("one"), compose("two"), compose("three"))
    client.add_flags(uids, ["$Label1"])
    client.move(uids[:2], "Archive")
    assert (subjects(sandbox, "INBOX"), subjects(sandbox, "Archive")) == (["three"], ["one", "two"])
    client.select_folder("Archive")
    assert len(client.search(["KEYWORD", "$Label1"])) == 2


def test_copy_tells_the_new_uids(connect: Connect) -> None:
    client = connect()
    (uid,) = put(client, compose())
    client._imap.uid("COPY", str(uid), "tasks")
    _, code = client._imap.response("COPYUID")
    assert code[0].split()[1:] == [b"1", b"1"]


def test_uid_expunge_takes_only_what_it_names(connect: Connect, sandbox: SandboxServer) -> None:
    client = connect()
    uids = put(client, compose("one"), compose("two"))
    client.delete_messages(uids)
    client.uid_expunge(uids[0])
    assert subjects(sandbox, "INBOX") == ["two"]


def test_idle_is_told_of_new_mail(connect: Connect, sandbox: SandboxServer) -> None:
    client = connect(ALICE)
    client.idle()
    submit(sandbox, compose().as_bytes())
    assert (1, b"EXISTS") in client.idle_check(timeout=5)
    client.idle_done()


def test_changes_can_be_followed(connect: Connect) -> None:
    client = connect()
    first, second = put(client, compose("one"), compose("two"))
    before = client.folder_status("INBOX", ["HIGHESTMODSEQ"])[b"HIGHESTMODSEQ"]
    client.add_flags(second, [b"\\Answered"])
    changed = client.fetch([first, second], ["FLAGS"], [f"CHANGEDSINCE {before}"])
    assert list(changed) == [second]
    assert client.fetch([first], ["MODSEQ"])[first][b"MODSEQ"] <= (before,)


def test_store_refuses_what_has_changed(connect: Connect) -> None:
    client = connect()
    first, second = put(client, compose("one"), compose("two"))
    before = client.folder_status("INBOX", ["HIGHESTMODSEQ"])[b"HIGHESTMODSEQ"]
    client.add_flags(second, [b"\\Answered"])
    client._imap.uid("STORE", f"{first},{second}", f"(UNCHANGEDSINCE {before})", "+FLAGS", "(\\Deleted)")
    assert client.search(["DELETED"]) == [first]


def test_large_message_is_no_trouble(connect: Connect) -> None:
    client = connect()
    raw = b"Subject: large\r\n\r\n" + b"x" * 200_000 + b"\r\n" + b"y\r\n" * 500_000
    client.append("INBOX", raw)
    client.select_folder("INBOX")
    assert fetch(client, 1, "BODY.PEEK[]") == raw


def test_broken_message_can_be_read(connect: Connect) -> None:
    client = connect()
    raw = b"Content-Type: multipart/mixed; boundary=x\r\nSubject: =?utf-9?q?=ff?=\r\n\r\n--x\r\nContent-Type: \xff\r\n"
    client.append("INBOX", raw)
    client.select_folder("INBOX")
    fetched = client.fetch([1], ["BODY.PEEK[]", "BODYSTRUCTURE", "ENVELOPE"])[1]
    assert fetched[b"BODY[]"] == raw
    assert client.search(["TEXT", "mixed"]) == [1]
