"""SMTP for sending: STARTTLS or TLS from the start, and always with a login."""

# ruff: noqa: ARG002, N802 - aiosmtpd chooses the names and the arguments of its handler.
from __future__ import annotations

import asyncio
import ssl
from base64 import b64decode
from binascii import Error as Base64Error
from email.utils import formatdate

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from botmail.sandbox.bearer import parse_bearer
from botmail.sandbox.faults import Cut, Delay, Fault, Moment, Refuse
from botmail.sandbox.post_office import Delivery, PostOffice
from botmail.sandbox.transport import abort


class SmtpListener:
    """Makes a protocol for every connection and knows those that are open."""

    def __init__(self, office: PostOffice, ssl_context: ssl.SSLContext) -> None:
        self._office = office
        self._ssl_context = ssl_context
        self._open: set[SmtpConnection] = set()

    def accept_clear(self) -> SmtpConnection:
        """Serve a client who has to say STARTTLS before anything else."""
        return SmtpConnection(self._office, self._open, self._ssl_context)

    def accept_encrypted(self) -> SmtpConnection:
        """Serve a client whose line is encrypted from the first byte."""
        connection = SmtpConnection(self._office, self._open, None)
        connection.trust_line()
        return connection

    def stop(self) -> None:
        """Close all connections."""
        for connection in list(self._open):
            connection.abort()


class SmtpConnection(SMTP):
    """One client's connection."""

    def __init__(
        self,
        office: PostOffice,
        others: set[SmtpConnection],
        ssl_context: ssl.SSLContext | None,
    ) -> None:
        handler = _Handler(office)
        super().__init__(
            handler,
            hostname="sandbox",
            ident="botmail sandbox",
            enable_SMTPUTF8=True,
            tls_context=ssl_context,
            require_starttls=ssl_context is not None,
            auth_required=True,
            authenticator=handler.authenticate,
            loop=asyncio.get_running_loop(),
        )
        self._others = others

    def trust_line(self) -> None:
        """Offer a login without STARTTLS: the whole line is encrypted."""
        self._auth_require_tls = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._others.add(self)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        self._others.discard(self)
        super().connection_lost(error)

    def abort(self) -> None:
        """Lose the connection at once."""
        abort(self.transport)


class _Handler:
    """What aiosmtpd asks; the names of the methods are its own."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
    ) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        user = data.login.decode("utf-8", "replace")
        password = data.password.decode("utf-8", "replace")
        accepted = self._office.check_password(user, password)
        return AuthResult(success=accepted, handled=False, auth_data=user)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        return await self._take_token(server, args)

    async def auth_OAUTHBEARER(self, server: SMTP, args: list[str]) -> AuthResult:
        return await self._take_token(server, args)

    async def _take_token(self, server: SMTP, args: list[str]) -> AuthResult:
        response = await _initial_response(server, args)
        given = parse_bearer(response)
        accepted = self._office.check_token(given.user, given.token)
        return AuthResult(success=accepted, handled=False, auth_data=given.user)

    async def handle_MAIL(
        self,
        server: SmtpConnection,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        refusal = await self._meet_fault(server, "MAIL")
        if refusal:
            return refusal
        own = str(session.auth_data).lower()
        if self._office.behaviour.own_sender_only and address.lower() != own:
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 OK"

    async def handle_RCPT(
        self,
        server: SmtpConnection,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        refusal = await self._meet_fault(server, "RCPT")
        if refusal:
            return refusal
        if self._office.recipient(address) is None:
            return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SmtpConnection, session: Session, envelope: Envelope) -> str:
        fault = self._office.faults.take("DATA")
        refusal = await _suffer(server, fault)
        if refusal:
            return refusal
        self._deliver(session, envelope)
        if isinstance(fault, Cut):
            server.abort()
        return "250 2.0.0 OK queued"

    async def _meet_fault(self, server: SmtpConnection, command: str) -> str | None:
        return await _suffer(server, self._office.faults.take(command))

    def _deliver(self, session: Session, envelope: Envelope) -> None:
        content = envelope.content
        assert isinstance(content, bytes)
        trace = (
            f"Return-Path: <{envelope.mail_from}>\r\n"
            f"Received: from {session.host_name} ([127.0.0.1]) by sandbox with ESMTPSA;"
            f" {formatdate()}\r\n"
        )
        users = {self._office.recipient(address) for address in envelope.rcpt_tos}
        for user in sorted(user for user in users if user):
            self._office.deliver(Delivery(user, trace.encode() + content))


async def _suffer(server: SmtpConnection, fault: Fault | None) -> str | None:
    """Meet a fault; the reply if it is a refusal."""
    if isinstance(fault, Refuse):
        return fault.reply
    if isinstance(fault, Delay):
        await asyncio.sleep(fault.seconds)
    if isinstance(fault, Cut) and fault.moment is Moment.BEFORE:
        server.abort()
        return "421 4.3.0 nobody hears this"
    return None


async def _initial_response(server: SMTP, args: list[str]) -> bytes:
    """The response that came with AUTH, or the answer to an empty challenge."""
    if len(args) == 1:
        answer = await server.challenge_auth("")
        return answer if isinstance(answer, bytes) else b""
    try:
        return b64decode(args[1], validate=True)
    except Base64Error:
        return b""
