"""`SmtpTransport`: handing mails to an SMTP server, each phase told apart, so that nothing is sent twice by mistake."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import RLock
from types import TracebackType
from typing import Self

from botmail.domain.account import Server
from botmail.mail.delivery import Delivery, Phase
from botmail.mail.faults import translated
from botmail.mail.handover import Handover
from botmail.mail.smtp_answers import rejection
from botmail.mail.smtp_connection import SmtpConnection, connect, sign_in
from botmail.mail.tls import client_context

__all__ = ["Delivery", "SmtpTransport"]


class SmtpTransport:
    """A way to one SMTP server under one name. The connection is kept, and looked at before it is used again."""

    def __init__(
        self,
        server: Server,
        username: str,
        secret: Callable[[], str],
        *,
        ca_file: str = "",
        timeout_seconds: float = 30.0,
    ) -> None:
        self._server = server
        self._username = username
        self._secret = secret
        self._ca_file = ca_file
        self._timeout_seconds = timeout_seconds
        self._connection: SmtpConnection | None = None
        self._handover: Handover | None = None
        self._lock = RLock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Say QUIT and drop the connection; the transport can be used again."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection:
                connection.goodbye()

    @property
    def phases(self) -> tuple[Phase, ...]:
        """How far the last mail came. After an exception out of `send` this tells what may have happened: with
        "end of mail" among the phases the mail may have been sent, without it it was not.
        """
        return self._handover.phases if self._handover else ()

    def check(self) -> None:
        """Connect, sign in and see that the server answers.

        Raises:
            MailError: it does not; the message says why.
        """
        with self._lock, translated(self._server):
            try:
                answer = self._open(_unnoted).command("NOOP")
            except BaseException:
                self._drop()
                raise
        if not answer.is_ok:
            raise rejection(answer, server=self._server, what="to answer")

    def send(self, sender: str, recipients: Sequence[str], raw: bytes) -> Delivery:
        """Hand `raw` in for `recipients`, and tell what became of it; a server's answer never raises.

        An interrupt before the content is asked for ends it, and nothing is sent. From then on it is held back until
        the server has answered, 10 seconds at most, and told by `Delivery.is_interrupted`.
        """
        self._handover = None
        with self._lock:
            self._handover = handover = Handover(self._server, sender, recipients, raw)
            try:
                return handover.run(self._open)
            finally:
                if handover.is_broken:
                    self._drop()

    def _open(self, note: Callable[[Phase], None]) -> SmtpConnection:
        if self._connection is not None and not self._connection.is_ready():
            self._drop()
        if self._connection is None:
            self._connection = self._connect(note)
        return self._connection

    def _connect(self, note: Callable[[Phase], None]) -> SmtpConnection:
        note("connect")
        context = client_context(self._ca_file)
        connection = connect(self._server, context=context, timeout_seconds=self._timeout_seconds)
        if not self._username:
            return connection
        note("sign in")
        try:
            sign_in(connection, self._username, self._secret())
        except BaseException:
            connection.stream.close()
            raise
        return connection

    def _drop(self) -> None:
        if self._connection:
            self._connection.stream.close()
            self._connection = None


def _unnoted(_phase: Phase) -> None:
    """Where nobody asks how far it came."""
