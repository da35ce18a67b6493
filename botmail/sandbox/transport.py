"""Losing a connection at once, whatever state it is in."""

from __future__ import annotations

from asyncio import BaseTransport, WriteTransport
from contextlib import suppress


def abort(transport: BaseTransport | None) -> None:
    """Lose the connection without a word; one that is lost already is no error."""
    if isinstance(transport, WriteTransport):
        # CPython: a TLS transport that was closed twice has forgotten its protocol, and abort fails.
        with suppress(AttributeError):
            transport.abort()
