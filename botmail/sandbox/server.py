"""The sandbox server: a post office with four doors, run by one thread."""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Self, TypeVar

import trustme

from botmail.sandbox.faults import Behaviour, FaultPlan
from botmail.sandbox.imap import LINE_LIMIT, ImapListener
from botmail.sandbox.login import SandboxConfig
from botmail.sandbox.mailbox import Mailbox
from botmail.sandbox.message import Message
from botmail.sandbox.post_office import Delivery, PostOffice
from botmail.sandbox.smtp import SmtpListener

HOST = "127.0.0.1"
_STOP_SECONDS = 10.0

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Ports:
    """Where the server listens; 0 asks for a free port."""

    imaps: int = 0
    imap: int = 0
    submission: int = 0
    smtps: int = 0


class SandboxServer:
    """An IMAP and SMTP server on this machine, from `start` to `stop`.

    `tokens` are OAuth bearer tokens by user, `aliases` further addresses of users, and
    `catch_all` the user who gets what is for nobody; without one that is refused.
    """

    def __init__(
        self,
        passwords: Mapping[str, str],
        *,
        tokens: Mapping[str, str] | None = None,
        aliases: Mapping[str, str] | None = None,
        catch_all: str | None = None,
        behaviour: Behaviour | None = None,
        ports: Ports | None = None,
    ) -> None:
        self.office = PostOffice(
            dict(passwords),
            tokens=dict(tokens or {}),
            aliases=dict(aliases or {}),
            catch_all=catch_all,
            behaviour=behaviour or Behaviour(),
        )
        self.ports = ports or Ports()
        authority = trustme.CA()
        self.ca_pem = authority.cert_pem.bytes()
        self._ssl_context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost", HOST).configure_cert(self._ssl_context)

    @property
    def faults(self) -> FaultPlan:
        """What is to go wrong next."""
        return self.office.faults

    def client_context(self) -> ssl.SSLContext:
        """A context that verifies this server's certificate, and no other's."""
        return ssl.create_default_context(cadata=self.ca_pem.decode())

    def start(self) -> Self:
        """Listen; returns when clients can connect.

        Raises:
            OSError: a port is taken.
        """
        # aiosmtpd 1.4.6 warns of an attribute of its own that is deprecated at every AUTH.
        logging.getLogger("mail.log").setLevel(logging.ERROR)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sandbox-mail", daemon=True)
        self._thread.start()
        try:
            self._run(self._open())
        except BaseException:
            self._end_thread()
            raise
        return self

    def stop(self) -> None:
        """Close all connections and the ports."""
        if not self._loop.is_closed():
            self._run(self._close())
            self._end_thread()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def deliver(self, deliveries: Iterable[Delivery]) -> list[int]:
        """Put messages straight into folders, without SMTP; their UIDs."""
        waiting = list(deliveries)
        return self._call(lambda: [self.office.deliver(each) for each in waiting])

    def messages(self, user: str, folder: str = "INBOX") -> list[Message]:
        """The messages in a folder as they are stored, without IMAP.

        Raises:
            KeyError: there is no such folder.
        """
        return self._call(lambda: self.office.folder(user, folder).contents())

    def change_folder(self, user: str, folder: str, change: Callable[[Mailbox], None]) -> None:
        """Do something to a folder behind the clients' backs, such as `Mailbox.renumber`."""
        self._call(lambda: change(self.office.folder(user, folder)))

    def empty(self) -> None:
        """Throw all mail and planned faults away; the users stay."""
        self._call(self.office.empty)
        self.faults.clear()

    async def _open(self) -> None:
        config = SandboxConfig(self.office, self._ssl_context)
        self._imap = imap = ImapListener(config)
        self._smtp = smtp = SmtpListener(self.office, self._ssl_context)
        loop, secure, ports = self._loop, self._ssl_context, self.ports
        self._servers = servers = [
            await asyncio.start_server(imap.accept_encrypted, HOST, ports.imaps, ssl=secure, limit=LINE_LIMIT),
            await asyncio.start_server(imap.accept_clear, HOST, ports.imap, limit=LINE_LIMIT),
            await loop.create_server(smtp.accept_clear, HOST, ports.submission),
            await loop.create_server(smtp.accept_encrypted, HOST, ports.smtps, ssl=secure),
        ]
        self.ports = Ports(*(server.sockets[0].getsockname()[1] for server in servers))

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        await self._imap.stop()
        self._smtp.stop()
        with suppress(asyncio.TimeoutError):
            waiting = (server.wait_closed() for server in self._servers)
            await asyncio.wait_for(asyncio.gather(*waiting), timeout=2)

    def _end_thread(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_STOP_SECONDS)
        self._loop.close()

    def _run(self, work: Coroutine[object, object, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    def _call(self, work: Callable[[], Answer]) -> Answer:
        async def run() -> Answer:
            return work()

        return self._run(run())
