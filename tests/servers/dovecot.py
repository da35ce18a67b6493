"""A throw-away Dovecot on 127.0.0.1: TLS, Maildir, LMTP; nothing of the system is touched."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.servers.certificates import CertificateFiles
from tests.servers.dovecot_configuration import MAIL_USER, DovecotPorts, configure
from tests.servers.ports import free_ports, wait_for_greeting

PROGRAM = Path("/usr/sbin/dovecot")
_LMTP = Path("/usr/lib/dovecot/lmtp")


class Dovecot:
    """A running Dovecot with its mail in a folder that has a short path (Unix sockets)."""

    def __init__(self, folder: Path, certificates: CertificateFiles) -> None:
        self._folder = folder
        self._certificates = certificates
        self._process: subprocess.Popen[bytes] | None = None
        self.ports = DovecotPorts(*free_ports(3))

    @staticmethod
    def missing() -> str | None:
        """What is not installed, or None."""
        if not PROGRAM.exists():
            return "Dovecot is not installed (Debian: dovecot-imapd)"
        return None if _LMTP.exists() else "Dovecot's LMTP is not installed (Debian: dovecot-lmtpd)"

    def start(self, users: Mapping[str, str]) -> Self:
        """Start it with these users and passwords; returns when clients can connect.

        Raises:
            RuntimeError: it does not start; with what it said.
        """
        for name in ("run", "state", "mail", "users"):
            (self._folder / name).mkdir(exist_ok=True)
        if os.geteuid() == 0:
            os.chown(self._folder / "mail", MAIL_USER, MAIL_USER)
        self.set_users(users)
        configuration = self._folder / "dovecot.conf"
        configuration.write_text(configure(_version(), self._folder, self._certificates, self.ports))
        log = self._folder / "start.log"
        with log.open("wb") as output:
            self._process = process = subprocess.Popen(
                [PROGRAM, "-F", "-c", configuration], stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        if not wait_for_greeting(self.ports.imap, b"* OK", is_alive=lambda: process.poll() is None):
            self.stop()
            raise RuntimeError(f"Dovecot did not start: {log.read_text()}")
        return self

    def stop(self) -> None:
        """Stop it and all its processes."""
        process, self._process = self._process, None
        if process:
            process.terminate()
            process.wait(10)

    def set_users(self, users: Mapping[str, str]) -> None:
        """Let these users in, and nobody else."""
        for file in self._users.iterdir():
            if file.name not in users:
                file.unlink()
        for user, password in users.items():
            file = self._users / user
            if not file.exists():
                file.write_text(f"{user}:{{PLAIN}}{password}\n")

    def empty(self) -> None:
        """Throw all mail away."""
        for home in (self._folder / "mail").iterdir():
            shutil.rmtree(home, ignore_errors=True)

    @property
    def _users(self) -> Path:
        return self._folder / "users"


def _version() -> str:
    return subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.strip()
