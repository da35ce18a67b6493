"""The sandbox server: a post office with four doors, run by one thread."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Callable, Iterable, Mapping
from types import TracebackType
from typing import Self

import trustme

from botmail.sandbox.doors import HOST, Doors, LoopThread, Ports
from botmail.sandbox.faults import Behaviour, FaultPlan
from botmail.sandbox.mailbox import Mailbox
from botmail.sandbox.message import Message
from botmail.sandbox.post_office import Delivery, PostOffice


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
        self._thread: LoopThread | None = None
        self._doors: Doors | None = None

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
        self._thread = thread = LoopThread()
        doors = Doors(self.office, self._ssl_context)
        try:
            self.ports = thread.run(doors.open(self.ports))
        except OSError:
            self.stop()
            raise
        self._doors = doors
        return self

    def stop(self) -> None:
        """Close all connections and the ports; again is no harm."""
        thread, self._thread = self._thread, None
        doors, self._doors = self._doors, None
        if thread and doors:
            thread.run(doors.close())
        if thread:
            thread.end()

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
        return self._loop.call(lambda: [self.office.deliver(each) for each in waiting])

    def messages(self, user: str, folder: str = "INBOX") -> list[Message]:
        """The messages in a folder as they are stored, without IMAP.

        Raises:
            KeyError: there is no such folder.
        """
        return self._loop.call(lambda: self.office.folder(user, folder).contents())

    def change_folder(self, user: str, folder: str, change: Callable[[Mailbox], None]) -> None:
        """Do something to a folder behind the clients' backs, such as `Mailbox.renumber`."""
        self._loop.call(lambda: change(self.office.folder(user, folder)))

    def empty(self) -> None:
        """Throw all mail and planned faults away; the users stay."""
        self._loop.call(self.office.empty)
        self.faults.clear()

    @property
    def _loop(self) -> LoopThread:
        if self._thread is None:
            raise RuntimeError("the sandbox server has not been started")
        return self._thread
