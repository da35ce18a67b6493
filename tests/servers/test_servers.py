"""The servers of the tests do what a mail server does; each test runs on both kinds."""

from __future__ import annotations

import smtplib

import pytest

from tests.servers.mailserver import PEOPLE, MailServer, compose_mail


def send(server: MailServer, recipient: str, raw: bytes) -> None:
    with connect(server) as connection:
        connection.login(server.username, server.password)
        connection.sendmail(server.username, [recipient], raw)


def connect(server: MailServer) -> smtplib.SMTP:
    connection = smtplib.SMTP(server.settings["EMAIL_SMTP_SERVER"], int(server.settings["EMAIL_SMTP_PORT"]), timeout=10)
    connection.starttls(context=server.client_context())
    return connection


@pytest.mark.parametrize("recipient", ["me@example.com", *PEOPLE])
def test_sent_mail_arrives(mail_server: MailServer, recipient: str) -> None:
    send(mail_server, recipient, compose_mail("Grüße", "über alles\n", to=recipient))

    (mail,) = mail_server.wait_for(1, user=recipient)

    assert (mail.subject, mail.text, mail.flags) == ("Grüße", "über alles\n", frozenset())
