"""TLS contexts: verified, always; there is no switch that accepts an invalid certificate."""

from __future__ import annotations

import os
import ssl
from functools import lru_cache
from pathlib import Path

from botmail.domain.errors import CertificateRefused


def client_context(ca_file: str = "") -> ssl.SSLContext:
    """A context that wants TLS 1.2 or newer, a certificate chain to a trusted authority, and the right host name.

    `ca_file` adds a private authority's certificates (PEM); `SSL_CERT_FILE` is honoured as OpenSSL does. To read the
    system's authorities takes 50 ms, so a context is kept while none of the files changes.

    Raises:
        CertificateRefused: `ca_file` cannot be read or holds no certificate.
    """
    system = ssl.get_default_verify_paths()
    files = (ca_file, system.cafile or system.openssl_cafile)
    return _context(ca_file, os.environ.get("SSL_CERT_FILE", ""), tuple(_changed_at(file) for file in files))


@lru_cache(maxsize=8)
def _context(ca_file: str, _environment: str, _changed: tuple[int, ...]) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        _trust_also(context, ca_file)
    return context


def _changed_at(file: str) -> int:
    try:
        return Path(file).expanduser().stat().st_mtime_ns
    except (OSError, RuntimeError):
        return 0


def _trust_also(context: ssl.SSLContext, ca_file: str) -> None:
    try:
        context.load_verify_locations(cafile=str(Path(ca_file).expanduser()))
    except (OSError, RuntimeError, ssl.SSLError) as error:
        raise CertificateRefused(
            f'the file of trusted certificates "{ca_file}" cannot be used: it is missing or holds no PEM certificate',
            hint="set the account's ca_file, or SSL_CERT_FILE, to the authority's certificate in PEM form",
        ) from error
