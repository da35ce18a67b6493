"""Sessions and transports for the servers of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Protocol

import pytest

from botmail.domain.account import Server, Tls
from botmail.mail.session import ImapSession
from botmail.mail.transport import SmtpTransport
from tests.servers.mailserver import MailServer


class HasSettings(Protocol):
    """A server of the tests, good or bad."""

    @property
    def settings(self) -> dict[str, str]: ...


def imap_server(settings: dict[str, str]) -> Server:
    """Where IMAP is, by the settings."""
    host, port = settings["EMAIL_IMAP_SERVER"], int(settings["EMAIL_IMAP_PORT"])
    return Server(host, port, Tls(settings["EMAIL_IMAP_TLS"]))


def smtp_server(settings: dict[str, str]) -> Server:
    """Where SMTP is, by the settings."""
    host, port = settings["EMAIL_SMTP_SERVER"], int(settings["EMAIL_SMTP_PORT"])
    return Server(host, port, Tls(settings["EMAIL_SMTP_TLS"]))


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    """What closes sessions at the end of a test."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def session_on(closing: ExitStack) -> Callable[..., ImapSession]:
    """Makes a session on a server: ``session_on(server, timeout_seconds=1)``."""

    def make(server: HasSettings, *, password: str | None = None, timeout_seconds: float = 10) -> ImapSession:
        settings = server.settings
        return closing.enter_context(
            ImapSession(
                imap_server(settings),
                settings["EMAIL_USERNAME"],
                lambda: settings["EMAIL_PASSWORD"] if password is None else password,
                ca_file=settings["SSL_CERT_FILE"],
                timeout_seconds=timeout_seconds,
            )
        )

    return make


@pytest.fixture
def transport_on(closing: ExitStack) -> Callable[..., SmtpTransport]:
    """Makes a transport on a server: ``transport_on(server, timeout_seconds=1)``."""

    def make(server: HasSettings, *, password: str | None = None, timeout_seconds: float = 10) -> SmtpTransport:
        settings = server.settings
        return closing.enter_context(
            SmtpTransport(
                smtp_server(settings),
                settings["EMAIL_USERNAME"],
                lambda: settings["EMAIL_PASSWORD"] if password is None else password,
                ca_file=settings["SSL_CERT_FILE"],
                timeout_seconds=timeout_seconds,
            )
        )

    return make


@pytest.fixture
def session(mail_server: MailServer, session_on: Callable[..., ImapSession]) -> ImapSession:
    """A session on the good server."""
    return session_on(mail_server)


@pytest.fixture
def transport(mail_server: MailServer, transport_on: Callable[..., SmtpTransport]) -> SmtpTransport:
    """A transport on the good server."""
    return transport_on(mail_server)
