"""The command line on the sandbox and a store of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from botmail.cli import main
from tests.servers.backends import Backend
from tests.servers.mailserver import MailServer


@dataclass(frozen=True)
class Finished:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


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
def botmail(
    environment: dict[str, str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Botmail:
    """Runs `botmail` to its end, without a terminal, in this process: a new one takes a second to load."""
    monkeypatch.chdir(folder)

    def run(*words: str, settings: dict[str, str] | None = None, typed: str = "") -> Finished:
        with monkeypatch.context() as world:
            for name, value in {**environment, **(settings or {})}.items():
                world.setenv(name, value)
            world.setattr("sys.stdin", StringIO(typed))
            try:
                status = main(words)
            except SystemExit as end:
                status = int(end.code or 0)
        shown = capsys.readouterr()
        return Finished(status, shown.out, shown.err)

    return run
