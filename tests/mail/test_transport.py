"""Sending through the real servers: the same for both kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from botmail.domain.errors import LoginRefused
from botmail.mail.transport import SmtpTransport
from tests.servers.mailserver import MailServer, compose_mail


def test_sent_mail_arrives_with_every_line(mail_server: MailServer, transport: SmtpTransport) -> None:
    text = ".\n..two\nMAIL FROM:<x@example.com>\n\n.\nend\n"
    delivery = transport.send(
        "me@example.com", ["recipient@example.com"], compose_mail("dots", text, to="recipient@example.com")
    )
    assert (delivery.state, delivery.accepted, delivery.phases[-1]) == ("sent", ("recipient@example.com",), "answer")
    arrived = mail_server.wait_for(1, user="recipient@example.com")
    assert [mail.text for mail in arrived] == [text]


def test_kept_connection_sends_again(mail_server: MailServer, transport: SmtpTransport) -> None:
    for subject in ("first", "second"):
        raw = compose_mail(subject, to="user@example.com")
        assert transport.send("me@example.com", ["user@example.com"], raw).state == "sent"
    arrived = mail_server.wait_for(2, user="user@example.com")
    assert sorted(mail.subject for mail in arrived) == ["first", "second"]


def test_refused_recipient_is_told_apart(transport: SmtpTransport) -> None:
    people = ["nobody@example.com", "recipient@example.com"]
    delivery = transport.send("me@example.com", people, compose_mail("two", to=", ".join(people)))
    assert (delivery.state, delivery.accepted) == ("sent", ("recipient@example.com",))
    assert [(address, code) for address, code, _ in delivery.refused] == [("nobody@example.com", 550)]
    assert "nobody@example.com was refused" in delivery.sentence


def test_mail_without_any_good_recipient_fails(transport: SmtpTransport) -> None:
    raw = compose_mail("none", to="nobody@example.com")
    delivery = transport.send("me@example.com", ["nobody@example.com"], raw)
    assert (delivery.state, delivery.reason, delivery.retryable) == ("failed", "address", False)
    assert "nobody@example.com" in delivery.sentence
    again = transport.send("me@example.com", ["user@example.com"], compose_mail("good", to="user@example.com"))
    assert again.state == "sent"


def test_check_signs_in(transport: SmtpTransport) -> None:
    transport.check()


def test_wrong_password_fails_and_keeps_the_secret(
    mail_server: MailServer, transport_on: Callable[..., SmtpTransport]
) -> None:
    transport = transport_on(mail_server, password="not-the-password")
    with pytest.raises(LoginRefused) as caught:
        transport.check()
    delivery = transport.send("me@example.com", ["user@example.com"], compose_mail("no"))
    assert (delivery.state, delivery.reason, delivery.retryable) == ("failed", "auth", False)
    assert "not-the-password" not in f"{caught.value!r} {caught.value.hint} {delivery}"
    assert "app password" in caught.value.hint
