"""Help, wrong usage, and how quickly both come."""

from __future__ import annotations

import subprocess
import sys

import pytest

from botmail.cli.commands import COMMANDS
from tests.cli.conftest import Botmail

SLOW = ["duckdb", "pandas", "ipywidgets", "IPython", "imapclient", "cryptography", "lark", "pymap"]
WHAT_HELP_LOADS = f"""
import sys
from botmail.cli import main
try:
    main(["--help"])
except SystemExit:
    pass
print([name for name in {SLOW!r} if name in sys.modules], file=sys.stderr)
"""


def test_help_lists_every_command_and_loads_nothing_slow() -> None:
    helped = subprocess.run(
        [sys.executable, "-P", "-c", WHAT_HELP_LOADS], capture_output=True, encoding="utf-8", check=True
    )
    assert all(f"\n  {name} " in helped.stdout for name in COMMANDS)
    assert helped.stderr.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(botmail: Botmail, command: str) -> None:
    helped = botmail(command, "--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert helped.stdout.startswith(f"usage: botmail {command}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["helth"], "did you mean health?"),
        (["xyzzy"], "botmail --help lists them"),
        (["--frobnicate"], "unrecognized arguments"),
        (["run"], "FILE"),
        (["run", "--preview", "--live", "a.bas"], "not allowed with"),
        (["run", "-p", "novalue", "a.bas"], "is not NAME=VALUE"),
        (["audit", "frobnicate"], "invalid choice"),
        (["audit", "--limit", "none"], "is not a number of rows"),
        (["metrics", "--from", "yesterday"], "write it like 2026-11-01"),
        (["account"], "add | list | test | remove"),
    ],
)
def test_wrong_usage_is_told_with_status_2(botmail: Botmail, words: list[str], said: str) -> None:
    finished = botmail(*words)
    assert (finished.returncode, finished.stdout) == (2, "")
    assert said in finished.stderr
    assert "Traceback" not in finished.stderr


def test_no_command_shows_the_help(botmail: Botmail) -> None:
    assert "commands:" in botmail().stdout
