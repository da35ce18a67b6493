"""From a host name to a signed-in IMAP connection: greeting, TLS, password."""

from __future__ import annotations

import base64
import ssl

from botmail.domain.account import Server, Tls
from botmail.domain.errors import ConnectionFailed, LoginRefused
from botmail.mail.arguments import string
from botmail.mail.connection import ImapConnection, Reply
from botmail.mail.faults import ProtocolBroken, quoted_answer
from botmail.mail.refusals import refused_sign_in
from botmail.mail.responses import Status, status_of
from botmail.mail.stream import open_stream


def connect(server: Server, *, context: ssl.SSLContext, timeout_seconds: float) -> ImapConnection:
    """A connection that is encrypted and greeted, and not signed in yet.

    Raises:
        OSError: no connection, no trust, or broken protocol.
        ConnectionFailed: the server turned us away, or has no STARTTLS.
    """
    is_implicit = server.tls is Tls.IMPLICIT
    stream = open_stream(server, context=context if is_implicit else None, timeout_seconds=timeout_seconds)
    connection = ImapConnection(stream, server)
    try:
        greeting = _greeting(connection)
        if is_implicit and greeting.code == "CAPABILITY":
            connection.capabilities = frozenset(greeting.arguments.upper().split())
        if not is_implicit:
            _encrypt(connection, greeting, context=context)
        if not connection.capabilities:
            connection.command("CAPABILITY")
    except BaseException:
        stream.close()
        raise
    return connection


def sign_in(connection: ImapConnection, username: str, password: str) -> None:
    """AUTHENTICATE PLAIN (RFC 4616), or LOGIN where the server has only that.

    Raises:
        LoginRefused: the server said no; its answer is quoted, without the password.
    """
    before = connection.capabilities
    reply = _present(connection, username, password)
    if not reply.status.is_ok:
        answer = reply.status.text.replace(password, "…") if password else reply.status.text
        raise refused_sign_in(connection.server, username, answer=answer)
    if connection.capabilities is before:  # most servers tell the new ones along with the OK
        connection.command("CAPABILITY")


def _present(connection: ImapConnection, username: str, password: str) -> Reply:
    if not connection.has("AUTH=PLAIN"):
        if connection.has("LOGINDISABLED"):
            raise LoginRefused(
                f"{connection.server} takes no passwords", hint="this provider wants sign-in by OAuth, not a password"
            )
        return connection.command("LOGIN", string(username), string(password))
    secret = base64.b64encode(f"\0{username}\0{password}".encode("utf-8", "surrogateescape"))
    if connection.has("SASL-IR"):
        return connection.command("AUTHENTICATE", b"PLAIN", secret)
    return connection.conversation("AUTHENTICATE", b"PLAIN", answer=secret)


def _greeting(connection: ImapConnection) -> Status:
    line = connection.stream.read_line()
    greeting = status_of(line[2:]) if line.startswith(b"* ") else None
    if greeting is None:
        raise ProtocolBroken("no IMAP greeting")
    if greeting.word not in ("OK", "PREAUTH"):
        raise ConnectionFailed(
            f'{connection.server} turned us away: "{quoted_answer(greeting.text)}"', hint="try again later"
        )
    return greeting


def _encrypt(connection: ImapConnection, greeting: Status, *, context: ssl.SSLContext) -> None:
    if greeting.word == "PREAUTH":
        raise ProtocolBroken("it claims that we are signed in before the connection is encrypted")
    if not connection.command("STARTTLS").status.is_ok:
        raise ConnectionFailed(
            f"{connection.server} offers no STARTTLS, and nothing is ever sent unencrypted",
            hint="set TLS to implicit, usually with port 993",
        )
    # start_tls refuses data that was sent ahead; what was said in clear anybody may have said, so it is forgotten.
    connection.stream.start_tls(context, host=connection.server.host)
    connection.capabilities = frozenset()
