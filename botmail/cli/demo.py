"""`botmail demo`: the sandbox server, and the example notebook run on it through the real kernel."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from botmail.app import Workspace
from botmail.cli.statuses import DONE, FAILED
from botmail.domain.errors import ExtraMissing, FileProblem
from botmail.sandbox.process import SandboxProcess

NOTEBOOK = "quickstart.ipynb"
FOLDER = Path("botmail-demo")
_CELL_SECONDS = 120
_AUDIT_ROWS = 10_000
_WORDS = {
    ("send", "sent"): "mail{} sent over SMTP",
    ("mark", "marked"): "change{} of a mark, such as read",
    ("move", "moved"): "move{} to another folder",
    ("ticket", "created"): "ticket{} opened",
    ("task", "created"): "task{} noted",
    ("draft", "drafted"): "draft{} kept",
    ("search", "done"): "look{} into a folder over IMAP",
}


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--no-browser", action="store_true", help="only execute the notebook, without JupyterLab")


def run(options: argparse.Namespace) -> int:
    """Execute the example in a folder of its own, tell what happened, and open it in JupyterLab."""
    _require_lab()
    notebook = _working_copy()
    print("Starting a mail server on this machine, with an example mailbox …", flush=True)
    with SandboxProcess() as sandbox:
        environment = {**os.environ, **sandbox.settings}
        print(f"Running {notebook} through the BASIC kernel …\n", flush=True)
        if not _execute(notebook, environment):
            return FAILED
        print(_story(notebook, sandbox.settings))
        if options.no_browser:
            print("\nTo open it in JupyterLab, with the mail server running: botmail demo")
            return DONE
        print("\nOpening JupyterLab; Ctrl-C ends it and the mail server.", flush=True)
        return _open_lab(notebook, environment)


def _require_lab() -> None:
    try:
        import nbclient  # noqa: F401, PLC0415 - only to tell whether the extra is there
        import nbformat  # noqa: F401, PLC0415 - the same
    except ModuleNotFoundError:
        raise ExtraMissing("the demo needs JupyterLab", hint="pip install 'botmail[lab]'") from None


def _working_copy() -> Path:
    """The example and its files, copied so that running it changes nothing of this checkout."""
    places = (Path.cwd() / "notebooks", Path(__file__).parents[2] / "notebooks")
    source = next((place for place in places if (place / NOTEBOOK).is_file()), None)
    if source is None:
        raise FileProblem(
            f"the example notebook {NOTEBOOK} is not here", hint="run botmail demo in a checkout of botmail"
        )
    FOLDER.mkdir(exist_ok=True)
    for file in source.iterdir():
        if file.is_file():
            shutil.copyfile(file, FOLDER / file.name)
    return FOLDER / NOTEBOOK


def _execute(notebook: Path, environment: Mapping[str, str]) -> bool:
    """Run all cells and save their outputs; what went wrong is printed."""
    import nbformat  # noqa: PLC0415 - in the extra
    from jupyter_client.kernelspec import NoSuchKernel  # noqa: PLC0415 - comes with the extra
    from nbclient import NotebookClient  # noqa: PLC0415 - in the extra
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError  # noqa: PLC0415 - in the extra
    from traitlets.config import Config  # noqa: PLC0415 - comes with the extra

    content = nbformat.read(notebook, as_version=4)
    client = NotebookClient(
        content,
        timeout=_CELL_SECONDS,
        kernel_name="botmail",
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),  # mail travels on the kernel's sockets
        resources={"metadata": {"path": str(notebook.parent)}},
    )
    try:
        client.execute(env=dict(environment))
    except NoSuchKernel:
        raise ExtraMissing("Jupyter does not know the kernel yet", hint="python3 install_kernel.py") from None
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        print(f"The notebook stopped.\n{error}", file=sys.stderr)
        return False
    finally:
        nbformat.write(content, notebook)
    return True


def _story(notebook: Path, settings: Mapping[str, str]) -> str:
    """What the notebook did, from the record in its store and not from what it printed."""
    with Workspace(environ=dict(settings)) as workspace:
        record = workspace.services.audit.table(_AUDIT_ROWS)
    counts = Counter((str(row["action"]), str(row["outcome"])) for row in record)
    lines = [f"Done: {_executed_cells(notebook)} cells ran. On record, in the store and on the mail server:"]
    for effect, words in _WORDS.items():
        if counts[effect]:
            lines.append(f"  {counts[effect]:>3} {words.format('' if counts[effect] == 1 else 's')}")
    lines.append(f"The executed notebook: {notebook}")
    return "\n".join(lines)


def _executed_cells(notebook: Path) -> int:
    import nbformat  # noqa: PLC0415 - in the extra

    cells: list[dict[str, Any]] = nbformat.read(notebook, as_version=4).cells
    return sum(cell["cell_type"] == "code" and cell["execution_count"] is not None for cell in cells)


def _open_lab(notebook: Path, environment: Mapping[str, str]) -> int:
    options = ["--KernelManager.transport_encryption=auto"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        options.append("--allow-root")  # as in a container; it listens on this machine only, behind a token
    try:
        command = [sys.executable, "-P", "-m", "jupyterlab", *options, str(notebook)]
        return subprocess.run(command, env=dict(environment), check=False).returncode
    except KeyboardInterrupt:
        return DONE
