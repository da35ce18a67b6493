"""A mail server as the tests see it: settings for botmail, and a look from outside."""

from __future__ import annotations

import imaplib
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.servers.certificates import HOST

USERNAME = "me@example.com"
# With what breaks a client that quotes carelessly.
PASSWORD = 'correct "horse" \\ {3}'

PEOPLE = (
    "recipient@example.com",
    "user@example.com",
    "ana@example.com",
    "ben@example.org",
    "chloe@example.net",
)
_FETCHED = re.compile(rb"UID (\d+).*?FLAGS \(([^)]*)\)|FLAGS \(([^)]*)\).*?UID (\d+)", re.DOTALL)
_POLL_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class StoredMail:
    """One mail in a folder, as the server keeps it."""

    uid: int
    flags: frozenset[str]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        """The mail, parsed by the standard library."""
        return message_from_bytes(self.raw, EmailMessage, policy=policy.default)

    @property
    def subject(self) -> str:
        """The decoded subject."""
        return str(self.mail["Subject"])

    @property
    def text(self) -> str:
        """The text of the plain part, with plain line ends."""
        part = self.mail.get_body(("plain",))
        return str(part.get_content()).replace("\r\n", "\n") if part else ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """A running server with fresh mailboxes, looked at by imaplib and never by botmail."""

    kind: str
    settings: dict[str, str]
    ca_pem_path: Path
    add_user: Callable[[str], None]
    username: str = USERNAME
    password: str = PASSWORD

    def folder(self, name: str = "INBOX", user: str | None = None) -> list[StoredMail]:
        """All mail in a folder, oldest first, nothing marked as seen."""
        with self._connect(user) as connection:
            _expect(connection.select(_quote(name), readonly=True), name)
            fetched = _expect(connection.uid("FETCH", "1:*", "(UID FLAGS BODY.PEEK[])"), name)
        return [_stored(head, raw) for head, raw in (each for each in fetched if isinstance(each, tuple))]

    def deliver(
        self,
        raw: bytes,
        folder: str = "INBOX",
        flags: Sequence[str] = (),
        user: str | None = None,
    ) -> None:
        """Put a mail into a folder."""
        with self._connect(user) as connection:
            appended = connection.append(_quote(folder), f"({' '.join(flags)})", None, raw)
            _expect(appended, folder)

    def create_folder(self, name: str, user: str | None = None) -> None:
        """Make a folder, unless it is there; the sandbox has some from the start."""
        with self._connect(user) as connection:
            _, found = connection.list('""', _quote(name))
            if found == [None]:
                _expect(connection.create(_quote(name)), name)

    def wait_for(
        self, count: int, folder: str = "INBOX", user: str | None = None, *, seconds: float = 10
    ) -> list[StoredMail]:
        """All mail in a folder as soon as there are so many; delivery takes a moment.

        Raises:
            AssertionError: there are still fewer when the time is over.
        """
        deadline = time.monotonic() + seconds
        while len(found := self.folder(folder, user)) < count:
            assert time.monotonic() < deadline, f"{len(found)} of {count} mails in {folder} of {user or self.username}"
            time.sleep(_POLL_SECONDS)
        return found

    def client_context(self) -> ssl.SSLContext:
        """A context that verifies this server's certificate."""
        return ssl.create_default_context(cafile=self.ca_pem_path)

    @contextmanager
    def _connect(self, user: str | None) -> Iterator[imaplib.IMAP4_SSL]:
        host, port = self.settings["EMAIL_IMAP_SERVER"], int(self.settings["EMAIL_IMAP_PORT"])
        connection = imaplib.IMAP4_SSL(host, port, ssl_context=self.client_context(), timeout=10)
        try:
            connection.authenticate("PLAIN", lambda _: f"\0{user or self.username}\0{self.password}".encode())
            yield connection
        finally:
            connection.logout()


def compose_mail(
    subject: str, text: str = "A few words.\n", *, sender: str = "ana@example.com", to: str = USERNAME, **fields: str
) -> bytes:
    """Write a simple mail; further fields are named with ``_`` for ``-``."""
    mail = EmailMessage(policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, to, subject
    for name, value in fields.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def server_settings(imap_port: int, smtp_port: int, certificate: Path) -> dict[str, str]:
    """The settings of a server on this machine: IMAP with TLS, SMTP with STARTTLS."""
    return {
        "EMAIL_IMAP_SERVER": HOST,
        "EMAIL_IMAP_PORT": str(imap_port),
        "EMAIL_IMAP_TLS": "implicit",
        "EMAIL_USERNAME": USERNAME,
        "EMAIL_PASSWORD": PASSWORD,
        "EMAIL_SMTP_SERVER": HOST,
        "EMAIL_SMTP_PORT": str(smtp_port),
        "EMAIL_SMTP_TLS": "starttls",
        "EMAIL_FROM": USERNAME,
        "SSL_CERT_FILE": str(certificate),
    }


def _quote(name: str) -> str:
    return '"{}"'.format(name.replace("\\", "\\\\").replace('"', '\\"'))


def _expect(answer: tuple[str, Sequence[object]], about: str) -> Sequence[object]:
    status, data = answer
    assert status == "OK", f"{about}: {status} {data}"
    return data


def _stored(head: bytes, raw: bytes) -> StoredMail:
    found = _FETCHED.search(head)
    assert found is not None, head
    uid, flags = (found[1], found[2]) if found[1] else (found[4], found[3])
    names = {flag.decode() for flag in flags.split()} - {"\\Recent"}
    return StoredMail(int(uid), frozenset(names), raw)
