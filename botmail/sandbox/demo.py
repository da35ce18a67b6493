"""The server of the demo and the notebooks: everybody has a mailbox, one is well filled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from botmail.sandbox.doors import HOST
from botmail.sandbox.example import ACCOUNT, ALIASES, CATCH_ALL, PASSWORD, example_mailbox, example_users
from botmail.sandbox.server import SandboxServer


@contextmanager
def demo_server(now: datetime) -> Iterator[SandboxServer]:
    """Run a server that holds the example mailbox, as it was at that time."""
    with SandboxServer(example_users(), aliases=ALIASES, catch_all=CATCH_ALL) as server:
        server.deliver(example_mailbox(now))
        yield server


def write_settings(server: SandboxServer, folder: Path) -> dict[str, str]:
    """Put the authority's certificate and an empty store into a folder; all settings for a client."""
    certificate = folder / "ca.pem"
    certificate.write_bytes(server.ca_pem)
    home = folder / "home"
    home.mkdir(mode=0o700)
    return {
        "EMAIL_IMAP_SERVER": HOST,
        "EMAIL_IMAP_PORT": str(server.ports.imaps),
        "EMAIL_IMAP_TLS": "implicit",
        "EMAIL_USERNAME": ACCOUNT,
        "EMAIL_PASSWORD": PASSWORD,
        "EMAIL_SMTP_SERVER": HOST,
        "EMAIL_SMTP_PORT": str(server.ports.submission),
        "EMAIL_SMTP_TLS": "starttls",
        "EMAIL_FROM": ACCOUNT,
        "SSL_CERT_FILE": str(certificate),
        "BOTMAIL_HOME": str(home),
    }
