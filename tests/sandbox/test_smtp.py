"""Sending: by which ways it works, and what is refused with which words."""

from __future__ import annotations

import smtplib
from collections.abc import Callable

import pytest

from botmail.sandbox.server import SandboxServer
from tests.sandbox.conftest import ALICE, BOB, PASSWORDS, TOKEN, compose, submit

RAW = compose("over the wire", "Grüße\n").as_bytes()


def texts(server: SandboxServer, user: str) -> list[str]:
    return [message.lazy.search_text.replace("\r\n", "\n") for message in server.messages(user)]


def open_submission(server: SandboxServer) -> smtplib.SMTP:
    connection = smtplib.SMTP("127.0.0.1", server.ports.submission, timeout=5)
    connection.starttls(context=server.client_context())
    connection.ehlo()
    return connection


def open_smtps(server: SandboxServer) -> smtplib.SMTP:
    context = server.client_context()
    connection = smtplib.SMTP_SSL("127.0.0.1", server.ports.smtps, timeout=5, context=context)
    connection.ehlo()
    return connection


def by_mechanism(name: str) -> Callable[[smtplib.SMTP], object]:
    def login(connection: smtplib.SMTP) -> object:
        connection.user, connection.password = BOB, PASSWORDS[BOB]
        return connection.auth(name, getattr(connection, f"auth_{name.lower()}"))

    return login


def by_token(name: str, response: str) -> Callable[[smtplib.SMTP], object]:
    return lambda connection: connection.auth(name, lambda _=None: response)


LOGINS = {
    "PLAIN": by_mechanism("PLAIN"),
    "LOGIN": by_mechanism("LOGIN"),
    "XOAUTH2": by_token("XOAUTH2", f"user={ALICE}\x01auth=Bearer {TOKEN}\x01\x01"),
    "OAUTHBEARER": by_token("OAUTHBEARER", f"n,a={ALICE},\x01auth=Bearer {TOKEN}\x01\x01"),
}


@pytest.mark.parametrize("opener", [open_submission, open_smtps])
@pytest.mark.parametrize("login", LOGINS.values(), ids=LOGINS)
def test_sent_mail_arrives(
    sandbox: SandboxServer, opener: Callable[..., smtplib.SMTP], login: Callable[..., object]
) -> None:
    with opener(sandbox) as connection:
        login(connection)
        connection.sendmail(BOB, [ALICE], RAW)
    assert texts(sandbox, ALICE) == ["grüsse\n"]


def test_arrived_mail_is_traced(sandbox: SandboxServer) -> None:
    submit(sandbox, RAW)
    (message,) = sandbox.messages(ALICE)
    trace, sent = message.lazy.raw[: -len(RAW)], message.lazy.raw[-len(RAW) :]
    assert trace.startswith(b"Return-Path: <bob@example.org>\r\nReceived: from ")
    assert sent == RAW


@pytest.mark.parametrize("address", ["support@example.org", "Support@Example.ORG"])
def test_alias_is_delivered(sandbox: SandboxServer, address: str) -> None:
    submit(sandbox, RAW, to=address)
    assert len(sandbox.messages(BOB)) == 1


def test_unknown_recipient_is_refused_and_others_are_not(sandbox: SandboxServer) -> None:
    with open_submission(sandbox) as connection:
        connection.login(BOB, PASSWORDS[BOB])
        refused = connection.sendmail(BOB, ["nobody@example.org", ALICE], RAW)
    assert refused["nobody@example.org"][0] == 550
    assert len(sandbox.messages(ALICE)) == 1


def test_catch_all_takes_what_is_for_nobody() -> None:
    with SandboxServer(PASSWORDS, catch_all=ALICE) as server:
        submit(server, RAW, to="nobody@example.net")
        assert len(server.messages(ALICE)) == 1


def test_wrong_password_is_refused(sandbox: SandboxServer) -> None:
    with open_submission(sandbox) as connection, pytest.raises(smtplib.SMTPAuthenticationError):
        connection.login(BOB, "guess")


def test_login_is_required(sandbox: SandboxServer) -> None:
    with open_submission(sandbox) as connection, pytest.raises(smtplib.SMTPSenderRefused, match="530"):
        connection.sendmail(BOB, [ALICE], RAW)


def test_encryption_is_required(sandbox: SandboxServer) -> None:
    with smtplib.SMTP("127.0.0.1", sandbox.ports.submission, timeout=5) as connection:
        connection.ehlo()
        assert not connection.has_extn("AUTH")
        with pytest.raises(smtplib.SMTPException, match="530"):
            connection.sendmail(BOB, [ALICE], RAW)


def test_foreign_sender_can_be_refused(poor_server: Callable[..., SandboxServer]) -> None:
    server = poor_server(own_sender_only=True)
    with open_submission(server) as connection:
        connection.login(BOB, PASSWORDS[BOB])
        with pytest.raises(smtplib.SMTPSenderRefused, match="553"):
            connection.sendmail(ALICE, [ALICE], RAW)
