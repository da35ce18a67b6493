"""The servers of the tests do what a mail server does; every test runs on both kinds."""

from __future__ import annotations

import imaplib
import smtplib
import ssl

import pytest

from tests.servers.mailserver import PEOPLE, USERNAME, MailServer, compose_mail


def connect(server: MailServer) -> smtplib.SMTP:
    connection = smtplib.SMTP(server.settings["EMAIL_SMTP_SERVER"], int(server.settings["EMAIL_SMTP_PORT"]), timeout=10)
    connection.starttls(context=server.client_context())
    return connection


def send(server: MailServer, recipient: str, raw: bytes) -> None:
    with connect(server) as connection:
        connection.login(server.username, server.password)
        connection.sendmail(server.username, [recipient], raw)


@pytest.mark.parametrize("recipient", [USERNAME, *PEOPLE])
def test_sent_mail_arrives(mail_server: MailServer, recipient: str) -> None:
    send(mail_server, recipient, compose_mail("Grüße", "über alles\n", to=recipient))

    (mail,) = mail_server.wait_for(1, user=recipient)

    assert (mail.subject, mail.text, mail.flags) == ("Grüße", "über alles\n", frozenset())
    assert mail.mail["Return-Path"] == f"<{USERNAME}>"


def test_mailbox_is_fresh(mail_server: MailServer) -> None:
    assert [mail_server.folder(name) for name in ("INBOX", "support", "tasks", "Sent")] == [[]] * 4
    assert mail_server.folder(user=PEOPLE[0]) == []


def test_delivered_mail_keeps_bytes_and_flags(mail_server: MailServer) -> None:
    raw = compose_mail("one", List_Id="<news.example.org>")
    mail_server.deliver(raw, "support", ["\\Flagged", "$Label1"])

    (mail,) = mail_server.folder("support")

    assert (mail.raw, mail.flags) == (raw, frozenset({"\\Flagged", "$Label1"}))
    assert mail.mail["List-Id"] == "<news.example.org>"


def test_looking_marks_nothing_as_seen(mail_server: MailServer) -> None:
    mail_server.deliver(compose_mail("one"))
    mail_server.folder()
    assert [mail.flags for mail in mail_server.folder()] == [frozenset()]


@pytest.mark.parametrize("name", ["Projects", "Projects/2026", "With space"])
def test_folder_is_created(mail_server: MailServer, name: str) -> None:
    mail_server.create_folder(name)
    mail_server.deliver(compose_mail("one"), name)
    assert [mail.subject for mail in mail_server.folder(name)] == ["one"]


def test_user_is_added(mail_server: MailServer) -> None:
    mail_server.add_user("dana@example.org")
    send(mail_server, "dana@example.org", compose_mail("welcome", to="dana@example.org"))
    assert [mail.subject for mail in mail_server.wait_for(1, user="dana@example.org")] == ["welcome"]


def test_unknown_recipient_is_refused(mail_server: MailServer) -> None:
    with pytest.raises(smtplib.SMTPRecipientsRefused, match="550"):
        send(mail_server, "nobody@example.com", compose_mail("lost"))


def test_wrong_password_is_refused(mail_server: MailServer) -> None:
    with connect(mail_server) as connection, pytest.raises(smtplib.SMTPAuthenticationError):
        connection.login(mail_server.username, "guess")
    host, port = mail_server.settings["EMAIL_IMAP_SERVER"], int(mail_server.settings["EMAIL_IMAP_PORT"])
    with (
        imaplib.IMAP4_SSL(host, port, ssl_context=mail_server.client_context()) as connection,
        pytest.raises(imaplib.IMAP4.error),
    ):
        connection.login(mail_server.username, "guess")


def test_login_in_clear_is_refused(mail_server: MailServer) -> None:
    host, port = mail_server.settings["EMAIL_SMTP_SERVER"], int(mail_server.settings["EMAIL_SMTP_PORT"])
    with smtplib.SMTP(host, port, timeout=10) as connection:
        connection.ehlo()
        assert not connection.has_extn("AUTH")


def test_certificate_is_of_a_private_authority(mail_server: MailServer) -> None:
    host, port = mail_server.settings["EMAIL_IMAP_SERVER"], int(mail_server.settings["EMAIL_IMAP_PORT"])
    with pytest.raises(ssl.SSLCertVerificationError):
        imaplib.IMAP4_SSL(host, port, ssl_context=ssl.create_default_context())


def test_wait_gives_up(mail_server: MailServer) -> None:
    with pytest.raises(AssertionError, match="0 of 1 mails in INBOX"):
        mail_server.wait_for(1, seconds=0.05)
