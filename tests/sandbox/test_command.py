"""The server as a process: its settings, and the ways it ends."""

from __future__ import annotations

import signal
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient

from botmail.sandbox.command import main
from botmail.sandbox.process import SandboxProcess
from botmail.sandbox.settings import SETTING_NAMES, parse_settings, render_settings


@pytest.fixture
def process() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-P", "-m", "botmail.sandbox"]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as running:
        yield running
        running.kill()


def unseen(settings: dict[str, str], folder: str) -> int:
    context = ssl.create_default_context(cafile=settings["SSL_CERT_FILE"])
    host, port = settings["EMAIL_IMAP_SERVER"], int(settings["EMAIL_IMAP_PORT"])
    with IMAPClient(host, port=port, ssl_context=context, timeout=5) as client:
        client.login(settings["EMAIL_USERNAME"], settings["EMAIL_PASSWORD"])
        return int(client.folder_status(folder, ["UNSEEN"])[b"UNSEEN"])


def test_settings_lead_to_the_example_mailbox() -> None:
    with SandboxProcess() as sandbox:
        assert tuple(sandbox.settings) == SETTING_NAMES
        assert unseen(sandbox.settings, "INBOX") == 12
        assert list(Path(sandbox.settings["BOTMAIL_HOME"]).iterdir()) == []
    assert not Path(sandbox.settings["SSL_CERT_FILE"]).exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_it_cleanly(process: subprocess.Popen[str], number: signal.Signals) -> None:
    assert process.stdout is not None
    settings = parse_settings(process.stdout)
    process.send_signal(number)
    assert process.wait(10) == 0
    assert not Path(settings["SSL_CERT_FILE"]).exists()


def test_process_that_does_not_start_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(RuntimeError, match="status 2"):
        SandboxProcess(now="yesterday").start()
    assert "'yesterday' is no time" in capfd.readouterr().err


def test_stopping_twice_is_no_harm() -> None:
    sandbox = SandboxProcess().start()
    sandbox.stop()
    sandbox.stop()


def test_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "botmail.sandbox.demo", None)
    assert main([]) == 3
    assert "pip install 'botmail[sandbox]'" in capsys.readouterr().err


def test_settings_are_read_as_they_are_written() -> None:
    settings = {name: f"value of {name}=1" for name in SETTING_NAMES}
    assert parse_settings(render_settings(settings).splitlines()) == settings
