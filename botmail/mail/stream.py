"""A socket as a stream of lines and counted bytes, with bounds on time and size, that TLS can be started on."""

from __future__ import annotations

import socket
import ssl
import time

from botmail.domain.account import Server
from botmail.domain.errors import ConnectionFailed
from botmail.mail.faults import ConnectionEnded, HandshakeFailed, ProtocolBroken

MAX_LINE_BYTES = 8 * 1024 * 1024
MAX_LITERAL_BYTES = 160 * 1024 * 1024
_CHUNK_BYTES = 256 * 1024
_SENT_BYTES = 64 * 1024


class Stream:
    """A connected socket with a buffer of its own, so that it is always known what has arrived and not been read."""

    def __init__(self, sock: socket.socket, *, timeout_seconds: float) -> None:
        self._socket = sock
        self._buffer = bytearray()
        self._position = 0
        self.timeout_seconds = timeout_seconds

    @property
    def has_buffered(self) -> bool:
        """Whether bytes have arrived that nobody has read yet."""
        return self._position < len(self._buffer)

    @property
    def local_address(self) -> str:
        """Our end's address, as an address literal has it."""
        host = str(self._socket.getsockname()[0]).partition("%")[0]
        return f"IPv6:{host}" if ":" in host else host

    def send(self, data: bytes) -> None:
        """Write all of `data`; the time-out is for each piece, since a large mail may take its time on a thin line."""
        self._socket.settimeout(self.timeout_seconds)
        whole = memoryview(data)
        for start in range(0, len(data), _SENT_BYTES):
            self._socket.sendall(whole[start : start + _SENT_BYTES])

    def read_line(self) -> bytes:
        """The next line without its line end; the whole line has to come within the time-out."""
        deadline = time.monotonic() + self.timeout_seconds
        searched = self._position
        while True:
            end = self._buffer.find(b"\n", searched)
            if end >= 0:
                return self._take_line(end)
            searched = len(self._buffer)
            if searched - self._position > MAX_LINE_BYTES:
                raise ProtocolBroken(f"a line of more than {MAX_LINE_BYTES // 1024 // 1024} MiB")
            searched -= self._fill(deadline - time.monotonic())

    def read_exactly(self, count: int) -> bytes:
        """The next `count` bytes."""
        if count > MAX_LITERAL_BYTES:
            raise ProtocolBroken(f"a literal of {count} bytes")
        while len(self._buffer) - self._position < count:
            self._fill(self.timeout_seconds)
        taken = bytes(memoryview(self._buffer)[self._position : self._position + count])
        self._position += count
        return taken

    def start_tls(self, context: ssl.SSLContext, *, host: str) -> None:
        """Go on encrypted. Refused when anything sent in clear is still unread: it would pass for encrypted later."""
        if self.has_buffered:
            raise ProtocolBroken("data sent ahead of the encrypted session")
        self._socket.settimeout(self.timeout_seconds)
        self._socket = _encrypted(self._socket, context, host=host)

    def abort(self) -> None:
        """End whatever another thread waits for on this connection; never raises."""
        try:
            # SSLSocket.shutdown would take the encryption away under the reader's feet, and show it plain bytes.
            socket.socket.shutdown(self._socket, socket.SHUT_RDWR)
        except OSError:
            return

    def close(self) -> None:
        """Let go of the socket without a word; never raises."""
        try:
            self._socket.close()
        except OSError:
            return

    def _take_line(self, end: int) -> bytes:
        start, self._position = self._position, end + 1
        return bytes(memoryview(self._buffer)[start:end]).removesuffix(b"\r")

    def _fill(self, seconds: float) -> int:
        """Receive more; gives by how much the read part was cut off the front."""
        dropped = self._drop_read_part()
        if seconds <= 0:
            raise TimeoutError("timed out")
        self._socket.settimeout(seconds)
        received = self._socket.recv(_CHUNK_BYTES)
        if not received:
            raise ConnectionEnded("the server closed the connection")
        self._buffer += received
        return dropped

    def _drop_read_part(self) -> int:
        dropped, self._position = self._position, 0
        del self._buffer[:dropped]
        return dropped


def open_stream(server: Server, *, context: ssl.SSLContext | None, timeout_seconds: float) -> Stream:
    """Connect to `server`; encrypted from the first byte when a `context` is given.

    Raises:
        OSError: there is no way there, no trust, or no TLS.
        ConnectionFailed: no host can have that name, or no port that number.
    """
    if not server.host or not server.host.isprintable() or " " in server.host or not 0 < server.port < 65536:
        raise ConnectionFailed(f'"{server}" is no host name and port', hint="check the account's settings")
    sock = socket.create_connection((server.host, server.port), timeout=timeout_seconds)
    try:
        # Commands and literals are written apart; Nagle's algorithm would hold each second write for 40 ms.
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        if context is not None:
            sock = _encrypted(sock, context, host=server.host)
    except BaseException:
        sock.close()
        raise
    return Stream(sock, timeout_seconds=timeout_seconds)


def _encrypted(sock: socket.socket, context: ssl.SSLContext, *, host: str) -> ssl.SSLSocket:
    try:
        return context.wrap_socket(sock, server_hostname=host)
    except ssl.SSLCertVerificationError:
        raise
    except ssl.SSLError as error:
        raise HandshakeFailed(error.reason or "no answer to it") from error
