"""Bad servers and lost connections: one clear error each, and a session that goes on afterwards."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable

import pytest

from botmail.domain.account import Server, Tls
from botmail.domain.errors import (
    CertificateRefused,
    ConnectionFailed,
    ConnectionLost,
    CriteriaRefused,
    FolderNotFound,
    LoginRefused,
    MailboxFull,
    MailError,
    ServerRefused,
    ServerTimeout,
)
from botmail.mail.session import ImapSession
from tests.servers.bad import BadServer
from tests.servers.fixtures import ScriptedServers
from tests.servers.listener import CUT, HANG
from tests.servers.mailserver import MailServer, compose_mail

SessionOn = Callable[..., ImapSession]
CERTIFICATE_WORDS = {"unknown authority": "authority", "other host": "another host", "expired": "has expired"}


def test_bad_certificate_is_refused_in_words(
    badly_certified: BadServer, session_on: SessionOn, request: pytest.FixtureRequest
) -> None:
    with pytest.raises(CertificateRefused) as caught:
        session_on(badly_certified).check()
    assert CERTIFICATE_WORDS[request.node.callspec.params["badly_certified"]] in caught.value.message
    assert badly_certified.imap.heard == []


def test_silent_server_is_a_timeout(silent: BadServer, session_on: SessionOn) -> None:
    with pytest.raises(ServerTimeout, match="did not answer in time"):
        session_on(silent, timeout_seconds=0.2).check()


@pytest.mark.parametrize("tls", list(Tls))
def test_closed_port_says_so(tls: Tls) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(ConnectionFailed, match="nothing listens on port"):
        ImapSession(Server("127.0.0.1", port, tls), "me", lambda: "secret").check()


def test_server_that_speaks_no_tls_says_which_way_was_tried(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted()
    # The SMTP side of the scripted server begins in clear.
    settings = server.settings | {"EMAIL_IMAP_PORT": server.settings["EMAIL_SMTP_PORT"]}
    with pytest.raises(ConnectionFailed, match="does not speak TLS in the way that was expected, implicit") as caught:
        session_on(BadServer(settings, server.imap, server.smtp)).check()
    assert caught.value.hint == "check the port, or set TLS to starttls"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "a..b", "x" * 300, "two words", "", "a\0b"])
def test_impossible_host_says_so(host: str) -> None:
    with pytest.raises(ConnectionFailed) as caught:
        ImapSession(Server(host, 993, Tls.IMPLICIT), "me", lambda: "secret").check()
    assert "no host" in caught.value.message


def test_missing_authority_file_says_so() -> None:
    session = ImapSession(Server("127.0.0.1", 993, Tls.IMPLICIT), "me", lambda: "", ca_file="/nowhere.pem")
    with pytest.raises(CertificateRefused, match=r"nowhere\.pem"):
        session.check()


def test_wrong_password_keeps_the_secret(mail_server: MailServer, session_on: SessionOn) -> None:
    with pytest.raises(LoginRefused) as caught:
        session_on(mail_server, password="not-the-password").check()
    assert "me@example.com" in caught.value.message
    assert "app password" in caught.value.hint
    assert "not-the-password" not in repr(caught.value) + caught.value.hint


def test_password_in_the_servers_answer_is_blotted_out(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(imap={"AUTHENTICATE": "{tag} NO hunter2-word is wrong"})
    with pytest.raises(LoginRefused) as caught:
        session_on(server, password="hunter2-word").check()
    assert '"… is wrong"' in caught.value.message


@pytest.mark.parametrize(
    ("script", "error", "words"),
    [
        ({"CONNECT": "* BYE too many connections"}, ConnectionFailed, "too many connections"),
        ({"CONNECT": "220 this is SMTP"}, ConnectionLost, "no IMAP greeting"),
        ({"CONNECT": CUT}, ConnectionLost, "broke in the middle"),
        ({"AUTHENTICATE": CUT}, ConnectionLost, "broke in the middle"),
        ({"AUTHENTICATE": HANG}, ServerTimeout, "did not answer"),
        ({"SELECT": "{tag} NO [NOPERM] not for you"}, ServerRefused, "not for you"),
        ({"SEARCH": "{tag} BAD what?"}, CriteriaRefused, "what?"),
        ({"SEARCH": ("* SEARCH 1 two", "{tag} OK done")}, ConnectionLost, "no numbers"),
        ({"SEARCH": "nonsense"}, ConnectionLost, "not asked"),
        ({"SEARCH": ("* BYE shutting down", CUT)}, ConnectionLost, "shutting down"),
        ({"SEARCH": (b"* SEARCH 1 2", HANG)}, ServerTimeout, "did not answer"),
    ],
)
def test_server_that_misbehaves_is_one_clear_error(
    scripted: ScriptedServers,
    session_on: SessionOn,
    script: dict[str, object],
    error: type[MailError],
    words: str,
) -> None:
    session = session_on(scripted(imap=script), timeout_seconds=0.5)
    with pytest.raises(error) as caught:
        session.search("INBOX", "ALL")
    assert type(caught.value) is error
    assert words in caught.value.message
    assert caught.value.hint


FETCHED = b"* 1 FETCH (UID 1 BODY[] {500}\r\nFrom: ana@example.com\r\n"


@pytest.mark.parametrize(("ending", "error"), [(CUT, ConnectionLost), (HANG, ServerTimeout)], ids=["cut", "hang"])
def test_line_cut_in_the_middle_of_fetch_loses_nothing(
    scripted: ScriptedServers, session_on: SessionOn, ending: object, error: type[MailError]
) -> None:
    whole = (b"* 1 FETCH (UID 1 BODY[] {2}\r\nok)\r\n", "{tag} OK done")
    server = scripted(imap={"FETCH": [(FETCHED, ending), (FETCHED, ending), whole]})
    session = session_on(server, timeout_seconds=0.5)
    with pytest.raises(error):
        session.bodies("INBOX", 1, [1])
    with pytest.raises(error):
        session.bodies("INBOX", 1, [1])
    assert session.bodies("INBOX", 1, [1]) == {1: b"ok"}


def test_kept_connection_that_died_is_opened_again(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(imap={"SEARCH": [("* SEARCH 1", "{tag} OK done", CUT), ("* SEARCH 2", "{tag} OK done")]})
    session = session_on(server)
    assert session.search("INBOX", "ALL").uids == (1,)
    assert session.search("INBOX", "ALL").uids == (2,)


def test_move_is_not_repeated_when_its_answer_is_lost(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(
        imap={
            "LIST": ('* LIST () "/" INBOX', '* LIST () "/" Archive', "{tag} OK done"),
            "FETCH": ("* 1 FETCH (UID 1)", "{tag} OK done"),
            "MOVE": CUT,
        }
    )
    session = session_on(server)
    session.check()
    with pytest.raises(ConnectionLost):
        session.move("INBOX", 1, [1], "Archive")
    assert sum("MOVE" in line for line in server.imap.heard) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("{tag} NO [OVERQUOTA] mailbox is full", MailboxFull),
        ("{tag} NO [TRYCREATE] no such folder", FolderNotFound),
        ("{tag} NO just so", ServerRefused),
    ],
)
def test_append_refused_says_why(
    scripted: ScriptedServers, session_on: SessionOn, answer: str, error: type[MailError]
) -> None:
    session = session_on(scripted(imap={"APPEND": answer}))
    with pytest.raises(error) as caught:
        session.append("INBOX", compose_mail("x"))
    assert caught.value.hint


def test_poor_server_without_move_copies_and_expunges_by_uid(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(
        imap={
            "CAPABILITY": ("* CAPABILITY IMAP4rev1 UIDPLUS", "{tag} OK done"),
            "LIST": ('* LIST () "." INBOX', '* LIST () "." INBOX.Archive', "{tag} OK done"),
            "FETCH": ("* 1 FETCH (UID 7)", "{tag} OK done"),
            "COPY": "{tag} OK [COPYUID 1 7 42] copied",
        }
    )
    assert session_on(server).move("INBOX", 1, [7], "archive") == {7: 42}
    commands = [line.partition(" ")[2] for line in server.imap.heard]
    assert commands[-3:] == [
        'UID COPY 7 "INBOX.Archive"',
        "UID STORE 7 +FLAGS.SILENT (\\Deleted)",
        "UID EXPUNGE 7",
    ]


def test_server_that_can_move_in_no_safe_way_is_refused(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(imap={"CAPABILITY": ("* CAPABILITY IMAP4rev1", "{tag} OK done")})
    with pytest.raises(ServerRefused, match="neither MOVE nor UIDPLUS"):
        session_on(server).move("INBOX", 1, [1], "INBOX")
    assert not any("STORE" in line or "COPY" in line for line in server.imap.heard)


def test_label_that_the_server_does_not_keep_is_refused(scripted: ScriptedServers, session_on: SessionOn) -> None:
    selected = ("* OK [UIDVALIDITY 1] ok", "* OK [PERMANENTFLAGS (\\Seen \\Deleted)] these", "{tag} OK done")
    server = scripted(imap={"SELECT": selected})
    with pytest.raises(ServerRefused, match='does not keep the mark "invoice"'):
        session_on(server).store("INBOX", 1, [1], "invoice", True)


def test_interrupt_in_a_socket_read_closes_the_connection(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(imap={"SEARCH": [HANG, ("* SEARCH 5", "{tag} OK done")]})
    session = session_on(server)
    session.check()
    timer = threading.Timer(0.2, os.kill, [os.getpid(), signal.SIGINT])
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        session.search("INBOX", "ALL")
    timer.join()
    assert session.search("INBOX", "ALL").uids == (5,)
    assert sum("AUTHENTICATE" in line for line in server.imap.heard) == 2


def test_folder_that_is_deleted_meanwhile_is_missed(scripted: ScriptedServers, session_on: SessionOn) -> None:
    both = ('* LIST () "/" INBOX', '* LIST () "/" Projects', "{tag} OK done")
    server = scripted(
        imap={"LIST": [both, ('* LIST () "/" INBOX', "{tag} OK done")], "SELECT": "{tag} NO [NONEXISTENT] no such"}
    )
    session = session_on(server)
    session.folders()
    with pytest.raises(FolderNotFound, match='no folder "Projects"'):
        session.search("Projects", "ALL")


def test_append_sends_no_bare_line_ends(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(imap={"APPEND": "{tag} OK [APPENDUID 9 4] stored"})
    assert session_on(server).append("INBOX", b"Subject: x\n\ny", ["\\Seen"]) == (9, 4)
    assert server.imap.heard[-1].endswith('APPEND "INBOX" (\\Seen) {17}Subject: x\r\n\r\ny\r\n')
