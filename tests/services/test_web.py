"""GET of pages, against a server of our own with the addresses let through; and the walls without it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from botmail.app import Workspace
from botmail.domain.errors import FileProblem
from botmail.services.web import Web, is_public
from tests.fakes.clock import FixedClock
from tests.fakes.display import RecordingDisplay
from tests.servers.certificates import Authority

PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/list.csv": (200, {"Content-Type": "text/csv; charset=utf-8"}, b"name,age\nAna,30\n"),
    "/moved": (302, {"Location": "/list.csv"}, b""),
    "/loop": (302, {"Location": "/loop"}, b""),
    "/plain": (302, {"Location": "http://example.com/"}, b""),
    "/inner": (302, {"Location": "https://10.0.0.1/"}, b""),
    "/missing": (404, {}, b"no"),
    "/large": (200, {"Content-Type": "text/plain"}, b"x" * 3000),
    "/short": (200, {"Content-Type": "text/plain", "Content-Length": "50"}, b"too little"),
    "/packed": (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
}


class Pages(BaseHTTPRequestHandler):
    """Serves `PAGES`; `/slow` drips and never ends."""

    def do_GET(self) -> None:
        if self.path == "/slow":
            self._drip()
            return
        status, headers, content = PAGES[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _drip(self) -> None:
        try:
            for _ in range(100):
                self.wfile.write(b"H")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Quietly."""


class QuietServer(ThreadingHTTPServer):
    """Forgets connections that were cut."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Nothing: the tests cut connections on purpose."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a server for localhost, and its authority."""
    folder = tmp_path_factory.mktemp("site")
    authority = Authority()
    server = QuietServer(("127.0.0.1", 0), Pages)
    server.socket = authority.server_context().wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"https://localhost:{server.server_address[1]}", authority.write_authority(folder / "ca.pem")
    server.shutdown()
    server.server_close()


@pytest.fixture
def web(site: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> Web:
    monkeypatch.setenv("SSL_CERT_FILE", str(site[1]))
    return Web(
        resolve=lambda host, _port: ["127.0.0.1"] if host == "localhost" else [host],
        is_allowed=lambda address: address == "127.0.0.1",
        longest_seconds=0.5,
        largest_bytes=2000,
    )


def test_page_is_read(site: tuple[str, Path], web: Web) -> None:
    page = web.fetch(f"{site[0]}/list.csv")
    assert (page.media_type, page.charset, page.content) == ("text/csv", "utf-8", b"name,age\nAna,30\n")


def test_redirect_is_followed(site: tuple[str, Path], web: Web) -> None:
    assert web.fetch(f"{site[0]}/moved").url == f"{site[0]}/list.csv"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "without end"),
        ("/plain", "reads https addresses"),
        ("/inner", "its own network"),
        ("/missing", "answers 404"),
        ("/large", "larger than"),
        ("/packed", "compressed"),
        ("/short", "broke off"),
        ("/slow", "took too long"),
    ],
)
def test_page_is_refused(path: str, words: str, site: tuple[str, Path], web: Web) -> None:
    with pytest.raises(FileProblem, match=words):
        web.fetch(site[0] + path)


def test_server_that_cannot_prove_its_name_is_refused(site: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    stranger = Web(resolve=lambda *_: ["127.0.0.1"], is_allowed=lambda _: True)
    with pytest.raises(FileProblem, match="cannot prove who it is"):
        stranger.fetch(f"{site[0]}/list.csv")


def test_name_with_one_inner_address_is_refused() -> None:
    mixed = Web(resolve=lambda *_: ["93.184.215.14", "10.0.0.1"])
    with pytest.raises(FileProblem, match="its own network"):
        mixed.fetch("https://example.com/")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "::", "no address",
    ],
)  # fmt: skip
def test_inner_address_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_outer_address_is_public(address: str) -> None:
    assert is_public(address)


def test_program_reads_a_page_and_a_preview_does_not(
    site: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(site[1]))
    monkeypatch.setattr("botmail.services.web.is_public", lambda address: address in {"127.0.0.1", "::1"})
    with Workspace(tmp_path / "store", environ={}, clock=FixedClock(), display=RecordingDisplay()) as workspace:
        program = f'rows = GET "{site[0]}/list.csv"\nPRINT rows'
        report = workspace.run(f"{program}[0].name")
        assert report.text.strip() == "Ana"
        assert workspace.run(f'GET "{site[0]}/list.csv"').value.columns == ("name", "age")  # type: ignore[attr-defined]  # a table
        planned = workspace.run(program, preview=True)
        assert planned.text.splitlines()[0] == f"{site[0]}/list.csv would be fetched"
        assert workspace.services.audit.table()[-1]["action"] == "fetch"
