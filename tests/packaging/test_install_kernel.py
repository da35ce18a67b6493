"""install_kernel.py: where it registers, what it refuses, what it says; nothing is fetched here."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager

import install_kernel
from tests.architecture.sources import PROJECT, imports_of

SCRIPT = PROJECT / "install_kernel.py"
SCRIPT_OF_COLOURS = PROJECT / "kernel" / "labextension" / "static" / "botmail.js"


def run(*arguments: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The script as a stranger runs it: hardly any environment, no standard input."""
    bare = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", **variables}
    return subprocess.run(
        [sys.executable, SCRIPT, *arguments],
        env=bare,
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    ("arguments", "variables", "place"),
    [
        ([], {}, ".local/share/jupyter/kernels/botmail"),
        (["--user"], {}, ".local/share/jupyter/kernels/botmail"),
        ([], {"XDG_DATA_HOME": "data"}, "data/jupyter/kernels/botmail"),
        ([], {"JUPYTER_DATA_DIR": "jupyter"}, "jupyter/kernels/botmail"),
        (["--prefix", "there"], {}, "there/share/jupyter/kernels/botmail"),
        (["--prefix", "there", "--name", "mail-2"], {}, "there/share/jupyter/kernels/mail-2"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")
def test_register_writes_where_jupyter_looks(
    tmp_path: Path, arguments: list[str], variables: dict[str, str], place: str
) -> None:
    done = run(*arguments, home=tmp_path, **{name: str(tmp_path / value) for name, value in variables.items()})
    assert (done.returncode, done.stderr) == (0, "")
    assert str(tmp_path / place) in done.stdout
    found = KernelSpecManager(kernel_dirs=[str((tmp_path / place).parent)]).get_kernel_spec(Path(place).name)
    assert found.argv == [sys.executable, "-P", "-m", "kernel", "-f", "{connection_file}"]
    assert (found.display_name, found.language, found.interrupt_mode) == ("BASIC (botmail)", "basic", "signal")
    assert {path.name for path in (tmp_path / place).iterdir()} == {
        path.name for path in (PROJECT / "kernel" / "kernelspec").iterdir()
    }
    extension = tmp_path / Path(place).parent.parent / "labextensions" / "botmail"
    load = json.loads((extension / "package.json").read_text(encoding="utf-8"))["jupyterlab"]["_build"]["load"]
    assert (extension / load).read_text(encoding="utf-8") == SCRIPT_OF_COLOURS.read_text(encoding="utf-8")


def test_register_again_changes_only_what_was_asked(tmp_path: Path) -> None:
    assert run("--prefix", "p", home=tmp_path).returncode == 0
    assert run("--prefix", "p", "--display-name", "Büro", home=tmp_path).returncode == 0
    spec = tmp_path / "p/share/jupyter/kernels/botmail/kernel.json"
    assert json.loads(spec.read_text(encoding="utf-8"))["display_name"] == "Büro"


def test_register_says_so_where_it_may_not_write(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run("--prefix", "file", home=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith(f"The kernel could not be registered in {tmp_path / 'file'}")
    assert "--prefix FOLDER" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["--name", "a/b"],
        ["--name", ""],
        ["--deep"],
        ["--demo", "--test"],
        ["--user", "--prefix", "p"],
        ["--demo", "--user"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_status_two(tmp_path: Path, arguments: list[str]) -> None:
    done = run(*arguments, home=tmp_path)
    assert done.returncode == 2
    assert "error: " in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_script_needs_the_standard_library_alone() -> None:
    assert {name.partition(".")[0] for _, name in imports_of(SCRIPT)} <= sys.stdlib_module_names


def test_script_parses_on_older_pythons_to_say_that_they_are_too_old() -> None:
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_without_ensurepip_the_command_is_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install_kernel, "find_spec", lambda _: None)
    monkeypatch.setattr(install_kernel, "can_use_apt", lambda: False)
    with pytest.raises(install_kernel.SetupError) as caught:
        install_kernel.make_environment(tmp_path / "venv")
    assert caught.value.status == 3
    assert "sudo apt-get install python3-venv" in str(caught.value)
    assert "Nothing outside it is changed" in capsys.readouterr().out


def test_without_ensurepip_root_gets_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(install_kernel, "find_spec", lambda _: None)
    monkeypatch.setattr(install_kernel, "can_use_apt", lambda: True)
    monkeypatch.setattr(install_kernel, "NO_SERVICES", tmp_path / "policy-rc.d")
    monkeypatch.setattr(install_kernel, "run_quietly", lambda command, **_: commands.append([str(c) for c in command]))
    install_kernel.make_environment(tmp_path / "venv")
    assert [command[:2] for command in commands] == [
        ["apt-get", "update"],
        ["apt-get", "install"],
        [sys.executable, "-m"],
    ]
    assert commands[1][-1] == "python3-venv"
    assert not (tmp_path / "policy-rc.d").exists()


def test_missing_servers_are_named_where_nobody_may_install_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install_kernel, "can_use_apt", lambda: False)
    packages = {"dovecot-imapd": str(tmp_path / "imap"), "chromium": str(tmp_path)}
    monkeypatch.setattr(install_kernel, "TEST_PACKAGES", packages)
    install_kernel.add_test_packages()
    said = capsys.readouterr().out
    assert "sudo apt-get install dovecot-imapd\n" in said
    assert "chromium" not in said


def test_failed_command_shows_the_end_of_its_output() -> None:
    with pytest.raises(install_kernel.SetupError, match=r"line 99\n\nmaking noise failed: ") as caught:
        install_kernel.run_quietly(
            [sys.executable, "-c", "print(*(f'line {i}' for i in range(100)), sep='\\n'); raise SystemExit(1)"],
            what="making noise",
        )
    assert "line 10\n" not in str(caught.value)


def test_install_is_done_once_until_the_project_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    monkeypatch.setattr(install_kernel, "run_quietly", lambda command, **_: commands.append([str(c) for c in command]))
    monkeypatch.setattr(install_kernel, "has_botmail", lambda _: True)
    monkeypatch.setattr(install_kernel, "prefix_of", lambda _: tmp_path)
    python = Path(sys.executable)
    for extra in ("lab", "lab", "test", "lab", "test", ""):
        install_kernel.install(python, extra=extra)
    assert [command[-1] for command in commands] == [f"{PROJECT}[lab]", f"{PROJECT}[test]"]
    (tmp_path / "botmail-setup.json").write_text('{"project": "another", "extras": ["lab", "test"]}')
    install_kernel.install(python, extra="lab")
    assert len(commands) == 3


def test_half_made_environment_does_not_count(tmp_path: Path) -> None:
    python = install_kernel.python_of(tmp_path)
    assert not install_kernel.works(python)
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    assert not install_kernel.works(python)
    assert install_kernel.works(Path(sys.executable))
