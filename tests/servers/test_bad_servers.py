"""The bad servers are bad in the way they are meant to be, and good otherwise."""

from __future__ import annotations

import imaplib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.servers.bad import BadServer
from tests.servers.fixtures import ScriptedServers
from tests.servers.listener import CUT, Reply, Script

Settings = dict[str, str]


@contextmanager
def connect_imap(settings: Settings) -> Iterator[imaplib.IMAP4_SSL]:
    context = ssl.create_default_context(cafile=settings["SSL_CERT_FILE"])
    port = int(settings["EMAIL_IMAP_PORT"])
    connection = imaplib.IMAP4_SSL(settings["EMAIL_IMAP_SERVER"], port, ssl_context=context, timeout=5)
    try:
        yield connection
    finally:
        connection.shutdown()


def connect_smtp(settings: Settings, *, timeout: float = 5) -> smtplib.SMTP:
    return smtplib.SMTP(settings["EMAIL_SMTP_SERVER"], int(settings["EMAIL_SMTP_PORT"]), timeout=timeout)


def send(settings: Settings) -> None:
    with connect_smtp(settings) as connection:
        connection.starttls(context=ssl.create_default_context(cafile=settings["SSL_CERT_FILE"]))
        connection.login(settings["EMAIL_USERNAME"], settings["EMAIL_PASSWORD"])
        connection.sendmail("me@example.com", ["ana@example.com", "ben@example.org"], b"Subject: s\r\n\r\n..dot\r\n")


def fetch(settings: Settings) -> bytes:
    with connect_imap(settings) as connection:
        connection.login(settings["EMAIL_USERNAME"], settings["EMAIL_PASSWORD"])
        connection.select()
        _, data = connection.uid("FETCH", "1", "(BODY.PEEK[])")
        return bytes(data[0][1])


def test_certificate_is_refused(badly_certified: BadServer) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        fetch(badly_certified.settings)
    with pytest.raises(ssl.SSLCertVerificationError):
        send(badly_certified.settings)


def test_silent_server_times_out(silent: BadServer) -> None:
    with pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        connect_smtp(silent.settings, timeout=0.2)


def test_script_gives_the_usual_answers(scripted: ScriptedServers) -> None:
    server = scripted()

    assert b"Subject: hello" in fetch(server.settings)
    send(server.settings)

    (received,) = server.smtp.received
    assert received.recipients == ("ana@example.com", "ben@example.org")
    assert received.raw == b"Subject: s\r\n\r\n..dot\r\n"
    assert "RCPT TO:<BEN@EXAMPLE.ORG>" in [line.upper() for line in server.smtp.heard]


@pytest.mark.parametrize(
    "reply",
    [CUT, (b"* 1 FETCH (UID 1 BODY[] {2000}\r\nSubject: ha", CUT)],
    ids=["cut before FETCH", "cut within FETCH"],
)
def test_script_cuts_the_line(scripted: ScriptedServers, reply: Reply) -> None:
    server = scripted(imap={"FETCH": reply})

    with pytest.raises((imaplib.IMAP4.abort, OSError)):
        fetch(server.settings)


@pytest.mark.parametrize(
    ("script", "refusal"),
    [
        ({"CONNECT": "421 4.3.2 too busy"}, smtplib.SMTPConnectError),
        ({"AUTH": "535 5.7.8 no"}, smtplib.SMTPAuthenticationError),
        ({"RCPT": "550 5.1.1 unknown"}, smtplib.SMTPRecipientsRefused),
        ({"MESSAGE": "552 5.2.2 mailbox full"}, smtplib.SMTPDataError),
        ({"MESSAGE": CUT}, smtplib.SMTPServerDisconnected),
    ],
)
def test_script_refuses(scripted: ScriptedServers, script: Script, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        send(scripted(smtp=script).settings)


def test_script_uses_replies_up(scripted: ScriptedServers) -> None:
    server = scripted(smtp={"RCPT": ["250 2.1.5 yes", "550 5.1.1 unknown"]})

    send(server.settings)

    assert [received.recipients for received in server.smtp.received] == [("ana@example.com",)]
