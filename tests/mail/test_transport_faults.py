"""What a failure means by how far the mail had come: failed before the final dot, uncertain after it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from botmail.domain.account import Server, Tls
from botmail.domain.errors import CertificateRefused
from botmail.mail import handover
from botmail.mail.transport import Delivery, SmtpTransport
from tests.servers.bad import BadServer
from tests.servers.certificates import HOST, Authority
from tests.servers.fixtures import ScriptedServers
from tests.servers.listener import CUT, HANG, Listener, Peer
from tests.servers.mailserver import compose_mail

TransportOn = Callable[..., SmtpTransport]
RAW = compose_mail("a mail")
TWO = ["ana@example.com", "ben@example.org"]


def send(transport: SmtpTransport) -> Delivery:
    return transport.send("me@example.com", TWO, RAW)


@pytest.mark.parametrize(
    ("script", "state", "reason", "retryable", "last_phase"),
    [
        ({"CONNECT": "421 too busy"}, "failed", "server", True, "connect"),
        ({"CONNECT": CUT}, "failed", "server", True, "connect"),
        ({"CONNECT": HANG}, "failed", "timeout", True, "connect"),
        ({"CONNECT": "* OK this is IMAP"}, "failed", "server", True, "connect"),
        ({"STARTTLS": "454 TLS not available"}, "failed", "server", True, "connect"),
        ({"AUTH": "535 5.7.8 wrong"}, "failed", "auth", False, "sign in"),
        ({"AUTH": "454 4.7.0 later"}, "failed", "auth", True, "sign in"),
        ({"MAIL": "421 4.3.0 going down"}, "failed", "server", True, "sender"),
        ({"MAIL": "451 4.7.1 greylisted"}, "failed", "server", True, "sender"),
        ({"MAIL": "550 5.7.1 not your address"}, "failed", "policy", False, "sender"),
        ({"RCPT": "550 5.1.1 unknown"}, "failed", "address", False, "recipients"),
        ({"RCPT": "450 4.2.0 busy"}, "failed", "server", True, "recipients"),
        ({"RCPT": "452 4.2.2 full"}, "failed", "quota", True, "recipients"),
        ({"RCPT": "552 5.2.2 over quota"}, "failed", "quota", False, "recipients"),
        ({"RCPT": CUT}, "failed", "server", True, "recipients"),
        ({"DATA": "554 no"}, "failed", "policy", False, "data"),
        ({"DATA": HANG}, "failed", "timeout", True, "data"),
        ({"MESSAGE": "554 5.7.1 spam"}, "failed", "policy", False, "answer"),
        ({"MESSAGE": "451 4.3.0 try later"}, "failed", "server", True, "answer"),
        ({"MESSAGE": CUT}, "uncertain", "server", False, "end of mail"),
        ({"MESSAGE": HANG}, "uncertain", "timeout", False, "end of mail"),
        ({"MESSAGE": "what?"}, "uncertain", "server", False, "end of mail"),
    ],
)
def test_failure_means_what_its_phase_says(  # noqa: PLR0917 - a table's columns
    scripted: ScriptedServers,
    transport_on: TransportOn,
    script: dict[str, object],
    state: str,
    reason: str,
    retryable: bool,
    last_phase: str,
) -> None:
    delivery = send(transport_on(scripted(smtp=script), timeout_seconds=0.3))
    assert (delivery.state, delivery.reason, delivery.retryable) == (state, reason, retryable)
    assert delivery.phases[-1] == last_phase
    assert delivery.sentence
    assert delivery.hint
    assert delivery.code.startswith("BM")


@pytest.mark.parametrize("after", [CUT, HANG], ids=["cut", "hang"])
def test_trouble_after_the_acknowledgement_is_success(
    scripted: ScriptedServers, transport_on: TransportOn, after: object
) -> None:
    server = scripted(smtp={"MESSAGE": [("250 taken", after), "250 taken"]})
    transport = transport_on(server, timeout_seconds=0.3)
    assert [send(transport).state, send(transport).state] == ["sent", "sent"]
    assert len(server.smtp.received) == 2


def test_refused_recipient_of_two_is_kept_apart(scripted: ScriptedServers, transport_on: TransportOn) -> None:
    server = scripted(smtp={"RCPT": ["250 ok", "550 5.1.1 unknown"]})
    delivery = send(transport_on(server))
    assert (delivery.state, delivery.accepted) == ("sent", ("ana@example.com",))
    assert delivery.refused == (("ben@example.org", 550, "5.1.1 unknown"),)


def test_uncertain_mail_is_not_sent_again_by_itself(scripted: ScriptedServers, transport_on: TransportOn) -> None:
    server = scripted(smtp={"MESSAGE": CUT})
    delivery = send(transport_on(server))
    assert (delivery.state, len(server.smtp.received)) == ("uncertain", 1)
    assert "may or may not have been sent" in delivery.sentence


@pytest.mark.parametrize("answer", ["535 5.7.139 Authentication unsuccessful", "550 5.7.30 Basic auth is off"])
def test_microsofts_refusal_of_passwords_points_to_oauth(
    scripted: ScriptedServers, transport_on: TransportOn, answer: str
) -> None:
    delivery = send(transport_on(scripted(smtp={"AUTH": answer})))
    assert (delivery.reason, "OAuth" in delivery.hint) == ("auth", True)


def test_refused_sign_in_leaves_no_connection_to_send_on(scripted: ScriptedServers, transport_on: TransportOn) -> None:
    server = scripted(smtp={"AUTH": ["535 5.7.8 wrong", "235 welcome"]})
    transport = transport_on(server)
    assert [send(transport).state, send(transport).state] == ["failed", "sent"]
    assert sum(line.startswith("AUTH") for line in server.smtp.heard) == 2


def test_server_without_password_sign_in_is_told(scripted: ScriptedServers, transport_on: TransportOn) -> None:
    delivery = send(transport_on(scripted(smtp={"EHLO": ("250-x", "250-AUTH XOAUTH2", "250 STARTTLS")})))
    assert (delivery.state, delivery.reason) == ("failed", "auth")
    assert "takes no passwords" in delivery.sentence


def test_mail_larger_than_the_server_takes_is_not_begun(scripted: ScriptedServers, transport_on: TransportOn) -> None:
    server = scripted(smtp={"EHLO": ("250-x", "250-STARTTLS", "250-AUTH PLAIN", "250 SIZE 100")})
    delivery = send(transport_on(server))
    assert (delivery.state, delivery.phases) == ("failed", ("connect", "sign in"))
    assert "MB at most" in delivery.sentence
    assert not any(line.startswith("MAIL") for line in server.smtp.heard)


@pytest.mark.parametrize("extensions", [(), ("250-SMTPUTF8",)], ids=["without", "with"])
def test_letters_before_the_at_need_the_servers_consent(
    scripted: ScriptedServers, transport_on: TransportOn, extensions: tuple[str, ...]
) -> None:
    greeting = ("250-x", "250-STARTTLS", *extensions, "250 AUTH PLAIN")
    server = scripted(smtp={"EHLO": greeting})
    delivery = transport_on(server).send("me@example.com", ["müller@exämple.org"], RAW)
    mails = [line for line in server.smtp.heard if line.startswith(("MAIL", "RCPT"))]
    if extensions:
        assert mails == ["MAIL FROM:<me@example.com> SMTPUTF8", "RCPT TO:<müller@xn--exmple-cua.org>"]
    else:
        assert (delivery.state, delivery.reason, mails) == ("failed", "address", [])


@pytest.mark.parametrize("address", ["a@b.org>\r\nRCPT TO:<evil@x.org", "a b@x.org", "a\n@x.org", "<a@x.org>"])
def test_address_that_could_carry_a_command_is_never_sent(
    scripted: ScriptedServers, transport_on: TransportOn, address: str
) -> None:
    server = scripted()
    delivery = transport_on(server).send("me@example.com", [address], RAW)
    assert (delivery.state, delivery.reason) == ("failed", "address")
    assert not any(line.startswith(("MAIL", "RCPT")) for line in server.smtp.heard)


def test_bad_certificate_is_refused(badly_certified: BadServer, transport_on: TransportOn) -> None:
    transport = transport_on(badly_certified)
    with pytest.raises(CertificateRefused):
        transport.check()
    delivery = send(transport)
    assert (delivery.state, delivery.retryable) == ("failed", False)
    assert not any("AUTH" in line for line in badly_certified.smtp.heard)


def test_bare_line_ends_and_dots_are_made_safe(scripted: ScriptedServers, transport_on: TransportOn) -> None:
    server = scripted()
    raw = b"Subject: x\nFrom: me@example.com\r\n\r\n.one\r.two\n..\nMAIL FROM:<evil@x.org>"
    assert transport_on(server).send("me@example.com", ["ana@example.com"], raw).state == "sent"
    assert server.smtp.received[0].raw == (
        b"Subject: x\r\nFrom: me@example.com\r\n\r\n.one\r\n.two\r\n..\r\nMAIL FROM:<evil@x.org>\r\n"
    )


class InterruptingServer:
    """An SMTP server that interrupts its client when it has heard `at`, and then goes on or falls silent."""

    def __init__(self, authority: Authority, *, at: str, then_answers: bool) -> None:
        self._authority = authority
        self._at = at
        self._then_answers = then_answers

    def __call__(self, peer: Peer) -> None:
        peer.perform("220 hello")
        content = False
        while True:
            line = peer.read_line()
            if line == self._at:
                os.kill(os.getpid(), signal.SIGINT)
                time.sleep(0.2)
                if not self._then_answers:
                    peer.perform(HANG)
            verb = line.partition(" ")[0]
            if verb == "EHLO":
                peer.perform(("250-x", "250-STARTTLS", "250 AUTH PLAIN"))
            elif verb == "STARTTLS":
                peer.perform("220 go")
                peer.encrypt(self._authority.server_context())
            elif verb in ("DATA", "AUTH"):
                peer.perform("354 go" if verb == "DATA" else "235 ok")
                content = verb == "DATA"
            elif not content or line == ".":
                peer.perform("250 ok")
                content = False


@pytest.mark.parametrize(
    ("at", "then_answers", "state"),
    [(".", True, "sent"), (".", False, "uncertain"), ("DATA", True, "sent"), ("DATA", False, "failed")],
)
def test_interrupt_on_the_way_waits_for_the_answer(  # noqa: PLR0917 - fixtures and a table's columns
    authority: Authority,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    closing: ExitStack,
    at: str,
    then_answers: bool,
    state: str,
) -> None:
    monkeypatch.setattr(handover, "LONGEST_SECONDS", 0.5)
    ca_file = authority.write_authority(tmp_path / "ca.pem")
    listener = closing.enter_context(Listener(InterruptingServer(authority, at=at, then_answers=then_answers)))
    place = Server(HOST, listener.port, Tls.STARTTLS)
    transport = closing.enter_context(SmtpTransport(place, "me", lambda: "secret", ca_file=str(ca_file)))
    began = time.monotonic()
    delivery = send(transport)
    assert (delivery.state, delivery.is_interrupted) == (state, True)
    assert time.monotonic() - began < 5
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_interrupt_before_the_content_sends_nothing(authority: Authority, tmp_path: Path, closing: ExitStack) -> None:
    ca_file = authority.write_authority(tmp_path / "ca.pem")
    server = InterruptingServer(authority, at="MAIL FROM:<me@example.com>", then_answers=False)
    listener = closing.enter_context(Listener(server))
    place = Server(HOST, listener.port, Tls.STARTTLS)
    transport = closing.enter_context(SmtpTransport(place, "me", lambda: "secret", ca_file=str(ca_file)))
    with pytest.raises(KeyboardInterrupt):
        send(transport)
    assert transport.phases == ("connect", "sign in", "sender")
