#!/usr/bin/env python3
"""Set botmail up: register its Jupyter kernel, show it at work, or test it. Standard library only.

    python3 install_kernel.py            register the kernel, so that every Jupyter of this user finds it
    python3 install_kernel.py --demo     a working example in about a minute, nothing asked
    python3 install_kernel.py --test     everything that must be true of this checkout

Nothing is installed outside an environment: when none is active, `.venv` beside this file is made and used. Root is
never needed; root alone gets missing system packages by apt-get, and says so. Exit status: 0 done, 1 something
failed, 2 wrong usage, 3 Python lacks a part that only the system's packages can add.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
KERNELSPEC = PROJECT / "kernel" / "kernelspec"
LABEXTENSION = PROJECT / "kernel" / "labextension"
OLDEST_PYTHON = (3, 11)
LINES_OF_LOG = 40
# What a Debian package brings, so that only missing ones are asked for.
TEST_PACKAGES = {
    "dovecot-imapd": "/usr/lib/dovecot/imap",
    "dovecot-lmtpd": "/usr/lib/dovecot/lmtp",
    "exim4-daemon-light": "/usr/sbin/exim4",
    "chromium": "/usr/bin/chromium",
}
# apt-get starts the servers that it installs; the tests start their own, so none may run by itself.
NO_SERVICES = Path("/usr/sbin/policy-rc.d")


class SetupError(Exception):
    """Something that the person at the keyboard has to know; `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says; the exit status is the result."""
    options = parse_options(arguments)
    if sys.version_info < OLDEST_PYTHON:
        print(f"botmail needs Python 3.11 or newer; {sys.executable} is {platform.python_version()}.", file=sys.stderr)
        return 1
    try:
        if options.demo:
            return demonstrate()
        if options.test:
            return test(deep=options.deep)
        return register(options)
    except SetupError as problem:
        print(problem, file=sys.stderr)
        return problem.status
    except KeyboardInterrupt:
        print("Stopped. Run the same command again to go on.", file=sys.stderr)
        return 130


def parse_options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Register, show or test botmail, the BASIC kernel for mailboxes.")
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--demo", action="store_true", help="install into an environment and run the example notebook")
    task.add_argument("--test", action="store_true", help="install what the tests need and run them")
    parser.add_argument("--deep", action="store_true", help="with --test: also the kill, soak and long tests")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--user", action="store_true", help="register for this user (the default)")
    where.add_argument("--sys-prefix", action="store_true", help="register in the environment of the kernel's Python")
    where.add_argument("--prefix", type=Path, metavar="P", help="register under P/share/jupyter/kernels")
    parser.add_argument("--name", default="botmail", metavar="N", help="the kernel's name (botmail)")
    parser.add_argument("--display-name", metavar="D", help="what menus show (BASIC (botmail))")
    options = parser.parse_args(arguments)
    if (options.demo or options.test) and arguments_of_place(options):
        parser.error("the place and the names go with registering alone, not with --demo or --test")
    if options.deep and not options.test:
        parser.error("--deep goes with --test")
    if not re.fullmatch(r"[A-Za-z0-9._-]+", options.name):
        parser.error(f"--name may have letters, digits, '.', '_' and '-' in it, not {options.name!r}")
    return options


def arguments_of_place(options: argparse.Namespace) -> bool:
    return bool(
        options.user or options.sys_prefix or options.prefix or options.display_name or options.name != "botmail"
    )


def say(sentence: str) -> None:
    print(sentence, flush=True)


# The three tasks


def register(options: argparse.Namespace) -> int:
    """Write the kernelspec where Jupyter looks; install the package first where this Python lacks it."""
    python = Path(sys.executable)
    if not has_botmail(python):
        python = environment()
        install(python, extra="")
    if options.prefix or options.sys_prefix:
        data = (options.prefix.resolve() if options.prefix else prefix_of(python)) / "share" / "jupyter"
    else:
        data = user_data_folder()
    write_kernelspec(python, data, name=options.name, display_name=options.display_name)
    say("Choose it in Jupyter's launcher. To see it at work first: python3 install_kernel.py --demo")
    return 0


def demonstrate() -> int:
    """Install with JupyterLab, then let botmail run its example notebook."""
    python = environment()
    install(python, extra="lab")
    write_kernelspec(python, prefix_of(python) / "share" / "jupyter")
    say("Starting the sandbox mail server and running notebooks/quickstart.ipynb through the kernel.\n")
    demo = subprocess.run(
        [python, "-P", "-m", "botmail", "demo", "--no-browser"], cwd=PROJECT, stdin=subprocess.DEVNULL, check=False
    )
    if demo.returncode == 0 and not active_environment():
        say(f"Here that command is: {shlex.quote(str(python.with_name('botmail')))} demo")
    return demo.returncode


def test(*, deep: bool) -> int:
    """Install what the tests need, then lint, type-check and test; pytest's closing line comes last."""
    python = environment()
    install(python, extra="test")
    write_kernelspec(python, prefix_of(python) / "share" / "jupyter")
    add_test_packages()
    tools = python.parent
    checks: list[list[str | Path]] = [
        [tools / "ruff", "check"],
        [tools / "ruff", "format", "--check"],
        [tools / "mypy"],
        [tools / "lint-imports"],
    ]
    failed = [shlex.join(map(str, command)) for command in checks if not passes(command)]
    if failed:
        say("These checks failed (the tests still run): " + ", ".join(failed))
    pytest = ["-m", "pytest", "-n", "2", "--dist", "loadfile", *(["--deep"] if deep else [])]
    tests = subprocess.run([python, *pytest], cwd=PROJECT, stdin=subprocess.DEVNULL, check=False)
    return tests.returncode or int(bool(failed))


def passes(command: Sequence[str | Path]) -> bool:
    """Whether a checking tool is content; its findings are shown only when it is not."""
    name = " ".join([Path(command[0]).name, *map(str, command[1:])])
    checked = subprocess.run(
        command, cwd=PROJECT, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )
    say(f"{name}: {'passed' if checked.returncode == 0 else 'FAILED'}")
    if checked.returncode:
        say(checked.stdout + checked.stderr)
    return checked.returncode == 0


# Environments


def environment() -> Path:
    """The Python of the active environment, or of `.venv` beside this file, which is made when missing."""
    active = active_environment()
    if active:
        say(f"Using the active environment {active.parent.parent}.")
        return active
    python = python_of(PROJECT / ".venv")
    if works(python):
        say(f"Using the environment {PROJECT / '.venv'}.")
        return python
    make_environment(PROJECT / ".venv")
    return python


def active_environment() -> Path | None:
    if sys.prefix != sys.base_prefix:
        return Path(sys.executable)
    for variable in ("VIRTUAL_ENV", "CONDA_PREFIX"):
        python = python_of(Path(os.environ.get(variable) or PROJECT / "none"))
        if works(python):
            return python
    return None


def python_of(folder: Path) -> Path:
    windows = folder / ("python.exe" if (folder / "conda-meta").is_dir() else "Scripts/python.exe")
    return windows if os.name == "nt" else folder / "bin" / "python"


def works(python: Path) -> bool:
    """Whether this interpreter starts, is new enough and has pip; a half-made or moved environment does not count."""
    check = f"import sys, pip; sys.exit(sys.version_info < {OLDEST_PYTHON!r})"
    return python.is_file() and answers(python, check) is not None


def make_environment(folder: Path) -> None:
    say(f"No environment is active, so one is made in {folder}. Nothing outside it is changed.")
    if not find_spec("ensurepip"):
        add_venv_package()
    # A fresh process, since this one may have started before the package came.
    run_quietly([sys.executable, "-m", "venv", "--clear", folder], what="making the environment")


def add_venv_package() -> None:
    package = "python3-venv"
    if not can_use_apt():
        raise SetupError(
            f"{sys.executable} lacks ensurepip, without which it cannot make an environment. Install it with\n\n"
            f"    sudo apt-get install {package}\n\nand run the same command again.",
            status=3,
        )
    say(f"{sys.executable} lacks ensurepip: installing {package} by apt-get.")
    apt_install([package])
    if answers(Path(sys.executable), "import ensurepip") is None:  # not the system's default Python
        apt_install([f"python3.{sys.version_info.minor}-venv"])


def install(python: Path, *, extra: str) -> None:
    """Install this checkout with an extra, in place; at once when that was done before and nothing has changed."""
    stamp = prefix_of(python) / "botmail-setup.json"
    wanted = hashlib.sha256((PROJECT / "pyproject.toml").read_bytes() + str(PROJECT).encode()).hexdigest()
    extras = read_stamp(stamp, wanted) if has_botmail(python) else []
    if extra in extras or "test" in extras:  # the tests' extra includes the others
        return
    label = f"botmail[{extra}]" if extra else "botmail"
    say(f"Installing {label} and what it needs into {prefix_of(python)} (some minutes where it has to be fetched).")
    pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--editable"]
    run_quietly([python, *pip, f"{PROJECT}[{extra}]" if extra else PROJECT], what=f"installing {label}")
    stamp.write_text(json.dumps({"project": wanted, "extras": [*extras, extra]}), encoding="utf-8")


def read_stamp(stamp: Path, wanted: str) -> list[str]:
    """The extras that were installed from this very state of the project."""
    try:
        content = json.loads(stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return list(content["extras"]) if content.get("project") == wanted else []


def has_botmail(python: Path) -> bool:
    """Whether botmail is installed there, so that a kernel of this interpreter would start in any folder."""
    return answers(python, "import importlib.metadata as m; m.version('botmail'); import ipykernel") is not None


def prefix_of(python: Path) -> Path:
    return Path(answers(python, "import sys; print(sys.prefix)") or python.parent.parent)


def answers(python: Path, code: str) -> str | None:
    """What `code` prints under that interpreter, None when it fails; this folder is not on its path."""
    try:
        result = subprocess.run([python, "-P", "-c", code], capture_output=True, encoding="utf-8", check=False, cwd="/")
    except OSError:
        return None
    return result.stdout.strip() if result.returncode == 0 else None


# The kernelspec


def user_data_folder() -> Path:
    """Where Jupyter keeps a user's data, by the rules of jupyter_core."""
    if os.environ.get("JUPYTER_DATA_DIR"):
        return Path(os.environ["JUPYTER_DATA_DIR"])
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Jupyter"
    if os.name == "nt":
        return Path(os.environ.get("APPDATA") or Path.home()) / "jupyter"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jupyter"


def write_kernelspec(python: Path, data: Path, *, name: str = "botmail", display_name: str | None = None) -> None:
    """Copy the kernelspec below `data`, with the absolute path of its interpreter."""
    target = data / "kernels" / name
    spec = json.loads((KERNELSPEC / "kernel.json").read_text(encoding="utf-8"))
    spec["argv"][0] = str(python.absolute())  # not resolved: a venv's python is a link to the base one
    spec["display_name"] = display_name or spec["display_name"]
    try:
        target.mkdir(parents=True, exist_ok=True)
        for logo in KERNELSPEC.glob("logo-*"):
            shutil.copyfile(logo, target / logo.name)
        # The editor's colours; the wheel brings them too, an installation in place does not.
        shutil.copytree(LABEXTENSION, data / "labextensions" / "botmail", dirs_exist_ok=True)
        (target / "kernel.json").write_text(json.dumps(spec, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise SetupError(
            f"The kernel could not be registered in {target}: {error.strerror}.\n"
            "Choose another place with --user, --sys-prefix or --prefix FOLDER."
        ) from None
    say(f"Registered the kernel {spec['display_name']!r} in {target}.")


# System packages


def add_test_packages() -> None:
    """Install the mail servers and the browser of the tests where root runs this; say what is missing elsewhere."""
    missing = [package for package, proof in TEST_PACKAGES.items() if not Path(proof).exists()]
    if not missing:
        return
    if can_use_apt():
        say(f"Installing for the tests by apt-get: {', '.join(missing)}.")
        apt_install(missing)
        return
    say(f"Missing for the tests against real servers and in a browser: {', '.join(missing)}.")
    say(f"Those tests are skipped (with CI=true they fail). To have them: sudo apt-get install {' '.join(missing)}")


def can_use_apt() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(packages: list[str]) -> None:
    keep_services_still = not NO_SERVICES.exists()
    if keep_services_still:
        NO_SERVICES.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
        NO_SERVICES.chmod(0o755)
    try:
        run_quietly(["apt-get", "update"], what="apt-get update")
        command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
        run_quietly(command, what="apt-get install")
    finally:
        if keep_services_still:
            NO_SERVICES.unlink(missing_ok=True)


def run_quietly(command: Sequence[str | Path], *, what: str) -> None:
    """Run a command without its noise; where it fails, the end of its output is the explanation."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "PIP_NO_INPUT": "1"}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        finished = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=variables, check=False
        )
        if finished.returncode == 0:
            return
        log.seek(0)
        tail = "".join(log.readlines()[-LINES_OF_LOG:])
    raise SetupError(f"{tail}\n{what} failed: {shlex.join(map(str, command))}")


if __name__ == "__main__":
    sys.exit(main())
