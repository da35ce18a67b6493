"""One SMTP connection for handing in mail (RFC 5321, RFC 6409): greeting, TLS, sign-in, commands and answers."""

from __future__ import annotations

import base64
import re
import ssl

from botmail.domain.account import Server, Tls
from botmail.domain.errors import ConnectionFailed, LoginRefused
from botmail.mail.faults import ProtocolBroken, quoted_answer
from botmail.mail.refusals import sign_in_hint
from botmail.mail.smtp_answers import Answer, rejection
from botmail.mail.stream import Stream, open_stream

_REPLY_LINE = re.compile(rb"(\d{3})([ -]|$)(.*)", re.DOTALL)
_MAX_REPLY_LINES = 500
_ALIVE_SECONDS = 10.0


class SmtpConnection:
    """Commands go out and answers come in, one at a time; `extensions` are EHLO's, in capitals, with their values."""

    def __init__(self, stream: Stream, server: Server) -> None:
        self.stream = stream
        self.server = server
        self.extensions: dict[str, str] = {}

    def command(self, line: str) -> Answer:
        """Send a command and give the answer.

        Raises:
            OSError: the connection broke, or the server broke the protocol.
        """
        self.stream.send(line.encode("utf-8", "surrogateescape") + b"\r\n")
        return self.answer()

    def answer(self) -> Answer:
        """The next answer, its lines joined.

        Raises:
            OSError: the connection broke, or the server broke the protocol.
        """
        code, words = self._read_reply()
        return Answer(code, quoted_answer(b" ".join(words)))

    def hello(self) -> None:
        """EHLO, by address: it tells nothing about the user's computer that TCP does not (RFC 5321 section 4.1.3).

        Raises:
            MailError: the server does not want us.
        """
        self.stream.send(f"EHLO [{self.stream.local_address}]\r\n".encode("ascii"))
        code, lines = self._read_reply()
        if code != 250:
            raise rejection(Answer(code, quoted_answer(b" ".join(lines))), server=self.server, what="our greeting")
        named = (line.decode("ascii", "replace").replace("=", " ", 1).partition(" ") for line in lines[1:])
        self.extensions = {name.upper(): value for name, _, value in named}

    def is_ready(self) -> bool:
        """Whether a kept connection still answers; a mail half handed in is forgotten by this (RSET)."""
        usual = self.stream.timeout_seconds
        self.stream.timeout_seconds = min(usual, _ALIVE_SECONDS)
        try:
            return self.command("RSET").code == 250
        except OSError:
            return False
        finally:
            self.stream.timeout_seconds = usual

    def goodbye(self) -> None:
        """QUIT, politely and briefly, then drop the connection; never raises."""
        self.stream.timeout_seconds = min(self.stream.timeout_seconds, 2.0)
        try:
            self.command("QUIT")
        except OSError:
            pass  # it is closed in any case
        finally:
            self.stream.close()

    def _read_reply(self) -> tuple[int, list[bytes]]:
        lines: list[bytes] = []
        while len(lines) < _MAX_REPLY_LINES:
            found = _REPLY_LINE.match(self.stream.read_line())
            if not found:
                raise ProtocolBroken("an answer without a code")
            lines.append(found[3].strip())
            if found[2] != b"-":
                return int(found[1]), lines
        raise ProtocolBroken("an answer without end")


def connect(server: Server, *, context: ssl.SSLContext, timeout_seconds: float) -> SmtpConnection:
    """A greeted and encrypted connection, not signed in yet.

    Raises:
        OSError: no connection, no trust, or broken protocol.
        MailError: the server turned us away, or has no STARTTLS.
    """
    is_implicit = server.tls is Tls.IMPLICIT
    stream = open_stream(server, context=context if is_implicit else None, timeout_seconds=timeout_seconds)
    connection = SmtpConnection(stream, server)
    try:
        _greet(connection)
        if not is_implicit:
            _encrypt(connection, context=context)
    except BaseException:
        stream.close()
        raise
    return connection


def sign_in(connection: SmtpConnection, username: str, password: str) -> None:
    """AUTH PLAIN (RFC 4616), or LOGIN where the server has only that; in UTF-8.

    Raises:
        LoginRefused: the server said no, or takes no passwords.
        OSError: the connection broke, or the server broke the protocol.
    """
    offered = connection.extensions.get("AUTH", "").upper().replace("=", " ").split()
    if "PLAIN" in offered:
        answer = connection.command("AUTH PLAIN " + _base64(f"\0{username}\0{password}"))
    elif "LOGIN" in offered:
        answer = _login(connection, username, password)
    else:
        raise LoginRefused(
            f"{connection.server} takes no passwords",
            hint="check that the port is the one for sending mail; or this provider wants sign-in by OAuth",
        )
    if answer.code == 235:
        return
    shown = Answer(answer.code, answer.text.replace(password, "…") if password else answer.text)
    raise LoginRefused(
        f'{connection.server} refused to sign in "{username}": "{shown}"',
        hint=sign_in_hint(connection.server, answer=shown.text),
        retryable=shown.is_temporary,
    )


def _greet(connection: SmtpConnection) -> None:
    greeting = connection.answer()
    if greeting.code != 220:
        raise rejection(greeting, server=connection.server, what="the connection")
    connection.hello()


def _encrypt(connection: SmtpConnection, *, context: ssl.SSLContext) -> None:
    if "STARTTLS" not in connection.extensions:
        raise ConnectionFailed(
            f"{connection.server} offers no STARTTLS, and nothing is ever sent unencrypted",
            hint="set TLS to implicit, usually with port 465",
        )
    answer = connection.command("STARTTLS")
    if answer.code != 220:
        raise rejection(answer, server=connection.server, what="to encrypt the connection")
    # start_tls refuses data sent ahead. What was said in clear anybody may have said: ask again (RFC 3207 section 4.2).
    connection.stream.start_tls(context, host=connection.server.host)
    connection.hello()


def _login(connection: SmtpConnection, username: str, password: str) -> Answer:
    answer = connection.command("AUTH LOGIN")
    for word in (username, password):
        if answer.code != 334:
            return answer
        answer = connection.command(_base64(word))
    return answer


def _base64(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogateescape")).decode("ascii")
