"""A throw-away Dovecot (2.3) on 127.0.0.1: TLS, Maildir, LMTP; nothing of the system is touched."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.servers.certificates import CertificateFiles
from tests.servers.ports import free_ports, wait_for_greeting

PROGRAM = Path("/usr/sbin/dovecot")
_LMTP = Path("/usr/lib/dovecot/lmtp")
# Needs no entry in /etc/passwd; mail processes must not be root's.
_MAIL_USER = 55555

_CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
instance_name = botmail-{imaps}
protocols = imap lmtp
listen = 127.0.0.1
{identities}
login_greeting = dovecot ready
default_process_limit = 400
mail_max_userip_connections = 200
auth_mechanisms = plain login
auth_failure_delay = 0
auth_cache_size = 0
auth_username_format = %Lu
disable_plaintext_auth = yes
ssl = required
ssl_cert = <{certificate}
ssl_key = <{key}
mail_home = {folder}/mail/%u
mail_location = maildir:~/Maildir
mail_fsync = never
passdb {{
  driver = passwd-file
  # A file for each user: one for all would be read again only after a second.
  args = scheme=PLAIN username_format=%u {folder}/users/%u
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox support {{
    auto = subscribe
  }}
  mailbox tasks {{
    auto = subscribe
  }}
  mailbox Drafts {{
    special_use = \\Drafts
    auto = subscribe
  }}
  mailbox Sent {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = subscribe
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = subscribe
  }}
  mailbox Archive {{
    special_use = \\Archive
    auto = subscribe
  }}
}}
service imap-login {{
  {jail}
  service_count = 0
  inet_listener imap {{
    port = {imap}
  }}
  inet_listener imaps {{
    port = {imaps}
    ssl = yes
  }}
}}
service imap {{
  process_limit = 400
  service_count = 200
}}
service anvil {{
  {jail}
  # No waiting after a wrong password.
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  {jail}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@example.com
  # Debian's default cuts the domain off.
  auth_username_format = %Lu
}}
"""


class Dovecot:
    """A running Dovecot with its mail in a folder that has a short path (Unix sockets)."""

    def __init__(self, folder: Path, certificates: CertificateFiles) -> None:
        self._folder = folder
        self._certificates = certificates
        self._process: subprocess.Popen[bytes] | None = None
        self.imaps_port, self.imap_port, self.lmtp_port = free_ports(3)

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
            os.chown(self._folder / "mail", _MAIL_USER, _MAIL_USER)
        self.set_users(users)
        configuration = self._folder / "dovecot.conf"
        configuration.write_text(self._configure())
        log = self._folder / "start.log"
        with log.open("wb") as output:
            self._process = process = subprocess.Popen(
                [PROGRAM, "-F", "-c", configuration], stdin=subprocess.DEVNULL, stdout=output, stderr=output
            )
        if not wait_for_greeting(self.imap_port, b"* OK", is_alive=lambda: process.poll() is None):
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

    def _configure(self) -> str:
        as_root = os.geteuid() == 0
        return _CONFIGURATION.format(
            folder=self._folder,
            certificate=self._certificates.certificate,
            key=self._certificates.key,
            imap=self.imap_port,
            imaps=self.imaps_port,
            lmtp=self.lmtp_port,
            uid=_MAIL_USER if as_root else os.getuid(),
            gid=_MAIL_USER if as_root else os.getgid(),
            identities="first_valid_uid = 500" if as_root else _own_identity(),
            jail="" if as_root else "chroot =",
        )


def _own_identity() -> str:
    """Let all of Dovecot's processes run as the user who runs the tests."""
    user = pwd.getpwuid(os.getuid()).pw_name
    group = grp.getgrgid(os.getgid()).gr_name
    return "\n".join(
        (
            f"default_login_user = {user}",
            f"default_internal_user = {user}",
            f"default_internal_group = {group}",
            f"first_valid_uid = {min(500, os.getuid())}",
        )
    )
