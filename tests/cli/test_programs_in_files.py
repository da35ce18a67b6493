"""`botmail check`, `run` and `message`: results on standard output, messages beside, and the exit status."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Botmail
from tests.servers.mailserver import MailServer, compose_mail

NOTEBOOK = {
    "cells": [
        {"cell_type": "markdown", "source": ["# Hello"]},
        {"cell_type": "code", "source": ["total = 41\n", "total += 1"]},
        {"cell_type": "code", "source": "%%python\nprint('not BASIC')"},
        {"cell_type": "code", "source": "TALK total"},
    ]
}


def write(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_check_finds_nothing_wrong_with_a_good_program(botmail: Botmail, folder: Path) -> None:
    checked = botmail("check", write(folder, "good.bas", 'x = 1\nTALK "hello"\n'))
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "good.bas: no mistakes found\n", "")


def test_check_shows_every_mistake_with_a_caret(botmail: Botmail, folder: Path) -> None:
    checked = botmail("check", write(folder, "bad.bas", 'TALK "é" "x"\nIF 1 THEN\n  FROB 1\n'))
    assert checked.returncode == 1
    assert "bad.bas, line 1: error BM" in checked.stdout
    assert "bad.bas, line 2: error BM103" in checked.stdout
    assert "^" in checked.stdout


def test_run_tells_a_warning_beside_the_results(botmail: Botmail, folder: Path) -> None:
    ran = botmail("run", write(folder, "odd.bas", 'IF "b" = "a" OR "b" THEN TALK "found"'))
    assert (ran.returncode, ran.stdout) == (0, "found\n")
    assert "odd.bas, line 1: warning BM152" in ran.stderr


def test_check_as_json_has_an_entry_for_every_file(botmail: Botmail, folder: Path) -> None:
    write(folder, "good.bas", "x = 1")
    write(folder, "bad.bas", "FROBNICATE 1, 2")
    (folder / "latin.bas").write_bytes(b'TALK "caf\xe9"')
    checked = botmail("check", "--json", "good.bas", "bad.bas", "latin.bas", "missing.bas")
    entries = json.loads(checked.stdout)
    assert checked.returncode == 1
    assert [entry["file"] for entry in entries] == ["good.bas", "bad.bas", "latin.bas", "missing.bas"]
    assert [len(entry["diagnostics"]) for entry in entries] == [0, 1, 1, 1]
    keys = {"category", "code", "severity", "line", "column", "end_line", "end_column", "message", "hint"}
    assert all(set(found) == keys for entry in entries for found in entry["diagnostics"])
    assert entries[1]["diagnostics"][0]["category"] == "unknown"


def test_check_and_run_read_the_basic_cells_of_a_notebook(botmail: Botmail, folder: Path) -> None:
    name = write(folder, "book.ipynb", json.dumps(NOTEBOOK))
    assert botmail("check", name).stdout == "book.ipynb: no mistakes found\n"
    assert botmail("run", name).stdout == "42\n"


def test_run_prints_what_the_program_says_and_takes_parameters(botmail: Botmail, folder: Path) -> None:
    name = write(folder, "greet.bas", 'PARAM name AS TEXT\nPARAM times AS INTEGER DEFAULT 1\nTALK "Hello " + name\n')
    ran = botmail("run", name, "-p", "name=Ann")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "Hello Ann\n", "")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("FROB 1", "line 1: error BM201"),
        ("x = 1\ny = x / 0", "division by zero"),
        ('GET_EMAILS "INBOX", "ALL"', "no mail account is set up"),
        ('x = GET "nothing.csv"', "there is no file"),
    ],
)
def test_run_tells_an_error_with_status_1(botmail: Botmail, folder: Path, program: str, said: str) -> None:
    ran = botmail("run", write(folder, "wrong.bas", program))
    assert (ran.returncode, ran.stdout) == (1, "")
    assert said in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "site-packages" not in ran.stderr


def test_run_of_a_missing_file_is_an_error_and_not_a_traceback(botmail: Botmail) -> None:
    ran = botmail("run", "missing.bas")
    assert ran.returncode == 1
    assert ran.stderr.startswith("missing.bas cannot be read")


@pytest.mark.parametrize("recipient", ["nobody@example.com", "x@y.invalid", "no address"])
def test_run_with_failed_effects_has_status_3(
    botmail: Botmail, folder: Path, server: MailServer, recipient: str
) -> None:
    name = write(folder, "send.bas", f'status = SEND MAIL "{recipient}", "Hi", "there"\nTALK status.ok')
    ran = botmail("run", name, "--json", settings=server.settings)
    (report,) = json.loads(ran.stdout)
    assert ran.returncode == 3, ran.stderr
    assert report["status"] == "effects failed"
    assert report["run"]["outcomes"] == {"failed": 1}
    assert "false" in ran.stderr.casefold()


def test_run_with_preview_shows_the_plan_and_sends_nothing(botmail: Botmail, folder: Path, server: MailServer) -> None:
    name = write(folder, "send.bas", 'SEND MAIL "recipient@example.com", "Hi", "there"')
    ran = botmail("run", "--preview", name, settings=server.settings)
    assert ran.returncode == 0, ran.stderr
    assert "recipient@example.com" in ran.stdout
    assert "1 effect planned, nothing was changed or sent" in ran.stderr
    assert server.wait_for(0, user="recipient@example.com") == []


def test_run_ends_cleanly_by_an_interrupt(environment: dict[str, str], folder: Path) -> None:
    write(folder, "wait.bas", 'TALK "waiting"\nWAIT 60\n')
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "botmail", "run", "wait.bas"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "waiting\n"
    time.sleep(0.2)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert "line 2" in errors
    assert "Traceback" not in errors


def test_module_runs_as_a_process(environment: dict[str, str], folder: Path) -> None:
    write(folder, "hello.bas", 'TALK "hello"')
    command = [sys.executable, "-P", "-m", "botmail", "run", "hello.bas"]
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "hello\n", "")


def test_files_have_variables_of_their_own_and_read_beside_them(botmail: Botmail, folder: Path) -> None:
    (folder / "sub").mkdir()
    write(folder, "sub/list.csv", "name\nAnn\n")
    write(folder, "sub/reads.bas", 'x = 1\nTALK (GET "list.csv").length')
    write(folder, "other.bas", "TALK x")
    ran = botmail("run", "sub/reads.bas", "other.bas")
    assert (ran.returncode, ran.stdout) == (1, "1\n")
    assert "other.bas, line 1: error BM203" in ran.stderr


def test_message_prints_a_mail_as_json(botmail: Botmail, folder: Path) -> None:
    (folder / "one.eml").write_bytes(compose_mail("Grüße"))
    printed = botmail("message", "one.eml")
    assert (printed.returncode, printed.stderr) == (0, "")
    assert json.loads(printed.stdout)["subject"] == "Grüße"
    assert botmail("message", "none.eml").returncode == 1
