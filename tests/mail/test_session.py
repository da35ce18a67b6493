"""The session against the real servers: the same for both kinds."""

from __future__ import annotations

import pytest

from botmail.domain.errors import CriteriaRefused, FolderNotFound, MessageGone
from botmail.mail.parse import parse_message
from botmail.mail.session import ImapSession
from tests.servers.mailserver import MailServer, compose_mail


def subjects(session: ImapSession, criteria: str, folder: str = "INBOX") -> list[str]:
    found = session.search(folder, criteria)
    heads = session.heads(found.folder, found.uidvalidity, found.uids)
    return [parse_message(head.header).subject for head in heads]


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ("", ["plain", "äpfel", "third"]),
        ("ALL", ["plain", "äpfel", "third"]),
        ("UNSEEN", ["plain", "third"]),
        ("SEEN", ["äpfel"]),
        ("SUBJECT äpfel", ["äpfel"]),
        ('(OR SUBJECT "äpfel" SUBJECT "third") FROM ana', ["äpfel", "third"]),
        ("FROM 'ben@example.org'", []),
        ("NOT SUBJECT plain UNSEEN", ["third"]),
        ("SINCE 1-Jan-2020 BEFORE 2100-01-01 UID 1:2", ["plain", "äpfel"]),
        ('HEADER "X-Mark" "yes"', ["third"]),
    ],
)
def test_search_finds_what_the_criteria_say(
    mail_server: MailServer, session: ImapSession, criteria: str, expected: list[str]
) -> None:
    mail_server.deliver(compose_mail("plain"))
    mail_server.deliver(compose_mail("äpfel"), flags=["\\Seen"])
    mail_server.deliver(compose_mail("third", X_Mark="yes"))
    assert subjects(session, criteria) == expected


def test_search_the_server_refuses_says_so(session: ImapSession) -> None:
    with pytest.raises(CriteriaRefused) as caught:
        session.search("INBOX", "X-GM-RAW has:attachment")
    assert "refused the search criteria" in caught.value.message


def test_reading_marks_nothing_as_seen(mail_server: MailServer, session: ImapSession) -> None:
    raw = compose_mail("unread", text="Grüße.\n")
    mail_server.deliver(raw)
    found = session.search("inbox", "ALL")
    head = session.heads(found.folder, found.uidvalidity, found.uids)[0]
    body = session.bodies(found.folder, found.uidvalidity, found.uids)[head.uid]
    assert (found.folder, head.size, body) == ("INBOX", len(raw), raw)
    assert raw.startswith(head.header.removesuffix(b"\r\n"))
    assert mail_server.folder()[0].flags == frozenset()


def test_many_heads_come_in_the_order_asked_for(mail_server: MailServer, session: ImapSession) -> None:
    for number in range(12):
        mail_server.deliver(compose_mail(f"mail {number}"))
    found = session.search("INBOX", "ALL")
    backwards = found.uids[::-1]
    assert [head.uid for head in session.heads("INBOX", found.uidvalidity, [*backwards, 4_000_000])] == list(backwards)


def test_store_sets_and_takes_away_a_flag(mail_server: MailServer, session: ImapSession) -> None:
    mail_server.deliver(compose_mail("one"))
    mail_server.deliver(compose_mail("two"))
    found = session.search("INBOX", "ALL")
    session.store("INBOX", found.uidvalidity, found.uids, "\\Seen", True)
    session.store("INBOX", found.uidvalidity, found.uids[:1], "\\Seen", False)
    session.store("INBOX", found.uidvalidity, found.uids[:1], "invoice", True)
    assert [mail.flags for mail in mail_server.folder()] == [frozenset({"invoice"}), frozenset({"\\Seen"})]


def test_move_takes_mail_away_and_tells_the_new_uid(mail_server: MailServer, session: ImapSession) -> None:
    mail_server.deliver(compose_mail("stays"))
    mail_server.deliver(compose_mail("goes"))
    found = session.search("INBOX", "SUBJECT goes")
    moved = session.move("INBOX", found.uidvalidity, found.uids, "archive")
    there = mail_server.folder("Archive")
    assert moved == {found.uids[0]: there[0].uid}
    assert ([mail.subject for mail in there], [mail.subject for mail in mail_server.folder()]) == (["goes"], ["stays"])


def test_moved_mail_is_gone(mail_server: MailServer, session: ImapSession) -> None:
    mail_server.deliver(compose_mail("goes"))
    found = session.search("INBOX", "ALL")
    session.move("INBOX", found.uidvalidity, found.uids, "Archive")
    with pytest.raises(MessageGone, match="no longer in"):
        session.move("INBOX", found.uidvalidity, found.uids, "Archive")
    with pytest.raises(MessageGone, match="no longer in"):
        session.store("INBOX", found.uidvalidity, found.uids, "\\Seen", True)
    assert session.bodies("INBOX", found.uidvalidity, found.uids) == {}


def test_another_uidvalidity_is_refused(mail_server: MailServer, session: ImapSession) -> None:
    mail_server.deliver(compose_mail("one"))
    found = session.search("INBOX", "ALL")
    with pytest.raises(MessageGone, match="numbered the mails"):
        session.store("INBOX", found.uidvalidity + 1, found.uids, "\\Seen", True)
    assert mail_server.folder()[0].flags == frozenset()


def test_append_keeps_flags_and_tells_the_uid(mail_server: MailServer, session: ImapSession) -> None:
    raw = compose_mail("a draft")
    place = session.append("drafts", raw, ["\\Draft", "\\Seen"])
    stored = mail_server.folder("Drafts")
    assert [(mail.raw, mail.flags) for mail in stored] == [(raw, frozenset({"\\Draft", "\\Seen"}))]
    assert place is not None
    assert place[1] == stored[0].uid


def test_folders_are_told_with_roles_and_counts(mail_server: MailServer, session: ImapSession) -> None:
    mail_server.deliver(compose_mail("one"))
    mail_server.deliver(compose_mail("two"), flags=["\\Seen"])
    folders = {folder.path: folder for folder in session.folders(counts=True)}
    assert next(iter(folders)) == "INBOX"
    assert (folders["INBOX"].total, folders["INBOX"].unread, folders["INBOX"].role) == (2, 1, "inbox")
    roles = {role: session.role(role) for role in ("sent", "trash", "drafts", "junk", "archive", "all")}
    assert roles == {
        "sent": "Sent",
        "trash": "Trash",
        "drafts": "Drafts",
        "junk": "Junk",
        "archive": "Archive",
        "all": None,
    }


def test_folder_names_beyond_ascii_work(mail_server: MailServer, session: ImapSession) -> None:
    mail_server.create_folder("Entw&APw-rfe & Pl&AOQ-ne".replace(" & ", " &- "))
    session.append("Entwürfe & Pläne", compose_mail("stored"))
    assert subjects(session, "ALL", "entwürfe & pläne") == ["stored"]


def test_new_folder_is_seen_without_signing_in_again(mail_server: MailServer, session: ImapSession) -> None:
    session.folders()
    mail_server.create_folder("Projects")
    assert session.resolve("projects") == "Projects"


@pytest.mark.parametrize(
    ("name", "hint"), [("Archve", 'did you mean "Archive"?'), ("Zzz", "folders here: ")], ids=["near", "far"]
)
def test_missing_folder_names_the_nearest(session: ImapSession, name: str, hint: str) -> None:
    with pytest.raises(FolderNotFound) as caught:
        session.search(name, "ALL")
    assert caught.value.message == f'there is no folder "{name}"'
    assert caught.value.hint.startswith(hint)


def test_new_mail_is_found_by_the_next_search(mail_server: MailServer, session: ImapSession) -> None:
    assert session.count("INBOX", "UNSEEN") == 0
    mail_server.deliver(compose_mail("fresh"))
    assert session.count("INBOX", "UNSEEN") == 1
