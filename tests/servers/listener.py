"""A listener on 127.0.0.1 that holds scripted conversations, good or bad."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from enum import Enum, auto
from types import TracebackType
from typing import Self

from tests.servers.certificates import HOST


class Misdeed(Enum):
    """What a bad server does in place of an answer."""

    CUT = auto()
    HANG = auto()


CUT = Misdeed.CUT
HANG = Misdeed.HANG

# Text is a line, bytes are sent as they are: half a line, for one.
Step = str | bytes | Misdeed
Reply = Step | tuple[Step, ...]
Script = Mapping[str, Reply | list[Reply]]


class ConversationOver(Exception):
    """The client has gone, or the script ends the conversation."""


class Peer:
    """The client on the other end of a conversation."""

    def __init__(self, connection: socket.socket, stopping: threading.Event) -> None:
        self._connection = connection
        self._stopping = stopping
        self._file = connection.makefile("rb")

    def read_line(self) -> str:
        """Hear a line, without its end.

        Raises:
            ConversationOver: the client has gone.
        """
        line = self._file.readline()
        if not line:
            raise ConversationOver
        return line.rstrip(b"\r\n").decode("utf-8", "replace")

    def read(self, size: int) -> bytes:
        """Hear so many bytes."""
        return self._file.read(size)

    def perform(self, reply: Reply, **values: str) -> None:
        """Say or do what a reply consists of; ``{name}`` in its lines is filled in.

        Raises:
            ConversationOver: the reply is a misdeed that ends the conversation.
        """
        for step in reply if isinstance(reply, tuple) else (reply,):
            if step is HANG:
                self._stopping.wait()
            if isinstance(step, Misdeed):
                raise ConversationOver
            self._connection.sendall(step if isinstance(step, bytes) else f"{step}\r\n".format(**values).encode())

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Become the server of TLS on this line."""
        self._connection = context.wrap_socket(self._connection, server_side=True)
        self._file = self._connection.makefile("rb")

    def close(self) -> None:
        """Hang up without a word, not even that of TLS."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()


class ReplyBook:
    """The replies of a script: a list is used up one by one, its last reply stays."""

    def __init__(self, script: Script) -> None:
        self._replies = {name: list(each) if isinstance(each, list) else [each] for name, each in script.items()}

    def take(self, name: str, otherwise: Reply) -> Reply:
        """The next reply to a command."""
        replies = self._replies.get(name, [otherwise])
        return replies.pop(0) if len(replies) > 1 else replies[0]


class Listener:
    """Accepts clients and holds the same conversation with each, in threads."""

    def __init__(self, converse: Callable[[Peer], None], *, context: ssl.SSLContext | None = None) -> None:
        self._converse = converse
        self._context = context
        self._stopping = threading.Event()
        self._listening = socket.create_server((HOST, 0))
        self.port = int(self._listening.getsockname()[1])
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._peers: list[Peer] = []

    def start(self) -> Self:
        """Begin to accept clients."""
        self._threads[0].start()
        return self

    def stop(self) -> None:
        """End all conversations, hanging ones too."""
        self._stopping.set()
        # Closing alone does not wake the thread that waits in accept.
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for peer in list(self._peers):
            peer.close()
        for thread in self._threads:
            thread.join(5)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=[connection], daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        peer = Peer(connection, self._stopping)
        self._peers.append(peer)
        # A client that does not like our certificate hangs up, which is what it should do.
        with suppress(ConversationOver, OSError, ValueError):
            if self._context:
                peer.encrypt(self._context)
            self._converse(peer)
        peer.close()


def keep_silent(peer: Peer) -> None:
    """A conversation in which the server never says a word."""
    peer.perform(HANG)
