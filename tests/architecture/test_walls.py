"""The walls between the rooms: import-linter's contracts hold, and nothing stands outside them."""

from __future__ import annotations

import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from tests.architecture.sources import PROJECT, imports_of, modules, name_of

# Which room may import which library; a library that is not here is not to be used.
ROOMS_OF_LIBRARIES = {
    "_pydevd_bundle": {"kernel"},
    "aiosmtpd": {"sandbox"},
    "anywidget": {"show"},
    "cryptography": {"store"},
    "duckdb": {"store"},
    "email_validator": {"mail"},
    "filelock": {"store"},
    "imapclient": {"mail"},
    "ipykernel": {"kernel"},
    "IPython": {"kernel"},
    "ipywidgets": {"show"},
    "jupyter_client": {"cli"},
    "lark": {"lang"},
    "nbclient": {"cli"},
    "nbformat": {"cli"},
    "pandas": {"show", "store"},
    "platformdirs": {"store"},
    "papermill": {"kernel"},
    "pygments": {"kernel"},
    "pymap": {"sandbox"},
    "pysasl": {"sandbox"},
    "proxyprotocol": {"sandbox"},
    "traitlets": {"show", "kernel", "cli"},
    "trustme": {"sandbox"},
}


def room_of(module: Path) -> str:
    """`mail` for botmail/mail/session.py, `cli` for botmail/cli.py, `kernel` for the kernel's package."""
    parts = module.relative_to(PROJECT).with_suffix("").parts
    return parts[1] if parts[0] == "botmail" else parts[0]


def test_contracts_of_the_layers_hold(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    status = lint_imports(no_cache=True)
    assert status == 0, capsys.readouterr().out


def test_every_room_stands_in_the_layers() -> None:
    settings = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    named = {room.strip() for layer in contracts["layers"]["layers"] for room in layer.split("|")}
    rooms = {room_of(module) for module in modules() if module.is_relative_to(PROJECT / "botmail")} - {"__init__"}
    assert contracts["layers"]["exhaustive"]
    assert rooms - named == set()


def test_only_their_rooms_import_libraries() -> None:
    users = defaultdict(set)
    for module in modules():
        for line, name in imports_of(module):
            library = name.partition(".")[0]
            if library in sys.stdlib_module_names or library in {"botmail", "kernel"}:
                continue
            if room_of(module) not in ROOMS_OF_LIBRARIES.get(library, set()):
                users[library].add(f"{name_of(module)}:{line}")
    assert dict(users) == {}


def test_no_import_is_relative() -> None:
    relative = [f"{name_of(m)}:{line}" for m in modules() for line, name in imports_of(m) if name.startswith(".")]
    assert relative == []
