"""`%load_ext botmail`: `%%basic` and `%%mailsql` cells in ordinary Python notebooks.

IPython is not imported: it hands itself over, and its methods are all that is used. Variables are shared both ways.
"""

from __future__ import annotations

import atexit
import getpass
import hashlib
from collections.abc import Sequence
from typing import Any

from botmail.app import RunReport, Workspace
from botmail.domain.asking import is_yes, nobody_there, question_text
from botmail.domain.plain import plain
from botmail.lang.problems import Problem
from botmail.show.render import mime_bundle


class BasicFailed(Exception):
    """A `%%basic` cell went wrong; IPython shows BASIC's lines instead of a traceback of ours."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self._text = problem.text

    def _render_traceback_(self) -> list[str]:
        return self._text.splitlines()


class NotebookDisplay:
    """An IPython notebook as a `Display`."""

    def __init__(self, ipython: Any) -> None:
        self._publisher = ipython.display_pub

    def say(self, text: str) -> None:
        """One line of plain text."""
        print(plain(text))

    def show(self, value: object) -> None:
        """A value with its widget, HTML and text."""
        self._publisher.publish(data=mime_bundle(value))


class NotebookPrompt:
    """Python's `input`, which a notebook shows as a box."""

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        """What was typed; without echo when it is a secret.

        Raises:
            InputProblem: nobody can type here.
        """
        text = question_text(question, name=name, choices=choices)
        try:
            return getpass.getpass(text) if secret else input(text)
        except (EOFError, NotImplementedError):  # the second is ipykernel's, where there is no front end
            raise nobody_there(question, name=name, secret=secret) from None

    def confirm(self, question: str) -> bool:
        """Whether yes was typed."""
        try:
            return is_yes(input(f"{question} (yes/no) "))
        except (EOFError, NotImplementedError):
            return False


class Magics:
    """The cells of one Python notebook; the workspace opens with the first of them."""

    def __init__(self, ipython: Any) -> None:
        self._ipython = ipython
        self._workspace: Workspace | None = None

    @property
    def workspace(self) -> Workspace:
        """The workspace, whose variables are the notebook's."""
        if self._workspace is None:
            self._workspace = Workspace(
                display=NotebookDisplay(self._ipython),
                prompt=NotebookPrompt(),
                namespace=self._ipython.user_ns,
                is_notebook=True,
            )
            atexit.register(self.close)
        return self._workspace

    def close(self) -> None:
        """Give the store and the connections back."""
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.close()

    def basic(self, line: str, cell: str) -> object:
        """Run the cell as BASIC; `%%basic preview` shows what it would do instead."""
        option = line.strip().casefold()
        if option not in {"", "preview"}:
            raise BasicFailed(_usage(f"%%basic {line.strip()}: behind %%basic stands nothing, or the word preview"))
        name = "cell-" + hashlib.sha256(cell.encode()).hexdigest()[:16]
        report = self.workspace.attempt(cell, name, preview=option == "preview")
        self._show(report)
        if report.error is not None:
            raise BasicFailed(self.workspace.describe(report.error, label=lambda _: "cell")) from None
        return None

    def mailsql(self, line: str, cell: str) -> object:
        """The rows of a query over the mail as a DataFrame; `%%mailsql name` puts them into a variable."""
        name = line.strip()
        if name and not name.isidentifier():
            raise BasicFailed(_usage(f"%%mailsql {name}: behind %%mailsql stands nothing, or a variable's name"))
        try:
            frame = self.workspace.sql(cell.strip())
        except Exception as error:
            raise BasicFailed(self.workspace.describe(error)) from None
        if not name:
            return frame
        self._ipython.user_ns[name] = frame
        return None

    def _show(self, report: RunReport) -> None:
        display = self.workspace.context().display
        if report.value is not None:
            display.show(report.value)
        if report.run is not None and report.run.rows:
            display.show(report.run.plan_rows)
        for line in report.run.summary() if report.run is not None else ():
            display.say(line)


def _usage(sentence: str) -> Problem:
    return Problem("Usage", sentence, f"error: {sentence}")


_LOADED: list[Magics] = []


def load_ipython_extension(ipython: Any) -> None:
    """What `%load_ext botmail` calls."""
    magics = Magics(ipython)
    _LOADED.append(magics)
    for method in (magics.basic, magics.mailsql):
        ipython.register_magic_function(method, magic_kind="cell", magic_name=method.__name__)


def unload_ipython_extension(ipython: Any) -> None:
    """What `%unload_ext botmail` calls."""
    for magics in _LOADED:
        magics.close()
    _LOADED.clear()
    for name in ("basic", "mailsql"):
        ipython.magics_manager.magics["cell"].pop(name, None)
