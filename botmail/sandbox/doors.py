"""The four ports of a server, and the thread that runs the loop behind them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from ssl import SSLContext
from typing import TypeVar

from botmail.sandbox.imap import LINE_LIMIT, ImapListener
from botmail.sandbox.login import SandboxConfig
from botmail.sandbox.post_office import PostOffice
from botmail.sandbox.smtp import SmtpListener

# The server is for this machine alone; there is no way to make it listen elsewhere.
HOST = "127.0.0.1"
_CALL_SECONDS = 60.0
_STOP_SECONDS = 10.0

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the server listens; 0 asks for a free port."""

    imaps: int = 0
    imap: int = 0
    submission: int = 0
    smtps: int = 0


class Doors:
    """The open ports with the connections behind them."""

    def __init__(self, office: PostOffice, ssl_context: SSLContext) -> None:
        self._imap = ImapListener(SandboxConfig(office, ssl_context))
        self._smtp = SmtpListener(office, ssl_context)
        self._ssl_context = ssl_context
        self._servers: list[asyncio.Server] = []

    async def open(self, ports: Ports) -> Ports:
        """Listen on all four ports; the ones that it got.

        Raises:
            OSError: a port is taken.
        """
        try:
            await self._listen(ports)
        except OSError:
            await self.close()
            raise
        return Ports(*(server.sockets[0].getsockname()[1] for server in self._servers))

    async def _listen(self, ports: Ports) -> None:
        imap, smtp, secure = self._imap, self._smtp, self._ssl_context
        loop, add = asyncio.get_running_loop(), self._servers.append
        add(await asyncio.start_server(imap.accept_encrypted, HOST, ports.imaps, ssl=secure, limit=LINE_LIMIT))
        add(await asyncio.start_server(imap.accept_clear, HOST, ports.imap, limit=LINE_LIMIT))
        add(await loop.create_server(smtp.accept_clear, HOST, ports.submission))
        add(await loop.create_server(smtp.accept_encrypted, HOST, ports.smtps, ssl=secure))

    async def close(self) -> None:
        """Say BYE to every client and close the ports."""
        for server in self._servers:
            server.close()
        await self._imap.stop()
        self._smtp.stop()
        with suppress(asyncio.TimeoutError):
            waiting = (server.wait_closed() for server in self._servers)
            await asyncio.wait_for(asyncio.gather(*waiting), timeout=2)


class LoopThread:
    """A thread with an event loop in which everybody else can have work done."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sandbox-mail", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[object, object, Answer]) -> Answer:
        """Run a coroutine there and wait for its answer."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_CALL_SECONDS)

    def call(self, work: Callable[[], Answer]) -> Answer:
        """Call a function there and wait for its answer."""

        async def run() -> Answer:
            return work()

        return self.run(run())

    def end(self) -> None:
        """End the thread and its loop."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_STOP_SECONDS)
        self._loop.close()
