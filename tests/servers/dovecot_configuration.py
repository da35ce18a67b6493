"""The configuration of a throw-away Dovecot, in the dialect of its version."""

from __future__ import annotations

import grp
import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from tests.servers.certificates import CertificateFiles

# Needs no entry in /etc/passwd; mail processes must not be root's.
MAIL_USER = 55555

_COMMON = """
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
ssl = required
mail_fsync = never
namespace inbox {{
  inbox = yes
  separator = /
{mailboxes}
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
"""

# A file for each user: one for all would be read again only after a second.
_VERSION_2_3 = """
disable_plaintext_auth = yes
# Debian's default cuts the domain off.
auth_username_format = %Lu
ssl_cert = <{certificate}
ssl_key = <{key}
mail_home = {folder}/mail/%u
mail_location = maildir:~/Maildir
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users/%u
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
protocol lmtp {{
  postmaster_address = postmaster@example.com
  auth_username_format = %Lu
}}
"""

# Must come first; every later version reads it.
_HEAD_2_4 = "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n"

_VERSION_2_4 = """
auth_allow_cleartext = no
auth_username_format = %{{user | lower}}
ssl_server_cert_file = {certificate}
ssl_server_key_file = {key}
mail_home = {folder}/mail/%{{user}}
mail_driver = maildir
mail_path = ~/Maildir
passdb passwd-file {{
  default_password_scheme = PLAIN
  passwd_file_path = {folder}/users/%{{user}}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/mail/%{{user}}
  }}
}}
protocol lmtp {{
  postmaster_address = postmaster@example.com
}}
"""

_SPECIAL_USES = ("Drafts", "Sent", "Trash", "Junk", "Archive")
_PLAIN_FOLDERS = ("support", "tasks")


@dataclass(frozen=True, slots=True)
class DovecotPorts:
    """Where it listens."""

    imaps: int
    imap: int
    lmtp: int


def configure(version: str, folder: Path, certificates: CertificateFiles, ports: DovecotPorts) -> str:
    """Write the configuration for a version such as ``2.3.19``."""
    is_modern = _major_and_minor(version) >= (2, 4)
    head = _HEAD_2_4 if is_modern else ""
    as_root = os.geteuid() == 0
    template = _COMMON + (_VERSION_2_4 if is_modern else _VERSION_2_3)
    return head + template.format(
        folder=folder,
        certificate=certificates.certificate,
        key=certificates.key,
        imap=ports.imap,
        imaps=ports.imaps,
        lmtp=ports.lmtp,
        uid=MAIL_USER if as_root else os.getuid(),
        gid=MAIL_USER if as_root else os.getgid(),
        identities="first_valid_uid = 500" if as_root else _own_identity(),
        jail="" if as_root else "chroot =",
        mailboxes=_mailboxes(),
    )


def _major_and_minor(version: str) -> tuple[int, int]:
    major, minor = version.split(".")[:2]
    return int(major), int(minor)


def _mailboxes() -> str:
    special = [f"  mailbox {name} {{\n    special_use = \\{name}\n    auto = subscribe\n  }}" for name in _SPECIAL_USES]
    plain = [f"  mailbox {name} {{\n    auto = subscribe\n  }}" for name in _PLAIN_FOLDERS]
    return "\n".join([*plain, *special])


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
