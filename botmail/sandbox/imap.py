"""IMAP connections: TLS from the start or by STARTTLS, and lines that break on purpose."""

from __future__ import annotations

import asyncio
import ssl
import uuid
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, closing, suppress
from typing import NoReturn

from proxyprotocol.sock import SocketInfoLocal
from pymap.bytes import WriteStream
from pymap.context import connection_exit, current_command
from pymap.imap import IMAPConnection
from pymap.imap.state import ConnectionState
from pymap.parsing.command import Command
from pymap.parsing.commands import Commands
from pymap.parsing.response import Response, ResponseContinuation
from pysasl.creds.server import ServerCredentials
from pysasl.exception import AuthenticationError
from pysasl.mechanism import ChallengeResponse, ServerChallenge

from botmail.sandbox.commands import AuthenticateWithResponseCommand
from botmail.sandbox.login import SandboxConfig, SandboxLogin
from botmail.sandbox.state import SandboxState
from botmail.sandbox.transport import abort

LINE_LIMIT = 8 * 1024 * 1024
_CHUNK = 64 * 1024

Callback = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class ImapConnection(IMAPConnection):
    """One client's connection."""

    def __init__(
        self,
        commands: Commands,
        config: SandboxConfig,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        information = SocketInfoLocal(writer, unique_id=uuid.uuid4().bytes)
        super().__init__(commands, config, reader, writer, information)
        self._obeys_injected_commands = config.office.behaviour.obeys_injected_commands
        self._cuts_next_response = False

    def cut(self) -> NoReturn:
        """Lose the connection at once.

        Raises:
            ConnectionResetError: always, so that the command ends here.
        """
        abort(self.writer.transport)
        raise ConnectionResetError

    def cut_within_next_response(self) -> None:
        """Lose the connection in the middle of the next response."""
        self._cuts_next_response = True

    async def write_response(self, resp: Response) -> None:
        """Write a response in few large pieces instead of pymap's many tiny ones."""
        buffer = _Buffer()
        with suppress(ConnectionError):
            await resp.async_write(buffer)
            if self._cuts_next_response:
                await self._write_half(bytes(buffer.content))
            for start in range(0, len(buffer.content), _CHUNK):
                self.writer.write(bytes(buffer.content[start : start + _CHUNK]))
                await self.writer.drain()

    async def _write_half(self, content: bytes) -> NoReturn:
        self.writer.write(content[: len(content) // 2])
        await self.writer.drain()
        # Let the half be sent: an abort throws away what is still in the buffer.
        await asyncio.sleep(0.01)
        self.cut()

    async def start_tls(self) -> None:
        """Encrypt the line, and forget commands that came before it was (CVE-2011-0411)."""
        if not self._obeys_injected_commands:
            self.reader._buffer.clear()  # type: ignore[attr-defined]  # asyncio has no public way
        await super().start_tls()

    async def authenticate(self, state: ConnectionState, mech_name: bytes) -> ServerCredentials | None:
        """Hear the client out, its initial response (SASL-IR) first."""
        mechanism = state.auth.get_server(mech_name)
        if mechanism is None:
            return None
        responses = _initial_responses(current_command.get())
        while True:
            try:
                return mechanism.server_attempt(responses)[0]
            except ServerChallenge as challenge:
                responses.append(await self._ask(challenge.data))

    async def _ask(self, challenge: bytes) -> ChallengeResponse:
        await self.write_response(ResponseContinuation(b64encode(challenge)))
        answer = bytes(await self.read_continuation(0)).rstrip(b"\r\n")
        if answer == b"*":
            raise AuthenticationError("Authentication canceled.")
        return ChallengeResponse(challenge, _decode(answer))


class ImapListener:
    """Accepts connections and knows those that are open."""

    def __init__(self, config: SandboxConfig) -> None:
        self._config = config
        self._login = SandboxLogin(config)
        self._open: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    async def accept_encrypted(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a client whose line is encrypted from the first byte."""
        connection, state = self._connect(reader, writer)
        state.trust_line()
        await self._serve(connection, state, writer)

    async def accept_clear(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve a client who has to say STARTTLS before the login."""
        await self._serve(*self._connect(reader, writer), writer)

    def _connect(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[ImapConnection, SandboxState]:
        connection = ImapConnection(self._config.commands, self._config, reader, writer)
        return connection, SandboxState(self._login, self._config, connection)

    async def _serve(self, connection: ImapConnection, state: SandboxState, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open[task] = writer
        try:
            async with AsyncExitStack() as stack:
                connection_exit.set(stack)
                stack.enter_context(closing(connection))
                await connection.run(state)
        except (ConnectionError, ssl.SSLError, asyncio.CancelledError):
            # The client has gone, or the server stops; there is nobody to tell.
            pass
        finally:
            del self._open[task]

    async def stop(self) -> None:
        """Say BYE to every client and close."""
        connections = dict(self._open)
        for task in connections:
            task.cancel()
        await asyncio.wait(connections, timeout=1) if connections else None
        for writer in connections.values():
            # Python 3.12's wait_closed waits 30 s for the end of TLS unless it is aborted.
            abort(writer.transport)


class _Buffer(WriteStream):
    def __init__(self) -> None:
        self.content = bytearray()

    def write(self, data: bytes) -> None:
        self.content += data


def _initial_responses(command: Command) -> list[ChallengeResponse]:
    if not isinstance(command, AuthenticateWithResponseCommand):
        return []
    initial = command.initial_response
    if initial is None:
        return []
    # RFC 4959: a lone "=" is an empty response.
    return [ChallengeResponse(b"", b"" if initial == b"=" else _decode(initial))]


def _decode(response: bytes) -> bytes:
    try:
        return b64decode(response, validate=True)
    except Base64Error as error:
        raise AuthenticationError("The response is not base64.") from error
