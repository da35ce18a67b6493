"""No exception of sockets, TLS or broken protocol leaves the mail room as itself."""

from __future__ import annotations

import builtins
import socket
import ssl
from pathlib import Path

import pytest

import botmail.mail
from botmail.domain.account import Server, Tls
from botmail.domain.errors import CertificateRefused, ConnectionFailed, ConnectionLost, MailError, ServerTimeout
from botmail.mail.faults import ConnectionEnded, HandshakeFailed, ProtocolBroken, quoted_answer, translated

SERVER = Server("mail.example.com", 993, Tls.IMPLICIT)


def exceptions_of(module: object, family: type[Exception]) -> list[type[Exception]]:
    found = [value for value in vars(module).values() if isinstance(value, type) and issubclass(value, family)]
    return sorted(set(found), key=lambda kind: kind.__name__)


FOREIGN = [
    *exceptions_of(builtins, OSError),
    *exceptions_of(socket, OSError),
    *exceptions_of(ssl, OSError),
    ConnectionEnded,
    HandshakeFailed,
    ProtocolBroken,
]


@pytest.mark.parametrize("kind", FOREIGN, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_foreign_exception_becomes_ours(kind: type[Exception]) -> None:
    with pytest.raises(MailError) as caught, translated(SERVER):
        raise kind(5, "strange words")
    assert SERVER.host in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (TimeoutError(), ServerTimeout),
        (socket.gaierror(-2, "unknown"), ConnectionFailed),
        (ConnectionRefusedError(111, "refused"), ConnectionFailed),
        (ConnectionResetError(104, "reset"), ConnectionLost),
        (BrokenPipeError(32, "pipe"), ConnectionLost),
        (ssl.SSLEOFError(8, "EOF"), ConnectionLost),
        (ssl.SSLError(1, "[SSL: DECRYPTION_FAILED_OR_BAD_RECORD_MAC]"), ConnectionLost),
        (HandshakeFailed("WRONG_VERSION_NUMBER"), ConnectionFailed),
        (ssl.SSLCertVerificationError(1, "bad"), CertificateRefused),
        (OSError(113, "No route to host"), ConnectionFailed),
        (UnicodeError("label empty or too long"), ConnectionFailed),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else type(value).__name__,
)
def test_each_fault_has_its_own_error(error: Exception, ours: type[MailError]) -> None:
    with pytest.raises(ours) as caught, translated(SERVER):
        raise error
    assert type(caught.value) is ours


def test_our_own_errors_pass_untouched() -> None:
    ours = ConnectionLost("as it is")
    with pytest.raises(ConnectionLost) as caught, translated(SERVER):
        raise ours
    assert caught.value is ours


def test_no_other_library_speaks_on_the_wire() -> None:
    sources = [path.read_text() for path in Path(botmail.mail.__path__[0]).glob("*.py")]
    assert sources
    assert not [name for name in ("smtplib", "imaplib", "imapclient") if any(f"import {name}" in s for s in sources)]


def test_servers_words_are_made_fit_to_be_shown() -> None:
    assert quoted_answer(b"a\x1b[31mred\x07\r\nline \xff" + b"x" * 500).startswith("ared line �xxx")
    assert len(quoted_answer("x" * 500)) == 200
