"""TLS contexts: verified, always; there is no switch that accepts an invalid certificate."""

from __future__ import annotations

import ssl
from pathlib import Path

from botmail.domain.errors import CertificateRefused


def client_context(ca_file: str = "") -> ssl.SSLContext:
    """A context that wants TLS 1.2 or newer, a certificate chain to a trusted authority, and the right host name.

    `ca_file` adds a private authority's certificates (PEM); `SSL_CERT_FILE` is honoured as OpenSSL does.

    Raises:
        CertificateRefused: `ca_file` cannot be read or holds no certificate.
    """
    context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if ca_file:
        _trust_also(context, ca_file)
    return context


def _trust_also(context: ssl.SSLContext, ca_file: str) -> None:
    try:
        context.load_verify_locations(cafile=str(Path(ca_file).expanduser()))
    except (OSError, ssl.SSLError) as error:
        raise CertificateRefused(
            f'the file of trusted certificates "{ca_file}" cannot be used: it is missing or holds no PEM certificate',
            hint="set the account's ca_file, or SSL_CERT_FILE, to the authority's certificate in PEM form",
        ) from error
