"""The command line as a process of its own, on the sandbox and a store of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.servers.backends import Backend
from tests.servers.mailserver import MailServer

Finished = subprocess.CompletedProcess[str]
Botmail = Callable[..., Finished]


@pytest.fixture
def server(sandbox_backend: Backend) -> MailServer:
    """The sandbox with fresh mailboxes."""
    return sandbox_backend.fresh()


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment without an account, with an empty store."""
    return {**os.environ, "BOTMAIL_HOME": str(tmp_path / "store"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the command is run."""
    working = tmp_path / "working"
    working.mkdir()
    return working


@pytest.fixture
def botmail(environment: dict[str, str], folder: Path) -> Botmail:
    """Runs `botmail` to its end, without a terminal."""

    def run(*words: str, settings: dict[str, str] | None = None, typed: str = "") -> Finished:
        return subprocess.run(
            [sys.executable, "-P", "-m", "botmail", *words],
            cwd=folder,
            env={**environment, **(settings or {})},
            input=typed,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return run
