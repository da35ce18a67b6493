"""Mail accounts and where their servers are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tls(StrEnum):
    """How a connection is encrypted; there is no unencrypted way."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"


class Mode(StrEnum):
    """What a program may do through an account."""

    LIVE = "live"
    ASK = "ask"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Server:
    """One end point: host name, port and TLS mode."""

    host: str
    port: int
    tls: Tls

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A mailbox that we may sign in to. `name` is how programs call it; the secret lives elsewhere.

    `imap` is None for a send-only account, `smtp` for a read-only one; `missing` then says which settings lack.
    """

    name: str
    email: str
    username: str
    imap: Server | None
    smtp: Server | None
    display_name: str = ""
    auth: str = "password"
    provider: str = ""
    mode: Mode = Mode.ASK
    is_primary: bool = False
    ca_file: str = ""
    files_sent_itself: bool = False
    """Whether the provider puts a copy of what is sent into Sent by itself."""
    missing: tuple[str, ...] = ()
