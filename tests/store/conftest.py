"""A fresh store for each test, and programs that use it from processes of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from botmail.store.database import FILE_NAME, Database
from botmail.store.store import Store, open_store

Start = Callable[..., "subprocess.Popen[str]"]

_PRELUDE = """
import sys, time
from pathlib import Path
from botmail.store.database import Database

folder = Path(sys.argv[1])
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "store"


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as it is when new; copying its file is ten times as fast as making one."""
    folder = tmp_path_factory.mktemp("template")
    with Database(folder) as made, made.unit_of_work():
        pass
    return folder / FILE_NAME


@pytest.fixture
def made_folder(folder: Path, template: Path) -> Path:
    folder.mkdir(mode=0o700)
    shutil.copy(template, folder)
    return folder


@pytest.fixture
def database(made_folder: Path) -> Iterator[Database]:
    with Database(made_folder) as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path, made_folder: Path) -> Iterator[Store]:
    with open_store(made_folder, environ={"XDG_CONFIG_HOME": str(tmp_path / "configuration")}) as opened:
        yield opened


@pytest.fixture
def start(folder: Path) -> Iterator[Start]:
    """Start Python on a few lines that know `Database` and `folder`; what still runs at the end is killed."""
    processes: list[subprocess.Popen[str]] = []

    def started(program: str, *arguments: object) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", _PRELUDE + program, str(folder), *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield started
    for process in processes:
        process.kill()
        process.communicate()
