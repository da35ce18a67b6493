"""A sandbox server for the tests of it, and ways to talk to it."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from imapclient import IMAPClient

from botmail.sandbox.faults import Behaviour
from botmail.sandbox.server import SandboxServer

ALICE = "alice@example.org"
BOB = "bob@example.org"
PASSWORDS = {ALICE: "pw-ä é", BOB: 'pw b"\\'}
TOKEN = "token-of-alice"

Connect = Callable[..., IMAPClient]


@pytest.fixture(scope="session")
def running() -> Iterator[SandboxServer]:
    with SandboxServer(PASSWORDS, tokens={ALICE: TOKEN}, aliases={"support@example.org": BOB}) as server:
        yield server


@pytest.fixture
def sandbox(running: SandboxServer) -> SandboxServer:
    """A server without mail, good in every way."""
    running.empty()
    running.office.tokens[ALICE] = TOKEN
    return running


@pytest.fixture
def connect(sandbox: SandboxServer) -> Iterator[Connect]:
    """Opens IMAP connections, by default logged in and in the INBOX, and closes them after the test."""
    with ExitStack() as stack:
        yield lambda user=BOB, server=sandbox: stack.enter_context(_imap(server, user))


@pytest.fixture
def poor_server() -> Iterator[Callable[..., SandboxServer]]:
    """Starts servers that lack extensions or have other quirks."""
    with ExitStack() as stack:
        yield lambda *missing, **quirks: stack.enter_context(
            SandboxServer(PASSWORDS, behaviour=Behaviour(frozenset(missing), **quirks))
        )


def _imap(server: SandboxServer, user: str) -> IMAPClient:
    client = IMAPClient("127.0.0.1", port=server.ports.imaps, ssl_context=server.client_context(), timeout=5)
    # imapclient sends a command in pieces; each would wait 40 ms for the one before.
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.plain_login(user, PASSWORDS[user])
    client.select_folder("INBOX")
    return client


def submit(server: SandboxServer, raw: bytes, *, to: str = ALICE, sender: str = BOB) -> None:
    """Send a mail over SMTP with STARTTLS and a login."""
    with smtplib.SMTP("127.0.0.1", server.ports.submission, timeout=5) as connection:
        connection.starttls(context=server.client_context())
        connection.login(sender, PASSWORDS[sender], initial_response_ok=True)
        connection.sendmail(sender, [to], raw)


def compose(subject: str = "a subject", text: str = "a text\n", **fields: str) -> EmailMessage:
    """Make a mail."""
    mail = EmailMessage(SMTP)
    mail["From"], mail["To"], mail["Subject"] = BOB, ALICE, subject
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail
