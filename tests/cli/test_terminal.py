"""At a terminal: questions are asked, a first send is agreed to, and errors have colour."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import Botmail
from tests.cli.test_accounts_and_reports import servers_of
from tests.servers.mailserver import MailServer

SECONDS = 30.0


def at_terminal(
    words: list[str], *, folder: Path, environment: dict[str, str], answers: dict[str, str]
) -> tuple[int, str]:
    """Run `botmail` on a terminal, typing each answer when its question has appeared; status, and the screen."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-P", "-m", "botmail", *words]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    screen, left, deadline = "", dict(answers), time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        try:
            screen += os.read(ours, 4096).decode("utf-8", "replace")
        except OSError:  # the other end is closed
            break
        for question in [question for question in left if question in screen]:
            os.write(ours, f"{left.pop(question)}\n".encode())
    os.close(ours)
    return process.wait(timeout=SECONDS), screen


def test_hear_asks_at_the_terminal(environment: dict[str, str], folder: Path) -> None:
    (folder / "ask.bas").write_text('HEAR name WITH "Your name?"\nTALK "Hello " + name', encoding="utf-8")
    status, screen = at_terminal(
        ["run", "ask.bas"], folder=folder, environment=environment, answers={"Your name?": "Ann"}
    )
    assert status == 0, screen
    assert "Hello Ann" in screen


def test_errors_have_colour_at_a_terminal_alone(botmail: Botmail, environment: dict[str, str], folder: Path) -> None:
    (folder / "wrong.bas").write_text("x = 1 / 0", encoding="utf-8")
    status, screen = at_terminal(["run", "wrong.bas"], folder=folder, environment=environment, answers={})
    assert status == 1
    assert "\x1b[1;31mwrong.bas, line 1" in screen
    assert "\x1b" not in botmail("run", "wrong.bas").stderr


def test_first_send_is_agreed_to_once(
    botmail: Botmail, environment: dict[str, str], folder: Path, server: MailServer
) -> None:
    trust = {"SSL_CERT_FILE": server.settings["SSL_CERT_FILE"]}
    (folder / "send.bas").write_text('SEND MAIL "recipient@example.com", "Agreed", "words"', encoding="utf-8")
    added = botmail(
        *("account", "add", server.username, "--password-stdin"),
        *servers_of(server),
        settings=trust,
        typed=f"{server.password}\n",
    )
    assert added.returncode == 0, added.stderr
    refused = botmail("run", "send.bas", settings=trust)
    assert refused.returncode == 3
    assert "--live" in refused.stderr
    assert server.folder(user="recipient@example.com") == []
    status, screen = at_terminal(
        ["run", "send.bas"], folder=folder, environment={**environment, **trust}, answers={"(yes/no)": "yes"}
    )
    assert status == 0, screen
    assert "recipient@example.com" in screen
    assert botmail("run", "send.bas", settings=trust).returncode == 0
    assert botmail("run", "send.bas", "--live", settings=trust).returncode == 0
    assert len(server.wait_for(3, user="recipient@example.com")) == 3
