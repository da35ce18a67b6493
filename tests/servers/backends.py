"""The two kinds of good servers, started once and emptied for every test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from botmail.sandbox.server import SandboxServer
from tests.servers.certificates import Authority, CertificateFiles
from tests.servers.dovecot import Dovecot
from tests.servers.exim import Exim
from tests.servers.mailserver import PASSWORD, PEOPLE, USERNAME, MailServer, server_settings
from tests.servers.relay import Relay

_USERS = dict.fromkeys((USERNAME, *PEOPLE), PASSWORD)


class Backend(Protocol):
    """A running server behind the `mail_server` of one test after another."""

    def fresh(self) -> MailServer:
        """Throw away what earlier tests left, and show the server."""


class TransferAgent(Protocol):
    """What takes mail by SMTP and delivers it into Dovecot."""

    port: int

    def set_users(self, users: Mapping[str, str]) -> None:
        """Let these users send, and accept mail for them and nobody else."""

    def wait_until_delivered(self) -> None:
        """Wait until nothing is on its way."""

    def stop(self) -> None:
        """Stop it."""


class SandboxBackend:
    """The sandbox server, in a thread of the tests' own process."""

    def __init__(self, server: SandboxServer, folder: Path) -> None:
        self._server = server
        self._certificate = folder / "ca.pem"
        self._certificate.write_bytes(server.ca_pem)

    def fresh(self) -> MailServer:
        """Empty it, and forget users and faults of earlier tests."""
        self._server.empty()
        self._server.office.passwords.clear()
        self._server.office.passwords.update(_USERS)
        ports = self._server.ports
        return MailServer(
            kind="sandbox",
            settings=server_settings(ports.imaps, ports.submission, self._certificate),
            ca_pem_path=self._certificate,
            add_user=self._add_user,
        )

    def _add_user(self, name: str) -> None:
        self._server.office.passwords[name] = PASSWORD


class DovecotBackend:
    """Dovecot, and what delivers into it."""

    def __init__(self, dovecot: Dovecot, agent: TransferAgent, certificate: Path) -> None:
        self._dovecot = dovecot
        self._agent = agent
        self._certificate = certificate
        self._users = dict(_USERS)

    def fresh(self) -> MailServer:
        """Wait for mail that is still on its way, and throw all away."""
        self._agent.wait_until_delivered()
        self._dovecot.empty()
        if self._users != _USERS:
            self._set_users(_USERS)
        return MailServer(
            kind="dovecot",
            settings=server_settings(self._dovecot.ports.imaps, self._agent.port, self._certificate),
            ca_pem_path=self._certificate,
            add_user=lambda name: self._set_users({**self._users, name: PASSWORD}),
        )

    def _set_users(self, users: dict[str, str]) -> None:
        self._users = dict(users)
        self._dovecot.set_users(users)
        self._agent.set_users(users)


@contextmanager
def sandbox_backend(folder: Path) -> Iterator[SandboxBackend]:
    """Run the sandbox server."""
    with SandboxServer(_USERS) as server:
        yield SandboxBackend(server, folder)


@contextmanager
def dovecot_backend() -> Iterator[DovecotBackend]:
    """Run Dovecot, and Exim or, for who is not root, a relay."""
    with ExitStack() as stack:
        folder = stack.enter_context(_short_folder())
        certificates = Authority().write_server(folder)
        dovecot = Dovecot(_subfolder(folder, "d"), certificates).start(_USERS)
        stack.callback(dovecot.stop)
        agent = _start_agent(_subfolder(folder, "x"), certificates, lmtp_port=dovecot.ports.lmtp)
        stack.callback(agent.stop)
        yield DovecotBackend(dovecot, agent, certificates.authority)


def missing_programs() -> str | None:
    """What is not installed on this machine for `dovecot_backend`, or None."""
    return Dovecot.missing() or (Exim.missing() if _may_run_exim() else None)


def _start_agent(folder: Path, certificates: CertificateFiles, *, lmtp_port: int) -> TransferAgent:
    if _may_run_exim():
        return Exim(folder, certificates, lmtp_port=lmtp_port).start(_USERS)
    return Relay(certificates, lmtp_port=lmtp_port).start(_USERS)


def _may_run_exim() -> bool:
    # Exim's daemon is for root alone, whatever its configuration says.
    return os.geteuid() == 0


@contextmanager
def _short_folder() -> Iterator[Path]:
    # Not pytest's: its paths are longer than the 100 bytes of a Unix socket, and closed to other users.
    folder = Path(tempfile.mkdtemp(prefix="bm-", dir="/tmp"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _subfolder(folder: Path, name: str) -> Path:
    path = folder / name
    path.mkdir(mode=0o755)
    return path
