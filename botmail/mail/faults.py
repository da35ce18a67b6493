"""Foreign exceptions become ours in this one place: sockets, TLS, and broken protocol."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from botmail.domain.account import Server, Tls
from botmail.domain.errors import (
    CertificateRefused,
    ConnectionFailed,
    ConnectionLost,
    MailError,
    ServerTimeout,
)
from botmail.domain.plain import plain_line

_MAX_QUOTED = 200
_CERTIFICATE_ADVICE = {
    9: ("is not valid yet", "check this computer's clock, or ask whoever runs the server"),
    10: ("has expired", "ask whoever runs the server to renew it; nothing is sent to it until then"),
    62: ("belongs to another host", "use the host name that the provider gives for this server"),
    64: ("belongs to another host", "use the host name that the provider gives for this server"),
}
_UNKNOWN_AUTHORITY = (
    "comes from an authority that this computer does not trust",
    "if it is your own authority, name its certificate in SSL_CERT_FILE or as the account's ca_file",
)


class ConnectionEnded(ConnectionError):
    """The other side closed the connection where more was due."""


class HandshakeFailed(ConnectionError):
    """TLS could not be started: the other side speaks none, or none that is still safe."""


class ProtocolBroken(ConnectionError):
    """The other side sent what no server may send; the connection is of no further use."""


def quoted_answer(text: str | bytes) -> str:
    """A server's own words, fit to be shown: one line, no control characters, at most 200 characters."""
    words = plain_line(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)
    return words if len(words) <= _MAX_QUOTED else words[: _MAX_QUOTED - 1] + "…"


@contextmanager
def translated(server: Server) -> Iterator[None]:
    """Whatever sockets, TLS and the protocol raise inside becomes a `MailError` about `server`.

    Raises:
        MailError: the family's fitting member, with a hint.
    """
    try:
        yield
    except MailError:
        raise
    except (OSError, UnicodeError) as error:
        raise translation(error, server=server) from error


def translation(error: Exception, *, server: Server) -> MailError:
    """The `MailError` that tells what `error` means for `server`."""
    for kinds, translate in _TRANSLATIONS:
        if isinstance(error, kinds):
            return translate(error, server)
    return ConnectionFailed(f"{server} cannot be reached: {_words(error)}", hint="check the network, then try again")


def _certificate(error: Exception, server: Server) -> MailError:
    number = getattr(error, "verify_code", 0)
    what, hint = _CERTIFICATE_ADVICE.get(number, _UNKNOWN_AUTHORITY)
    return CertificateRefused(f"the certificate of {server} {what}, so nothing was sent to it", hint=hint)


def _timeout(_error: Exception, server: Server) -> MailError:
    return ServerTimeout(
        f"{server} did not answer in time", hint="try again later; if it stays so, check host, port, TLS and firewall"
    )


def _unknown_host(_error: Exception, server: Server) -> MailError:
    return ConnectionFailed(
        f'there is no host named "{server.host}", or the network is down',
        hint="check the spelling of the server's name and the network",
    )


def _closed_port(_error: Exception, server: Server) -> MailError:
    return ConnectionFailed(
        f"{server} refuses connections: nothing listens on port {server.port}",
        hint="check the port: IMAP 993 (or 143 with STARTTLS), SMTP 465 (or 587 with STARTTLS)",
    )


def _lost(_error: Exception, server: Server) -> MailError:
    return ConnectionLost(f"the connection to {server} broke in the middle", hint="try again")


def _broken(error: Exception, server: Server) -> MailError:
    return ConnectionLost(
        f"{server} sent what a mail server may not send ({_words(error)}), so the connection was closed",
        hint="check that host and port belong to a mail server",
    )


def _no_tls(error: Exception, server: Server) -> MailError:
    other = "starttls" if server.tls is Tls.IMPLICIT else "implicit"
    return ConnectionFailed(
        f"{server} does not speak TLS in the way that was expected, {server.tls.value} ({_words(error)})",
        hint=f"check the port, or set TLS to {other}",
    )


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return quoted_answer(error.strerror)
    return quoted_answer(str(error)) or type(error).__name__


_TRANSLATIONS = (
    (ssl.SSLCertVerificationError, _certificate),
    (TimeoutError, _timeout),
    (socket.gaierror, _unknown_host),
    (ConnectionRefusedError, _closed_port),
    (ProtocolBroken, _broken),
    (HandshakeFailed, _no_tls),
    ((ConnectionError, ssl.SSLError), _lost),
    (UnicodeError, _unknown_host),
)
