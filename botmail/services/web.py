"""`Web`: reading a page from the network, so that a program cannot reach what is behind the user's own wall.

Only https; every address that a name stands for must be public, and the connection goes to the address that was
checked, after each redirect anew; no credentials, 10 MB and 30 seconds at most.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from botmail.domain.errors import FileProblem
from botmail.domain.plain import plain_line

LARGEST_BYTES = 10 * 1024 * 1024
LONGEST_SECONDS = 30.0
MOST_REDIRECTS = 5

_CHUNK_BYTES = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": "botmail", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses that a host's name stands for."""


@dataclass(frozen=True, slots=True)
class Page:
    """What came: the address it came from in the end, its media type in small letters, its character set, its bytes."""

    url: str
    media_type: str
    charset: str
    content: bytes


class Web:
    """Fetches pages; `resolve` and `is_allowed` are what a test replaces to reach a server of its own."""

    def __init__(
        self,
        *,
        resolve: Resolve | None = None,
        is_allowed: Callable[[str], bool] | None = None,
        longest_seconds: float = LONGEST_SECONDS,
        largest_bytes: int = LARGEST_BYTES,
    ) -> None:
        self._resolve = resolve or addresses_of
        self._is_allowed = is_allowed or is_public
        self._longest_seconds = longest_seconds
        self._largest_bytes = largest_bytes

    def fetch(self, url: str) -> Page:
        """The page at `url`, redirects followed.

        Raises:
            FileProblem: the address is not for programs, nobody answers, the answer is no success, or too much.
        """
        deadline = time.monotonic() + self._longest_seconds
        for _ in range(MOST_REDIRECTS + 1):
            parts = checked_url(url)
            with self._opened(parts, deadline) as connection, _told(parts, deadline):
                connection.request("GET", _target(parts), headers=_HEADERS)
                response = connection.getresponse()
                if response.status not in _REDIRECTS:
                    return self._page(url, parts, response=response, deadline=deadline)
                url = urljoin(url, response.getheader("Location") or "")
        raise FileProblem(f"{parts.hostname} sends us from page to page without end", hint="look at it in a browser")

    @contextmanager
    def _opened(self, parts: SplitResult, deadline: float) -> Iterator[http.client.HTTPSConnection]:
        host, port = parts.hostname or "", parts.port or 443
        addresses = self._checked_addresses(host, port)
        with _told(parts, deadline):
            plain = _connected(addresses, port, deadline=deadline)
            secured = ssl.create_default_context().wrap_socket(
                plain, server_hostname=host, do_handshake_on_connect=False
            )
        watch = threading.Timer(_left(deadline), _cut, [secured])
        watch.daemon = True
        watch.start()
        connection = http.client.HTTPSConnection(host, port)
        try:
            with _told(parts, deadline):
                secured.do_handshake()
            connection.sock = secured
            yield connection
        finally:
            watch.cancel()
            connection.close()
            secured.close()

    def _checked_addresses(self, host: str, port: int) -> Sequence[str]:
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise FileProblem(f"there is no host {host}", hint="check how it is spelled") from error
        inner = [address for address in addresses if not self._is_allowed(address)]
        if inner or not addresses:
            raise FileProblem(
                f"{host} is an address of this machine or its own network, and programs read public pages alone",
                hint="save the page beside the notebook and GET the file",
            )
        return addresses

    def _page(self, url: str, parts: SplitResult, *, response: http.client.HTTPResponse, deadline: float) -> Page:
        if response.status != http.client.OK:
            reason = plain_line(response.reason)[:60]
            raise FileProblem(f"{parts.hostname} answers {response.status} {reason}", hint="check the address")
        if (response.getheader("Content-Encoding") or "identity").casefold() != "identity":
            raise FileProblem(f"{parts.hostname} sends its page compressed, which was not asked for")
        content = bytearray()
        while chunk := response.read(_CHUNK_BYTES):
            content += chunk
            if len(content) > self._largest_bytes:
                raise FileProblem(f"the page of {parts.hostname} is larger than {self._largest_bytes >> 20} MB")
        if response.length or time.monotonic() >= deadline:
            raise ConnectionError("the page broke off")
        headers = response.headers
        return Page(url, headers.get_content_type(), headers.get_content_charset() or "", bytes(content))


def checked_url(url: str) -> SplitResult:
    """The parts of an address that a program may read.

    Raises:
        FileProblem: it is none, not https, or holds a name and password.
    """
    try:
        parts = urlsplit(url.strip())
        parts.port  # noqa: B018  # reading it raises where it is no number
    except ValueError as error:
        raise FileProblem(f'"{plain_line(url)[:80]}" is no address of a page', hint=_EXAMPLE) from error
    if parts.scheme.casefold() != "https":
        raise FileProblem(f"GET reads https addresses, and this is {parts.scheme}://", hint=_EXAMPLE)
    if parts.username is not None or parts.password is not None:
        raise FileProblem("an address with a name and password in it is not read", hint=_EXAMPLE)
    if not parts.hostname:
        raise FileProblem("this address names no host", hint=_EXAMPLE)
    return parts


def addresses_of(host: str, port: int) -> list[str]:
    """What the system's resolver knows of a host, each address once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network: not this machine, not a private or link-local one."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    return parsed.is_global and not parsed.is_multicast and (inner is None or is_public(str(inner)))


_EXAMPLE = 'write one like GET "https://example.org/list.csv"'


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _connected(addresses: Sequence[str], port: int, *, deadline: float) -> socket.socket:
    """A connection to the first of the addresses that answers."""
    for address in addresses[:-1]:
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=_left(deadline) / 2)
    return socket.create_connection((addresses[-1], port), timeout=_left(deadline))


def _left(deadline: float) -> float:
    return max(0.001, deadline - time.monotonic())


def _cut(secured: ssl.SSLSocket) -> None:
    """End a connection whose time is over; whoever waits for it hears an error."""
    with suppress(OSError):
        secured.shutdown(socket.SHUT_RDWR)


@contextmanager
def _told(parts: SplitResult, deadline: float) -> Iterator[None]:
    """What goes wrong on the wire, in one sentence."""
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise FileProblem(f"{parts.hostname} cannot prove who it is: {error.verify_message}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline or isinstance(error, TimeoutError):
            raise FileProblem(f"{parts.hostname} took too long", hint="try again later") from error
        raise FileProblem(f"{parts.hostname} cannot be read: {plain_line(str(error))[:120]}") from error
