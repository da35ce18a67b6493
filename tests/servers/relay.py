"""An SMTP server that hands mail on by LMTP at once, for who may not run Exim's daemon."""

from __future__ import annotations

import asyncio
import smtplib
import ssl
import threading
from collections.abc import Mapping
from typing import Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.certificates import HOST, CertificateFiles


class Relay:
    """A running relay: STARTTLS, AUTH, and 250 only for what LMTP has accepted."""

    def __init__(self, certificates: CertificateFiles, *, lmtp_port: int) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificates.certificate, certificates.key)
        self._handler = _Handler(lmtp_port)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def start(self, users: Mapping[str, str]) -> Self:
        """Start it with these users and passwords."""
        self.set_users(users)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(10)
        self.port = int(self._server.sockets[0].getsockname()[1])
        return self

    def stop(self) -> None:
        """Stop it."""
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def set_users(self, users: Mapping[str, str]) -> None:
        """Let these users send, and accept mail for them and nobody else."""
        self._handler.users = dict(users)

    def wait_until_delivered(self) -> None:
        """Nothing to wait for: what it has accepted is delivered."""

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._accept, HOST, 0)

    def _accept(self) -> SMTP:
        return SMTP(
            self._handler,
            hostname="relay",
            enable_SMTPUTF8=True,
            tls_context=self._context,
            require_starttls=True,
            auth_required=True,
            authenticator=self._handler.authenticate,
            loop=self._loop,
        )


class _Handler:
    """What aiosmtpd asks; the names of the methods and their arguments are its own."""

    def __init__(self, lmtp_port: int) -> None:
        self._lmtp_port = lmtp_port
        self.users: dict[str, str] = {}

    def authenticate(self, *given: object) -> AuthResult:
        login = given[-1]
        assert isinstance(login, LoginPassword)
        accepted = self.users.get(login.login.decode()) == login.password.decode()
        return AuthResult(success=accepted, handled=False)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address.lower() not in self.users:
            return f"550 <{address}>: Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        return await asyncio.get_running_loop().run_in_executor(None, self._deliver, envelope)

    def _deliver(self, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        try:
            with smtplib.LMTP(HOST, self._lmtp_port) as connection:
                connection.sendmail(envelope.mail_from or "", envelope.rcpt_tos, content)
        except smtplib.SMTPException as error:
            return f"451 4.3.0 not delivered: {type(error).__name__}"
        return "250 2.0.0 delivered"
