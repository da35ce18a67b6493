"""Notebooks as programs: papermill's parameters, and what nbconvert makes of a notebook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbconvert.exporters import HTMLExporter, ScriptExporter
from papermill.translators import papermill_translators

from botmail.app import Workspace
from tests.architecture.sources import PROJECT

PARAMETERS = """\
PARAM limit AS NUMBER DEFAULT 3 ' how many
PARAM greeting AS STRING DEFAULT "hi"
PARAM dry AS BOOLEAN DEFAULT TRUE
"""
PROGRAM = 'TALK limit + 1\nTALK greeting\nIF NOT dry THEN TALK "for real"'


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """A notebook with declared parameters."""
    cells = [
        nbformat.v4.new_code_cell(PARAMETERS, metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(PROGRAM),
    ]
    spec = {"name": "botmail", "display_name": "BASIC (botmail)", "language": "basic"}
    info = {"name": "basic", "file_extension": ".bas", "pygments_lexer": "botmail-basic", "mimetype": "text/x-botmail"}
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec, "language_info": info})
    nbformat.write(made, tmp_path / "in.ipynb")
    return tmp_path / "in.ipynb"


def run(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """A program of Jupyter's, with this checkout's kernel registered below `folder`."""
    kernels = folder / "data" / "kernels" / "botmail"
    kernels.mkdir(parents=True, exist_ok=True)
    spec = json.loads((PROJECT / "kernel" / "kernelspec" / "kernel.json").read_text(encoding="utf-8"))
    spec["argv"][0] = sys.executable
    (kernels / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    variables = {
        **os.environ,
        "JUPYTER_DATA_DIR": str(folder / "data"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "IPYTHONDIR": str(folder / "ipython"),
        "BOTMAIL_HOME": str(folder / "store"),
        "PYTHONWARNINGS": "ignore",
    }
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        env=variables,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_papermill_runs_a_notebook_with_parameters(notebook: Path) -> None:
    out = notebook.with_name("out.ipynb")
    given = ["-p", "limit", "41", "-p", "greeting", 'say "${x}" C:\\new', "-p", "dry", "False"]
    done = run("papermill", notebook, out, *given, folder=notebook.parent)
    assert done.returncode == 0, done.stderr
    executed = nbformat.read(out, as_version=4)
    assert executed.cells[1].source.startswith("' Parameters\nlimit = 41\n")
    (output,) = executed.cells[2].outputs
    assert output.text == '42\nsay "${x}" C:\\new\nfor real\n'


def test_papermill_tells_the_parameters_of_a_notebook(notebook: Path) -> None:
    told = papermill.inspect_notebook(notebook)
    assert told["limit"] == {"name": "limit", "inferred_type_name": "NUMBER", "default": "3", "help": "how many"}
    assert told["greeting"]["default"] == '"hi"'
    assert told["dry"]["default"] == "TRUE"


@pytest.mark.parametrize(
    "value",
    [None, True, 7, -2.5, "", 'a "b" \\n ${x} \n\té', [1, "two", [None]], {"a b": 1, "c": {"d": [False]}}],
    ids=repr,
)
def test_parameter_is_the_same_value_in_basic(value: Any, tmp_path: Path) -> None:
    with Workspace(tmp_path, environ={}) as workspace:
        translator = papermill_translators.find_translator("botmail", "basic")
        workspace.run(translator.codify({"given": value}))
        assert workspace.namespace["given"] == value


def test_nbconvert_makes_a_program_of_a_notebook(notebook: Path) -> None:
    program, resources = ScriptExporter().from_filename(str(notebook))
    assert resources["output_extension"] == ".bas"
    with Workspace(notebook.parent / "store", environ={}) as workspace:
        assert workspace.run(program).text == "4\nhi"


def test_nbconvert_colours_a_page(notebook: Path) -> None:
    page, _ = HTMLExporter().from_filename(str(notebook))
    assert '<span class="nb">TALK</span>' in page
    assert '<span class="k">IF</span>' in page
