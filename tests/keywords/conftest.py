"""A workspace on the sandbox's server, and what a program said in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from botmail.app import Workspace
from tests.fakes.clock import FixedClock
from tests.fakes.display import RecordingDisplay
from tests.fakes.prompt import ScriptedPrompt

OpenWorkspace = Callable[..., Workspace]


@pytest.fixture
def display() -> RecordingDisplay:
    return RecordingDisplay()


@pytest.fixture
def open_workspace(
    tmp_path: Path, display: RecordingDisplay, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenWorkspace]:
    """Opens a workspace with these settings, a clock that stands still, and a prompt with these answers."""
    monkeypatch.chdir(tmp_path)
    opened: list[Workspace] = []

    def start(settings: dict[str, str] | None = None, *answers: str) -> Workspace:
        if settings and "SSL_CERT_FILE" in settings:
            monkeypatch.setenv("SSL_CERT_FILE", settings["SSL_CERT_FILE"])
        opened.append(
            Workspace(
                tmp_path / "store",
                environ=dict(settings or {}) | {"XDG_CONFIG_HOME": str(tmp_path / "config")},
                display=display,
                prompt=ScriptedPrompt(*answers),
                clock=FixedClock(),
            )
        )
        return opened[-1]

    yield start
    for workspace in opened:
        workspace.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """One workspace without mail for all tests of a module, where making a store for each would take too long."""
    folder = tmp_path_factory.mktemp("shared")
    made = Workspace(
        folder / "store",
        environ={"XDG_CONFIG_HOME": str(folder / "config")},
        display=RecordingDisplay(),
        prompt=ScriptedPrompt(),
        clock=FixedClock(),
        folder=folder,
    )
    yield made
    made.close()
