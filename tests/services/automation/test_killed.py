"""A process that is killed while a mail is on its way: nothing is sent twice, and its user is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from botmail.app import Workspace
from tests.servers.fixtures import ScriptedServers
from tests.servers.listener import HANG

SEND = 'SEND MAIL "ana@example.com", "Hello", "Text"'
PROGRAM = """
import sys
from botmail.app import Workspace
Workspace(sys.argv[1], is_notebook=True).run(sys.argv[2], name="cell-1")
"""


def environment(settings: dict[str, str], folder: Path) -> dict[str, str]:
    return settings | {"PATH": os.environ["PATH"], "XDG_CONFIG_HOME": str(folder / "config")}


def wait_until(condition: Callable[[], object], process: subprocess.Popen[bytes], *, seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert process.poll() is None, "the program ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_mail_of_a_killed_process_is_uncertain_and_not_sent_again(
    scripted: ScriptedServers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = scripted(smtp={"MESSAGE": HANG})
    environ = environment(server.settings, tmp_path)
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "store"), SEND]
    with subprocess.Popen(command, env=environ, cwd=Path.cwd()) as process:
        wait_until(lambda: server.smtp.received, process)
        process.kill()
    monkeypatch.setenv("SSL_CERT_FILE", server.settings["SSL_CERT_FILE"])
    with Workspace(tmp_path / "store", environ=environ, is_notebook=True) as workspace:
        report = workspace.run(SEND, name="cell-1")
    assert report.run is not None
    told, suppressed = report.run.summary()
    assert told.endswith('while it sent "Hello" to ana@example.com: it may have been sent')
    assert suppressed.startswith("1 mail not sent: already sent at")
    assert len(server.smtp.received) == 1
