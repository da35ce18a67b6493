"""A browser, and JupyterLab in it: Debian's chromium driven by playwright."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT
from tests.servers.ports import free_ports

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 60


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium; in CI it must be there."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium is missing: apt-get install chromium")
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - no use without a browser

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab and the folder that it shows."""

    address: str
    folder: Path

    def url_of(self, notebook: str, *, workspace: str) -> str:
        """Where `notebook` opens alone, in a workspace that nobody has used before."""
        return f"{self.address}/lab/workspaces/{workspace}/tree/{notebook}?reset"


@contextmanager
def running_lab(place: Path, settings: Mapping[str, str]) -> Iterator[Lab]:
    """JupyterLab on an empty folder below `place`, with a configuration and a store of its own; ended afterwards."""
    folder = place / "notebooks"
    folder.mkdir()
    shutil.copytree(PROJECT / "kernel" / "labextension", place / "data" / "labextensions" / "botmail")
    write_setting(place, "notification", {"fetchNews": "false", "checkForUpdates": False})
    [port] = free_ports(1)
    log = place / "lab.log"
    variables = {**os.environ, **_places(place), **settings}
    with log.open("w") as output:
        server = subprocess.Popen(
            _command(folder, port), env=variables, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server, log)
        yield Lab(address, folder)
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def write_setting(place: Path, name: str, setting: dict[str, object]) -> None:
    """A user's setting of JupyterLab, as its settings editor would save it."""
    folder = place / "settings" / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.jupyterlab-settings").write_text(json.dumps(setting), encoding="utf-8")


def write_notebook(path: Path, *sources: str) -> None:
    """A notebook for our kernel with a code cell per source."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{i}",
            "metadata": {},
            "source": source,
            "outputs": [],
            "execution_count": None,
        }
        for i, source in enumerate(sources)
    ]
    kernel = {"name": "botmail", "display_name": "BASIC (botmail)", "language": "basic"}
    content = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")


def _command(folder: Path, port: int) -> list[str]:
    settings = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": folder,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": "",
        "LabApp.news_url": "",
    }
    return [sys.executable, "-P", "-m", "jupyterlab", *(f"--{name}={value}" for name, value in settings.items())]


def _places(folder: Path) -> dict[str, str]:
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "BOTMAIL_HOME": "store",
    }
    return {name: str(folder / place) for name, place in places.items()}


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")
