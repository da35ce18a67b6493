"""How the kernel starts: with nothing heavy loaded, and with nothing of the notebook's folder in its way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.kernel.driver import running_kernel

HEAVY = ["botmail.app", "duckdb", "pandas", "ipywidgets", "imapclient", "lark", "cryptography", "debugpy"]
HOSTILE = ["email", "kernel", "duckdb", "pandas", "json", "botmail", "lark", "ipywidgets"]


def test_kernel_starts_without_the_heavy_parts() -> None:
    look = f"import kernel.__main__, kernel.debugger, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    looked = subprocess.run([sys.executable, "-P", "-c", look], capture_output=True, encoding="utf-8", check=True)
    found = looked.stdout.strip()
    # ipykernel.debugger itself brings debugpy; the kernel loads that module only where debugpy is wanted.
    assert found in {"[]", "['debugpy']"}


def test_files_beside_the_notebook_take_nobodys_place(tmp_path: Path, environment: dict[str, str]) -> None:
    for name in HOSTILE:
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name}.py of the notebook was loaded')")
    (tmp_path / "mine.py").write_text("answer = 42")
    with running_kernel(tmp_path, environment) as kernel:
        assert kernel.run("TALK 1").text == "1\n"
        assert kernel.run("%%sql\nSELECT 1 AS one").results
        assert kernel.run("%%python\nimport email, mine, sys\nprint(mine.answer, sys.path[0])").text.startswith("42 ")


def test_answers_file_answers_hear_where_nobody_can(tmp_path: Path, environment: dict[str, str]) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"Name": "Ann", "city": ["Rome", "Oslo"]}')
    with running_kernel(tmp_path, {**environment, "BOTMAIL_ANSWERS": str(answers)}) as kernel:
        shown = kernel.run('HEAR name\nHEAR city\nTALK name + ", " + city\nHEAR city\nTALK city')
        assert shown.text.splitlines() == ["Ann, Rome", "Oslo"]
        assert "no more answers" in kernel.run("HEAR city").error_text


def test_startup_files_of_ipython_are_not_run(tmp_path: Path, environment: dict[str, str]) -> None:
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00-mine.py").write_text("print('of Python')\nfrom_startup = 1")
    with running_kernel(tmp_path, {**environment, "IPYTHONDIR": str(tmp_path / "ipython")}) as kernel:
        assert kernel.run("%%python\nprint('from_startup' in globals())").text == "False\n"


def test_environment_of_these_tests_is_their_own(environment: dict[str, str]) -> None:
    assert environment["BOTMAIL_HOME"] != os.environ.get("BOTMAIL_HOME")
