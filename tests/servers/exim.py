"""A throw-away Exim on 127.0.0.1: STARTTLS, AUTH, and delivery by LMTP into Dovecot."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

from tests.servers.certificates import CertificateFiles
from tests.servers.ports import free_ports, wait_for_greeting

PROGRAM = Path("/usr/sbin/exim4")
_EXIM_USER = "Debian-exim"
_QUEUE_SECONDS = 5.0

_CONFIGURATION = """
primary_hostname = localhost
spool_directory = {folder}/spool
log_file_path = {folder}/%slog
pid_file_path = {folder}/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
tls_advertise_hosts = *
tls_certificate = {certificate}
tls_privatekey = {key}
auth_advertise_hosts = ${{if def:tls_in_cipher{{*}}}}
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 200
smtp_accept_queue_per_connection = 0
message_size_limit = 50M
deliver_drop_privilege = true
acl_smtp_rcpt = check_recipient
acl_smtp_data = accept

begin acl
check_recipient:
  deny !authenticated = *
       message = authentication required
  accept condition = ${{lookup{{${{lc:$local_part@$domain}}}}lsearch{{{folder}/users}}{{yes}}{{no}}}}
  deny message = <$local_part@$domain>: Recipient address rejected: User unknown

begin routers
everything:
  driver = manualroute
  route_list = * 127.0.0.1
  self = send
  transport = lmtp

begin transports
lmtp:
  driver = smtp
  protocol = lmtp
  port = {lmtp}
  hosts_avoid_tls = *

begin retry
* * F,1h,1m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if eq{{${{lookup{{$auth2}}lsearch{{{folder}/users}}}}}}{{$auth3}}}}
  server_set_id = $auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = Username:: : Password::
  server_condition = ${{if eq{{${{lookup{{$auth1}}lsearch{{{folder}/users}}}}}}{{$auth2}}}}
  server_set_id = $auth1
"""


class Exim:
    """A running Exim that hands every mail to an LMTP port."""

    def __init__(self, folder: Path, certificates: CertificateFiles, *, lmtp_port: int) -> None:
        self._folder = folder
        self._certificates = certificates
        self._lmtp_port = lmtp_port
        self._process: subprocess.Popen[bytes] | None = None
        (self.port,) = free_ports(1)

    @staticmethod
    def missing() -> str | None:
        """What is not installed, or None."""
        return None if PROGRAM.exists() else "Exim is not installed (Debian: exim4-daemon-light)"

    def start(self, users: Mapping[str, str]) -> Self:
        """Start it with these users and passwords; returns when clients can connect.

        Raises:
            RuntimeError: it does not start; with what it said.
        """
        self.set_users(users)
        (self._folder / "spool").mkdir()
        configuration = self._folder / "exim.conf"
        configuration.write_text(self._configure())
        self._give_to_exim()
        log = self._folder / "start.log"
        with log.open("wb") as output:
            self._process = process = subprocess.Popen(
                [PROGRAM, "-C", configuration, "-bdf", "-q1m"],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        if not wait_for_greeting(self.port, b"220", is_alive=lambda: process.poll() is None):
            self.stop()
            raise RuntimeError(f"Exim did not start: {log.read_text()}")
        return self

    def stop(self) -> None:
        """Stop it and its deliveries."""
        process, self._process = self._process, None
        if process and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(10)

    def set_users(self, users: Mapping[str, str]) -> None:
        """Let these users send, and accept mail for them and nobody else."""
        new = self._folder / "users.new"
        new.write_text("".join(f"{user}: {password}\n" for user, password in users.items()))
        new.replace(self._folder / "users")

    def wait_until_delivered(self) -> None:
        """Wait until nothing is on its way, so that no mail of one test arrives in the next."""
        deadline = time.monotonic() + _QUEUE_SECONDS
        while any((self._folder / "spool").glob("input/*-H")) and time.monotonic() < deadline:
            time.sleep(0.01)

    def _configure(self) -> str:
        return _CONFIGURATION.format(
            folder=self._folder,
            port=self.port,
            lmtp=self._lmtp_port,
            certificate=self._certificates.certificate,
            key=self._own_key,
        )

    @property
    def _own_key(self) -> Path:
        return self._folder / "key.pem"

    def _give_to_exim(self) -> None:
        # Started by root, it reads the key and writes the spool as a user of its own.
        shutil.copy(self._certificates.key, self._own_key)
        self._own_key.chmod(0o600)
        if os.geteuid() == 0:
            exim = pwd.getpwnam(_EXIM_USER)
            for path in (self._folder, self._folder / "spool", self._own_key):
                os.chown(path, exim.pw_uid, exim.pw_gid)
