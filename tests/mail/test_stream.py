"""The stream: lines and counted bytes as they come, within bounds of time and size."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from botmail.mail import stream as stream_module
from botmail.mail.faults import ConnectionEnded, ProtocolBroken
from botmail.mail.stream import Stream


@pytest.fixture
def ends() -> Iterator[tuple[Stream, socket.socket]]:
    """A stream and the other end of its connection."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Stream(ours, timeout_seconds=0.3), theirs


def test_lines_and_literals_come_apart(ends: tuple[Stream, socket.socket]) -> None:
    stream, other = ends
    other.sendall(b"one\r\ntwo\n{5}\r\n\r\nab\n)\r\n")
    assert [stream.read_line() for _ in range(3)] == [b"one", b"two", b"{5}"]
    assert (stream.read_exactly(5), stream.has_buffered) == (b"\r\nab\n", True)
    assert (stream.read_line(), stream.has_buffered) == (b")", False)


def test_line_may_come_in_pieces(ends: tuple[Stream, socket.socket]) -> None:
    stream, other = ends
    for piece in (b"a", b"b\r", b"\nc"):
        threading.Timer(0.02 * len(piece), other.sendall, [piece]).start()
        time.sleep(0.03 * len(piece))
    assert stream.read_line() == b"ab"


def test_end_of_connection_is_told(ends: tuple[Stream, socket.socket]) -> None:
    stream, other = ends
    other.sendall(b"half a li")
    other.close()
    with pytest.raises(ConnectionEnded):
        stream.read_line()


def test_line_that_drips_is_a_timeout(ends: tuple[Stream, socket.socket]) -> None:
    stream, other = ends
    stop = threading.Event()

    def drip() -> None:
        while not stop.wait(0.05):
            other.sendall(b"x")

    dripping = threading.Thread(target=drip)
    dripping.start()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        stream.read_line()
    stop.set()
    dripping.join()
    assert time.monotonic() - began < 3


def test_endless_line_is_refused(ends: tuple[Stream, socket.socket], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream_module, "MAX_LINE_BYTES", 1000)
    stream, other = ends
    other.sendall(b"x" * 2000)
    with pytest.raises(ProtocolBroken, match="a line of more than"):
        stream.read_line()


def test_huge_literal_is_refused_before_it_comes(ends: tuple[Stream, socket.socket]) -> None:
    with pytest.raises(ProtocolBroken, match="a literal of 999999999999 bytes"):
        ends[0].read_exactly(999_999_999_999)


def test_large_data_goes_out_whole(ends: tuple[Stream, socket.socket]) -> None:
    stream, other = ends
    data = bytes(range(256)) * 4000
    received = bytearray()

    def receive() -> None:
        while len(received) < len(data):
            received.extend(other.recv(65536))

    receiving = threading.Thread(target=receive)
    receiving.start()
    stream.send(data)
    receiving.join(5)
    assert bytes(received) == data


def test_abort_ends_what_another_thread_waits_for(ends: tuple[Stream, socket.socket]) -> None:
    stream = ends[0]
    stream.timeout_seconds = 30
    threading.Timer(0.05, stream.abort).start()
    with pytest.raises(ConnectionEnded):
        stream.read_line()
