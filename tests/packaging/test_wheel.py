"""The wheel: what is in it, and that it works in an environment that has never seen this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from tests.architecture.sources import PROJECT

KERNELSPEC = {"kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"}
# What is no Python and must still come along: without these the language, the store or the widget would not start.
DATA = {".lark", ".table", ".sql", ".js", ".css", ".txt", ".csv", ".eml", ".html", ".pdf", ".png"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, PROJECT],
        check=True,
        capture_output=True,
        timeout=100,
    )
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment with the wheel in it; what it depends on is borrowed from ours."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    options = ["--no-deps", "--no-index", "--disable-pip-version-check", "--quiet"]
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", *options, wheel],
        check=True,
        capture_output=True,
        timeout=100,
    )
    return python


def run(python: Path, *arguments: str, folder: Path) -> str:
    # A path, not a site folder: the link to this checkout in our own environment is not followed.
    variables = {**os.environ, "PYTHONPATH": sysconfig.get_path("purelib"), "JUPYTER_CONFIG_DIR": str(folder)}
    result = subprocess.run(
        [python, *arguments], capture_output=True, encoding="utf-8", cwd=folder, env=variables, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_wheel_carries_every_file_of_the_packages(names: set[str]) -> None:
    ours = {
        path.relative_to(PROJECT).as_posix()
        for package in ("botmail", "kernel")
        for path in (PROJECT / package).rglob("*")
        if path.is_file() and path.suffix in {".py", ".typed", *DATA}
    }
    assert ours - names == set()
    assert {"botmail/py.typed", "botmail/show/inbox.js", "botmail/show/inbox.css"} <= names
    assert [name for name in names if name.endswith("data/share/jupyter/labextensions/botmail/static/botmail.js")]


def test_wheel_carries_nothing_but_the_packages(names: set[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.startswith("botmail-")} == {"botmail", "kernel"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".ipynb_checkpoints")]


def test_wheel_carries_the_kernelspec_with_logos(names: set[str]) -> None:
    place = "/data/share/jupyter/kernels/botmail/"
    assert {name.partition(place)[2] for name in names if place in name} == KERNELSPEC


def test_wheel_says_what_it_is(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        said = Parser().parsestr(archive.read(metadata).decode())
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert (said["Name"], said["Version"], said["Requires-Python"]) == ("botmail", project["version"], ">=3.11")
    assert said["License-Expression"] == "MIT"
    assert {"lab", "sandbox", "test", "all"} <= set(said.get_all("Provides-Extra", []))
    assert said.get_payload().startswith((PROJECT / "README.md").read_text(encoding="utf-8")[:40])


def test_lean_install_asks_for_no_lab_no_sandbox_and_no_test_tools(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        [metadata] = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        required = Parser().parsestr(archive.read(metadata).decode()).get_all("Requires-Dist", [])
    lean = " ".join(line for line in required if "extra ==" not in line)
    assert not [name for name in ("jupyterlab", "pymap", "aiosmtpd", "pytest", "nbval", "playwright") if name in lean]


def test_installed_wheel_is_found_by_jupyter(environment: Path, tmp_path: Path) -> None:
    listed = json.loads(run(environment, "-m", "jupyter_client.kernelspecapp", "list", "--json", folder=tmp_path))
    found = listed["kernelspecs"]["botmail"]
    assert Path(found["resource_dir"]).resolve().is_relative_to(environment.parents[1].resolve())
    assert found["spec"]["argv"] == ["python", "-P", "-m", "kernel", "-f", "{connection_file}"]
    assert (found["spec"]["display_name"], found["spec"]["language"]) == ("BASIC (botmail)", "basic")
    assert found["spec"]["metadata"] == {"debugger": True, "supported_encryption": ["curve"]}


def test_installed_wheel_needs_nothing_of_the_checkout(environment: Path, tmp_path: Path) -> None:
    code = (
        "import botmail, kernel, botmail.app, botmail.show.inbox; print(botmail.__file__, kernel.__file__, sep='\\n')"
    )
    for place in run(environment, "-P", "-c", code, folder=tmp_path).split():
        assert Path(place).resolve().is_relative_to(environment.parents[1].resolve())


def test_installed_wheel_brings_the_command(environment: Path, tmp_path: Path) -> None:
    program = tmp_path / "hello.bas"
    program.write_text('TALK "hello"\n', encoding="utf-8")
    command = str(environment.with_name("botmail"))
    assert json.loads(run(Path(command), "check", "--json", str(program), folder=tmp_path)) == [
        {"file": str(program), "diagnostics": []}
    ]
