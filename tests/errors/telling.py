"""What a person reads about a program: its mistakes, or what goes wrong when it runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from botmail.app import Workspace
from botmail.lang.diagnostics import has_errors, render
from tests.fakes.clock import FixedClock
from tests.fakes.display import RecordingDisplay

FOLDER = Path(__file__).parent
NAME = "program.bas"


def programs() -> list[Path]:
    """Every program, those that need no mail first."""
    return sorted(FOLDER.glob("program/*.bas")) + sorted(FOLDER.glob("mail/*.bas"))


def told(source: str, settings: Mapping[str, str]) -> str:
    """The mistakes if there are any; else the error that ends it; else the warnings."""
    with _working_folder() as folder, _workspace(folder, settings) as workspace:
        found = workspace.check(source)
        said = "\n\n".join(render(one, source, NAME) for one in found)
        if not has_errors(found):
            error = workspace.attempt(source, NAME).error
            said = workspace.describe(error).text if error is not None else said
    return said + "\n"


def _workspace(folder: Path, settings: Mapping[str, str]) -> Workspace:
    environ = {**settings, "XDG_CONFIG_HOME": str(folder / "config")}
    return Workspace(folder / "store", display=RecordingDisplay(), clock=FixedClock(), environ=environ)


@contextmanager
def _working_folder() -> Iterator[Path]:
    """A folder whose name is always the same, for messages name it."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "letters"
        folder.mkdir()
        os.chdir(folder)
        try:
            yield Path(place)
        finally:
            os.chdir(before)
