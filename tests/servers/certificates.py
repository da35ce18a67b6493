"""Certificates of a throw-away authority, good and bad."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trustme

HOST = "127.0.0.1"
HOSTS = ("localhost", HOST)


@dataclass(frozen=True, slots=True)
class CertificateFiles:
    """The files that a mail server and its clients want."""

    authority: Path
    certificate: Path
    key: Path


class Authority:
    """An authority that nobody trusts who has not been given its certificate."""

    def __init__(self) -> None:
        self._authority = trustme.CA()

    @property
    def pem(self) -> bytes:
        """The authority's own certificate."""
        return self._authority.cert_pem.bytes()

    def write_authority(self, path: Path) -> Path:
        """Write the authority's certificate for clients to trust."""
        path.write_bytes(self.pem)
        return path

    def write_server(self, folder: Path) -> CertificateFiles:
        """Write what a server on this machine needs."""
        issued = self._authority.issue_cert(*HOSTS)
        files = CertificateFiles(folder / "ca.pem", folder / "cert.pem", folder / "key.pem")
        self.write_authority(files.authority)
        files.certificate.write_bytes(b"".join(pem.bytes() for pem in issued.cert_chain_pems))
        issued.private_key_pem.write_to_path(files.key)
        return files

    def server_context(self, *hosts: str, expires: datetime | None = None) -> ssl.SSLContext:
        """A server's context; by default for this machine, and not expired."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*(hosts or HOSTS), not_after=expires).configure_cert(context)
        return context

    def client_context(self) -> ssl.SSLContext:
        """A client's context that trusts this authority and no other."""
        return ssl.create_default_context(cadata=self.pem.decode())


def yesterday() -> datetime:
    """A time at which a certificate that is seen today has expired."""
    return datetime.now(UTC) - timedelta(days=1)
