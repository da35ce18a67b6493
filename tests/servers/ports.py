"""Ports for servers that cannot choose one by themselves."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable

from tests.servers.certificates import HOST

_POLL_SECONDS = 0.01


def free_ports(count: int) -> list[int]:
    """So many different ports that were free a moment ago."""
    listeners = [socket.create_server((HOST, 0)) for _ in range(count)]
    ports = [int(listener.getsockname()[1]) for listener in listeners]
    for listener in listeners:
        listener.close()
    return ports


def wait_for_greeting(port: int, greeting: bytes, *, is_alive: Callable[[], bool], seconds: float = 10) -> bool:
    """Wait until a server greets; False if it has died or the time is over."""
    deadline = time.monotonic() + seconds
    while is_alive() and time.monotonic() < deadline:
        try:
            with socket.create_connection((HOST, port), timeout=2) as connection:
                if connection.recv(4096).startswith(greeting):
                    return True
        except OSError:
            # It does not listen yet.
            pass
        time.sleep(_POLL_SECONDS)
    return False
