"""Whatever a server says, a session answers with values or one of our errors, and soon."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from botmail.domain.account import Server, Tls
from botmail.domain.errors import MailError
from botmail.mail.changes import append_message, move_messages, store_flag
from botmail.mail.connection import ImapConnection
from botmail.mail.faults import translated
from botmail.mail.fetch import fetch_bodies, fetch_heads
from botmail.mail.folders import list_counted_folders, list_folders
from botmail.mail.handover import Handover
from botmail.mail.search import search_selected
from botmail.mail.smtp_connection import SmtpConnection
from botmail.mail.stream import Stream

SERVER = Server("mail.example.com", 993, Tls.IMPLICIT)
COMMANDS: dict[str, Callable[[ImapConnection], object]] = {
    "list": list_folders,
    "count": list_counted_folders,
    "search": lambda connection: search_selected(connection, "ALL"),
    "heads": lambda connection: fetch_heads(connection, [1, 2]),
    "bodies": lambda connection: fetch_bodies(connection, [1]),
    "store": lambda connection: store_flag(connection, [1], flag="\\Seen", is_set=True),
    "move": lambda connection: move_messages(connection, [1], folder="Archive"),
    "append": lambda connection: append_message(connection, "INBOX", b"x"),
}
WORDS = [
    *(b"* LIST () STATUS SEARCH FETCH (UID 1 FLAGS BODY[HEADER] BODY[] RFC822.SIZE INTERNALDATE) NIL".split()),
    *(b"* OK NO BAD BYE [COPYUID 1 1:2 3:4] [APPENDUID 1 [UIDVALIDITY \xc2\xb2] [ ] + B1 B2 B3 B1 OK".split()),
    *(b'"/" INBOX "a b" {2} {3+} {999999999999} ( ) " \\ 4294967296 -1 1_0 0 \xff & &AA- "17-Jul-1996'.split()),
    b"9" * 5000,
    b'"01-Jan-' + b"9" * 30 + b' 00:00:00 +0000"',
    b'"01-Jan-2020 00:00:00 +9999"',
]
LINE = st.lists(st.sampled_from(WORDS) | st.binary(max_size=4), max_size=8).map(b" ".join)
LINES = st.lists(LINE, max_size=6)


def answered(lines: Iterable[bytes]) -> tuple[Stream, socket.socket]:
    """A stream on which these lines have been said already, and that has ended."""
    ours, theirs = socket.socketpair()
    theirs.sendall(b"".join(line + b"\r\n" for line in lines))
    theirs.shutdown(socket.SHUT_WR)
    return Stream(ours, timeout_seconds=1), theirs


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@settings(max_examples=60)
@given(lines=LINES)
@example(lines=[b"* 1 FETCH (UID 1 RFC822.SIZE " + b"9" * 5000 + b" BODY[HEADER] {2}", b"", b")", b"B1 OK"])
@example(lines=[b'* 1 FETCH (UID 1 INTERNALDATE "1-Jan-' + b"9" * 30 + b' 0:0:0 +0" BODY[HEADER] "")', b"B1 OK"])
@example(lines=[b"* SEARCH \xc2\xb2", b"B1 OK done"])
@example(lines=[b"* STATUS INBOX (MESSAGES (1) UNSEEN)", b'* LIST () "/" INBOX', b"B1 OK", b"B2 OK"])
@example(lines=[b"{2}"])
@example(lines=[b"* {2}", b"", b"B1 OK"])
@example(lines=[b"+ go", b"B1 OK [APPENDUID \xc2\xb2 1]"])
def test_imap_server_may_say_anything(command: Callable[[ImapConnection], object], lines: list[bytes]) -> None:
    stream, other = answered(lines)
    connection = ImapConnection(stream, SERVER)
    connection.capabilities = frozenset({"MOVE", "UIDPLUS", "LIST-STATUS"})
    told: MailError | None = None
    try:
        with translated(SERVER):
            command(connection)
    except MailError as error:
        told = error
    finally:
        stream.close()
        other.close()
    assert told is None or (told.message and told.hint)


SMTP_WORDS = [
    b"250 ok",
    b"250-more",
    b"354 go",
    b"550 5.1.1 no",
    b"421",
    b"25",
    b"999",
    b"250",
    b"",
    b"\xff",
    b"-",
    b"250 ",
]


@settings(max_examples=150)
@given(lines=st.lists(st.sampled_from(SMTP_WORDS) | st.binary(max_size=5), max_size=8))
def test_smtp_server_may_say_anything(lines: list[bytes]) -> None:
    stream, other = answered(lines)
    connection = SmtpConnection(stream, SERVER)
    handover = Handover(SERVER, "me@example.com", ["a@example.org"], b"Subject: x\r\n\r\ny")
    delivery = handover.run(lambda _note: connection)
    stream.close()
    received = b"".join(iter(lambda: other.recv(65536), b""))
    other.close()
    took = b"\r\n.\r\n" in received
    assert (delivery.state == "uncertain") <= took
    assert (delivery.state == "sent") <= (took and "answer" in delivery.phases)
