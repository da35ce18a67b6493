"""Bad mail servers: certificates nobody should accept, silence, and scripts of a test's own."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.servers.certificates import Authority, yesterday
from tests.servers.listener import Listener, Script, keep_silent
from tests.servers.mailserver import server_settings
from tests.servers.scripted_imap import ImapScript
from tests.servers.scripted_smtp import SmtpScript

UNKNOWN_AUTHORITY = "unknown authority"
OTHER_HOST = "other host"
EXPIRED = "expired"
CERTIFICATE_TROUBLES = (UNKNOWN_AUTHORITY, OTHER_HOST, EXPIRED)


@dataclass(frozen=True, slots=True)
class BadServer:
    """An IMAP and SMTP server that misbehaves, the settings to meet it, and what it heard."""

    settings: dict[str, str]
    imap: ImapScript
    smtp: SmtpScript


@contextmanager
def scripted_server(
    folder: Path, authority: Authority, *, imap: Script | None = None, smtp: Script | None = None
) -> Iterator[BadServer]:
    """Run a server with a good certificate that follows these scripts."""
    with _serve(folder, authority, authority.server_context(), imap=imap, smtp=smtp) as server:
        yield server


@contextmanager
def badly_certified_server(folder: Path, authority: Authority, trouble: str) -> Iterator[BadServer]:
    """Run a server whose certificate has one of `CERTIFICATE_TROUBLES`."""
    contexts: dict[str, Callable[[], ssl.SSLContext]] = {
        UNKNOWN_AUTHORITY: lambda: Authority().server_context(),
        OTHER_HOST: lambda: authority.server_context("mail.example.com"),
        EXPIRED: lambda: authority.server_context(expires=yesterday()),
    }
    with _serve(folder, authority, contexts[trouble]()) as server:
        yield server


@contextmanager
def silent_server(folder: Path, authority: Authority) -> Iterator[BadServer]:
    """Run a server that accepts every connection and never says a word."""
    imap, smtp = ImapScript(), SmtpScript()
    with Listener(keep_silent) as one, Listener(keep_silent) as other:
        yield BadServer(_settings(folder, authority, one.port, other.port), imap, smtp)


@contextmanager
def _serve(
    folder: Path,
    authority: Authority,
    context: ssl.SSLContext,
    *,
    imap: Script | None = None,
    smtp: Script | None = None,
) -> Iterator[BadServer]:
    imap_script, smtp_script = ImapScript(imap), SmtpScript(smtp, context=context)
    with Listener(imap_script, context=context) as one, Listener(smtp_script) as other:
        yield BadServer(_settings(folder, authority, one.port, other.port), imap_script, smtp_script)


def _settings(folder: Path, authority: Authority, imap_port: int, smtp_port: int) -> dict[str, str]:
    return server_settings(imap_port, smtp_port, authority.write_authority(folder / "ca.pem"))
