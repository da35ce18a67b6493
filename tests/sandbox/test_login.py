"""Who gets in over IMAP, by which way, and who does not."""

from __future__ import annotations

import base64
import socket
from collections.abc import Callable

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError

from botmail.sandbox.server import SandboxServer
from tests.sandbox.conftest import ALICE, BOB, PASSWORDS, TOKEN

Login = Callable[[IMAPClient], object]


def open_encrypted(server: SandboxServer) -> IMAPClient:
    return IMAPClient("127.0.0.1", port=server.ports.imaps, ssl_context=server.client_context(), timeout=5)


def open_clear(server: SandboxServer) -> IMAPClient:
    return IMAPClient("127.0.0.1", port=server.ports.imap, ssl=False, timeout=5)


def sasl_initial_response(client: IMAPClient) -> object:
    response = base64.b64encode(f"user={ALICE}\x01auth=Bearer {TOKEN}\x01\x01".encode()).decode()
    return client._imap._simple_command("AUTHENTICATE", "XOAUTH2", response)


ACCEPTED: dict[str, Login] = {
    "LOGIN with quotes and backslash": lambda client: client.login(BOB, PASSWORDS[BOB]),
    "PLAIN with letters beyond ASCII": lambda client: client.plain_login(ALICE, PASSWORDS[ALICE]),
    "XOAUTH2": lambda client: client.oauth2_login(ALICE, TOKEN),
    "OAUTHBEARER": lambda client: client.oauthbearer_login(ALICE, TOKEN),
    "SASL-IR": sasl_initial_response,
}
REFUSED: dict[str, Login] = {
    "wrong password": lambda client: client.login(BOB, "guess"),
    "unknown user": lambda client: client.login("nobody@example.org", "guess"),
    "empty password": lambda client: client.plain_login(BOB, ""),
    "mail of another": lambda client: client.plain_login(BOB, PASSWORDS[BOB], ALICE),
    "wrong token": lambda client: client.oauth2_login(ALICE, "guess"),
    "token of another": lambda client: client.oauth2_login(BOB, TOKEN),
}


@pytest.mark.parametrize("login", ACCEPTED.values(), ids=ACCEPTED)
def test_login_is_accepted(sandbox: SandboxServer, login: Login) -> None:
    with open_encrypted(sandbox) as client:
        login(client)
        assert client.has_capability("MOVE")


@pytest.mark.parametrize("login", REFUSED.values(), ids=REFUSED)
def test_login_is_refused(sandbox: SandboxServer, login: Login) -> None:
    with open_encrypted(sandbox) as client, pytest.raises(LoginError, match=r"AUTHENTICATIONFAILED|Authorization"):
        login(client)


def test_expired_token_is_refused(sandbox: SandboxServer) -> None:
    del sandbox.office.tokens[ALICE]
    with open_encrypted(sandbox) as client, pytest.raises(LoginError):
        client.oauth2_login(ALICE, TOKEN)


def test_clear_line_offers_no_login(sandbox: SandboxServer) -> None:
    with open_clear(sandbox) as client:
        assert client.has_capability("LOGINDISABLED")
        with pytest.raises(IMAPClientError, match="LOGIN is disabled"):
            client.login(BOB, PASSWORDS[BOB])


def test_starttls_allows_the_login(sandbox: SandboxServer) -> None:
    with open_clear(sandbox) as client:
        client.starttls(sandbox.client_context())
        client.login(BOB, PASSWORDS[BOB])
        assert not client.has_capability("STARTTLS")


@pytest.mark.parametrize(("obeys", "answers"), [(False, [b"c OK"]), (True, [b"b OK", b"c OK"])])
def test_commands_injected_before_tls(
    poor_server: Callable[..., SandboxServer], obeys: bool, answers: list[bytes]
) -> None:
    server = poor_server(obeys_injected_commands=obeys)
    with socket.create_connection(("127.0.0.1", server.ports.imap), timeout=5) as clear:
        clear.recv(1000)
        clear.sendall(b"a STARTTLS\r\nb NOOP\r\n")
        clear.recv(1000)
        with (
            server.client_context().wrap_socket(clear, server_hostname="127.0.0.1") as line,
            line.makefile("rb") as file,
        ):
            line.sendall(b"c NOOP\r\n")
            assert [file.readline()[:4] for _ in answers] == answers
