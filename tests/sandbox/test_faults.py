"""Faults on purpose, poor servers, and an end that leaves nothing behind."""

from __future__ import annotations

import asyncio
import smtplib
import threading
import time
from collections.abc import Callable

import pytest
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from botmail.sandbox.doors import Ports
from botmail.sandbox.faults import Cut, Delay, Fault, FaultPlan, Moment, Refuse
from botmail.sandbox.server import SandboxServer
from botmail.sandbox.transport import abort
from tests.sandbox.conftest import ALICE, BOB, PASSWORDS, Connect, compose, submit

RAW = compose().as_bytes()


def test_fault_is_met_as_often_as_planned() -> None:
    plan = FaultPlan()
    plan.add("search", Delay(1), times=2)
    plan.add("SEARCH", Refuse("no"))
    assert [plan.take("SEARCH") for _ in range(4)] == [Delay(1), Delay(1), Refuse("no"), None]


@pytest.mark.parametrize(
    ("command", "fault", "code", "delivered"),
    [
        ("DATA", Refuse("451 4.3.0 try later"), 451, 0),
        ("DATA", Refuse("552 5.2.2 mailbox full"), 552, 0),
        ("RCPT", Refuse("450 4.2.1 greylisted"), 450, 0),
        ("MAIL", Refuse("421 4.3.2 closing"), 421, 0),
        ("DATA", Cut(Moment.BEFORE), -1, 0),
        ("DATA", Cut(Moment.AFTER), -1, 1),
        ("DATA", Delay(0.01), None, 1),
    ],
)
def test_sending_meets_a_fault(
    sandbox: SandboxServer, command: str, fault: Fault, code: int | None, delivered: int
) -> None:
    sandbox.faults.add(command, fault)
    assert _refusal(sandbox) == code
    assert len(sandbox.messages(ALICE)) == delivered
    sandbox.faults.clear()
    assert _refusal(sandbox) is None


def _refusal(server: SandboxServer) -> int | None:
    """The code that a mail is refused with; -1 for a line that broke, None for success."""
    try:
        submit(server, RAW)
    except smtplib.SMTPRecipientsRefused as refused:
        return next(iter(refused.recipients.values()))[0]
    except smtplib.SMTPResponseException as refused:
        return refused.smtp_code
    except smtplib.SMTPServerDisconnected:
        return -1
    return None


@pytest.mark.parametrize(("moment", "in_archive"), [(Moment.BEFORE, 0), (Moment.MIDDLE, 1), (Moment.AFTER, 1)])
def test_move_is_cut(connect: Connect, sandbox: SandboxServer, moment: Moment, in_archive: int) -> None:
    submit(sandbox, RAW, to=BOB)
    client = connect()
    sandbox.faults.add("MOVE", Cut(moment))
    with pytest.raises((IMAPClientAbortError, OSError)):
        client.move([1], "Archive")
    client.shutdown()
    assert len(sandbox.messages(BOB, "Archive")) == in_archive
    assert len(sandbox.messages(BOB)) == 1 - in_archive


def test_fetch_is_cut_in_the_middle(connect: Connect, sandbox: SandboxServer) -> None:
    submit(sandbox, RAW, to=BOB)
    client = connect()
    sandbox.faults.add("FETCH", Cut(Moment.MIDDLE))
    with pytest.raises((IMAPClientAbortError, OSError)):
        client.fetch([1], ["BODY.PEEK[]"])
    client.shutdown()


def test_search_is_slow(connect: Connect, sandbox: SandboxServer) -> None:
    client = connect()
    sandbox.faults.add("SEARCH", Delay(0.2))
    began = time.monotonic()
    client.search()
    assert time.monotonic() - began >= 0.2


def test_command_is_refused(connect: Connect, sandbox: SandboxServer) -> None:
    client = connect()
    sandbox.faults.add("SELECT", Refuse("[UNAVAILABLE] come back later"))
    with pytest.raises(IMAPClientError, match="UNAVAILABLE"):
        client.select_folder("tasks")
    client.select_folder("tasks")


@pytest.mark.parametrize("extension", ["MOVE", "UIDPLUS", "SPECIAL-USE", "IDLE", "CONDSTORE", "NAMESPACE", "UNSELECT"])
def test_extension_can_be_missing(poor_server: Callable[..., SandboxServer], connect: Connect, extension: str) -> None:
    assert not connect(server=poor_server(extension)).has_capability(extension)
    assert connect().has_capability(extension)


def test_poor_server_refuses_what_it_lacks(poor_server: Callable[..., SandboxServer], connect: Connect) -> None:
    server = poor_server("MOVE", "UIDPLUS", "SPECIAL-USE", "KEYWORDS")
    client = connect(server=server)
    appended = client.append("INBOX", RAW)
    client.select_folder("INBOX")
    client.add_flags([1], ["$Label1", b"\\Flagged"])
    assert b"APPENDUID" not in appended
    assert client.get_flags([1])[1] == (b"\\Flagged",)
    assert client.find_special_folder(b"\\Junk") == "Junk"  # by its name
    for refused in ("UID MOVE 1 Archive", "UID EXPUNGE 1"):
        with pytest.raises(IMAPClientError):
            client._imap._simple_command(*refused.split())


def test_server_stops_with_clients_connected() -> None:
    before = threading.active_count()
    server = SandboxServer(PASSWORDS).start()
    submit(server, RAW)
    with smtplib.SMTP("127.0.0.1", server.ports.submission, timeout=5):
        began = time.monotonic()
        server.stop()
    assert time.monotonic() - began < 3
    assert threading.active_count() == before


def test_connection_is_lost_in_whatever_state(sandbox: SandboxServer) -> None:
    async def close_twice_and_abort() -> None:
        context = sandbox.client_context()
        reader, writer = await asyncio.open_connection("127.0.0.1", sandbox.ports.imaps, ssl=context)
        await reader.readline()
        writer.transport.close()
        writer.transport.close()
        abort(writer.transport)
        await writer.wait_closed()

    abort(None)
    asyncio.run(close_twice_and_abort())


def test_taken_port_is_an_error(sandbox: SandboxServer) -> None:
    with pytest.raises(OSError, match="in use"):
        SandboxServer(PASSWORDS, ports=Ports(imaps=sandbox.ports.imaps)).start()
