"""STARTTLS over IMAP and SMTP: nothing that was said in clear is believed, and nothing secret is said in clear."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from botmail.domain.account import Server, Tls
from botmail.domain.errors import ConnectionFailed, ConnectionLost
from botmail.mail.session import ImapSession
from botmail.mail.transport import SmtpTransport
from tests.servers.certificates import HOST, Authority
from tests.servers.fixtures import ScriptedServers
from tests.servers.listener import Listener, Peer


@dataclass(slots=True)
class StartTlsServer:
    """An IMAP server that speaks in clear first; `extra` is what an attacker adds behind the answer to STARTTLS."""

    authority: Authority
    greeting: str = "* OK ready"
    offer: str = "STARTTLS LOGINDISABLED"
    extra: str = ""
    heard: list[str] = field(default_factory=list)

    def __call__(self, peer: Peer) -> None:
        peer.perform(self.greeting)
        is_encrypted = False
        while True:
            line = peer.read_line()
            self.heard.append(f"{'tls' if is_encrypted else 'clear'} {line.partition(' ')[2]}")
            tag, _, command = line.partition(" ")
            if command == "CAPABILITY":
                offered = "AUTH=PLAIN SASL-IR" if is_encrypted else self.offer
                peer.perform((f"* CAPABILITY IMAP4rev1 {offered}", f"{tag} OK done"))
            elif command == "STARTTLS" and "STARTTLS" in self.offer:
                peer.perform(f"{tag} OK go on\r\n{self.extra}".encode() if self.extra else f"{tag} OK go on")
                peer.encrypt(self.authority.server_context())
                is_encrypted = True
            elif command == "STARTTLS":
                peer.perform(f"{tag} BAD no")
            else:
                peer.perform(f"{tag} OK done")


Start = Callable[[StartTlsServer], ImapSession]


@pytest.fixture
def start(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """Runs such a server and makes a session on it."""
    ca_file = authority.write_authority(tmp_path_factory.mktemp("ca") / "ca.pem")
    with ExitStack() as stack:

        def run(server: StartTlsServer) -> ImapSession:
            listener = stack.enter_context(Listener(server))
            place = Server(HOST, listener.port, Tls.STARTTLS)
            session = ImapSession(place, "me", lambda: "secret", ca_file=str(ca_file), timeout_seconds=5)
            return stack.enter_context(session)

        yield run


def test_imap_signs_in_behind_starttls_alone(authority: Authority, start: Start) -> None:
    server = StartTlsServer(authority)
    start(server).check()
    assert server.heard[0] == "clear STARTTLS"
    assert server.heard[1:3] == ["tls CAPABILITY", "tls AUTHENTICATE PLAIN AG1lAHNlY3JldA=="]


@pytest.mark.parametrize("extra", ["* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n", "* OK [ALERT] click here\r\n", "x"])
def test_imap_data_sent_ahead_of_tls_is_refused(authority: Authority, start: Start, extra: str) -> None:
    server = StartTlsServer(authority, extra=extra)
    with pytest.raises(ConnectionLost, match="ahead of the encrypted session"):
        start(server).check()
    assert [line for line in server.heard if line.startswith("tls")] == []


def test_imap_preauth_before_tls_is_refused(authority: Authority, start: Start) -> None:
    server = StartTlsServer(authority, greeting="* PREAUTH welcome back")
    with pytest.raises(ConnectionLost, match="signed in before"):
        start(server).check()
    assert server.heard == []


def test_imap_without_starttls_gets_no_password(authority: Authority, start: Start) -> None:
    server = StartTlsServer(authority, offer="AUTH=PLAIN")
    with pytest.raises(ConnectionFailed, match="nothing is ever sent unencrypted"):
        start(server).check()
    assert server.heard == ["clear STARTTLS"]


@pytest.fixture
def smtp_on(closing: ExitStack) -> Callable[[dict[str, str]], SmtpTransport]:
    """Makes a transport by settings."""

    def make(settings: dict[str, str]) -> SmtpTransport:
        place = Server(HOST, int(settings["EMAIL_SMTP_PORT"]), Tls.STARTTLS)
        ca_file = settings["SSL_CERT_FILE"]
        return closing.enter_context(SmtpTransport(place, "me", lambda: "secret", ca_file=ca_file, timeout_seconds=5))

    return make


def test_smtp_signs_in_behind_starttls_alone(scripted: ScriptedServers, smtp_on: Callable[..., SmtpTransport]) -> None:
    server = scripted()
    smtp_on(server.settings).check()
    verbs = [line.partition(" ")[0] for line in server.smtp.heard]
    assert verbs == ["EHLO", "STARTTLS", "EHLO", "AUTH", "NOOP"]


def test_smtp_data_sent_ahead_of_tls_is_refused(
    scripted: ScriptedServers, smtp_on: Callable[..., SmtpTransport]
) -> None:
    server = scripted(smtp={"STARTTLS": b"220 go on\r\n250 injected\r\n"})
    with pytest.raises(ConnectionLost, match="ahead of the encrypted session"):
        smtp_on(server.settings).check()
    assert not any(line.startswith("AUTH") for line in server.smtp.heard)


def test_smtp_without_starttls_gets_no_password(
    scripted: ScriptedServers, smtp_on: Callable[..., SmtpTransport]
) -> None:
    server = scripted(smtp={"EHLO": ("250-plain", "250 AUTH PLAIN")})
    with pytest.raises(ConnectionFailed, match="nothing is ever sent unencrypted"):
        smtp_on(server.settings).check()
    assert [line.partition(" ")[0] for line in server.smtp.heard] == ["EHLO"]
