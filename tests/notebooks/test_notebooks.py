"""Every notebook repeats its saved outputs, on the sandbox and from nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from botmail.sandbox.process import SandboxProcess
from tests.architecture.sources import PROJECT

FOLDER = PROJECT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


def test_there_are_notebooks_to_compare() -> None:
    assert FOLDER / "quickstart.ipynb" in NOTEBOOKS


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_has_saved_outputs(notebook: Path) -> None:
    # nbval compares what is saved; a notebook without outputs would repeat anything.
    cells = [cell for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in cells)
    assert sum(bool(cell["outputs"]) for cell in cells) > len(cells) / 2


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_repeats_its_saved_outputs(notebook: Path, tmp_path: Path) -> None:
    copy = tmp_path / "notebooks"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    sanitizer = Path(__file__).parent / "sanitize.cfg"
    options = [
        "--nbval",
        "--nbval-sanitize-with",
        str(sanitizer),
        "--nbval-cell-timeout",
        "60",
        "-p",
        "no:cacheprovider",
        "--quiet",
        "--rootdir",
        str(copy),
    ]
    with SandboxProcess() as sandbox:
        compared = subprocess.run(
            [sys.executable, "-m", "pytest", *options, str(copy / notebook.name)],
            cwd=copy,
            env={**os.environ, "BOTMAIL_HOME": str(tmp_path / "home"), **sandbox.settings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=110,
        )
    assert compared.returncode == 0, compared.stdout + compared.stderr
