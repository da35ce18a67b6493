"""Somebody who reads a page and types what it says: a notebook, a folder and a mailbox that start afresh."""

from __future__ import annotations

import contextlib
import io
import os
import shlex
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from botmail.app import Workspace
from botmail.cli import main
from botmail.domain.errors import BotmailError
from botmail.lang.diagnostics import suspicions
from botmail.sandbox.example import DEFAULT_NOW, example_mailbox
from botmail.sandbox.server import SandboxServer
from botmail.show.render import render
from botmail.store.home import store_folder
from kernel.cells import Cell, CellKind, read_cell
from tests.fakes.clock import FixedClock
from tests.fakes.display import RecordingDisplay
from tests.manual.pages import Step

ANSWERS = "answers.json"
LABEL = "cell"
"""What a cell is called in messages; a notebook says `In[3]`, and a page knows no numbers."""


@dataclass(frozen=True)
class Answer:
    """What came of a step."""

    kind: str
    text: str


class Reader:
    """Does the steps of one page, one after the other."""

    def __init__(self, workspace: Workspace, settings: Mapping[str, str], folder: Path) -> None:
        self._workspace = workspace
        self._settings = settings
        self._folder = folder

    def do(self, step: Step) -> Answer:
        """Write the file, or run the cell or command."""
        if step.file:
            (self._folder / step.file).write_text(step.text, encoding="utf-8")
            return Answer("output", "")
        return self._command(step.text) if step.kind == "console" else self._cell(step.text)

    def _command(self, text: str) -> Answer:
        """`$ botmail …`, in this process; what it says on both streams, in the order of a terminal."""
        program, *words = shlex.split(text.removeprefix("$ "))
        assert program == "botmail", text
        shown = io.StringIO()
        with _environment(self._settings), contextlib.redirect_stdout(shown), contextlib.redirect_stderr(shown):
            try:
                status = main(words)
            except SystemExit as end:
                status = int(end.code or 0)
        return Answer("error" if status else "output", shown.getvalue())

    def _cell(self, text: str) -> Answer:
        try:
            cell = read_cell(text)
        except BotmailError as error:
            return Answer("error", self._workspace.describe(error).text)
        if cell.kind is CellKind.SQL:
            return self._query(cell)
        if cell.kind is CellKind.PYTHON:
            return self._python(cell)
        return self._basic(cell)

    def _basic(self, cell: Cell) -> Answer:
        found = self._workspace.check(cell.body, names=self._workspace.namespace)
        warnings = suspicions(found, cell.body, LABEL)
        report = self._workspace.attempt(cell.body, cell.program_id, preview=cell.kind is CellKind.PREVIEW)
        shown = [*warnings, *([report.text] if report.text else [])]
        if report.value is not None:
            shown.append(render(report.value).text)
        if report.run is not None and report.run.rows:
            shown.append(render(report.run.plan_rows).text)
        shown += report.run.summary() if report.run is not None else ()
        if report.error is not None:
            problem = self._workspace.describe(report.error, label=lambda _: LABEL)
            return Answer("error", "\n".join([*shown, problem.text]))
        return Answer("output", "\n".join(shown))

    def _query(self, cell: Cell) -> Answer:
        rows = self._workspace.select(cell.body.strip())
        if cell.argument:
            self._workspace.assign(cell.argument, rows)
            return Answer("output", "")
        return Answer("output", render(rows).text)

    def _python(self, cell: Cell) -> Answer:
        shown = io.StringIO()
        with contextlib.redirect_stdout(shown):
            exec(compile(cell.body, cell.program_id, "exec"), self._workspace.namespace)
        return Answer("output", shown.getvalue())


@contextmanager
def reading(server: SandboxServer, settings: Mapping[str, str], folder: Path) -> Iterator[Reader]:
    """A reader with the example mailbox as it was on its day, in an empty folder."""
    server.empty()
    server.deliver(example_mailbox())
    environ = {**settings, "BOTMAIL_ANSWERS": str(folder / ANSWERS), "XDG_CONFIG_HOME": str(folder / "config")}
    environ["BOTMAIL_HOME"] = str(folder / ".store")
    clock = FixedClock(DEFAULT_NOW.astimezone(UTC))
    with Workspace(
        store_folder(environ), display=RecordingDisplay(), clock=clock, environ=dict(environ), is_notebook=True
    ) as workspace:
        yield Reader(workspace, {**environ, "BOTMAIL_HOME": str(folder / ".terminal")}, folder)


@contextmanager
def _environment(settings: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
