"""`botmail format` and `botmail check` on files of both kinds: bytes on the disk, messages and statuses."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Botmail

FORMATTED = "IF a THEN\n    TALK 1\nEND IF\n"


def cell(source: str | list[str], kind: str = "code") -> dict[str, object]:
    return {"cell_type": kind, "metadata": {}, "source": source}


def notebook(*cells: dict[str, object]) -> str:
    return json.dumps({"cells": list(cells), "metadata": {"é": 1}, "nbformat": 4}, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"if a then\ntalk 1\nend if", FORMATTED.encode()),
        (b"if a then\r\ntalk 1\r\nend if\r\n", FORMATTED.replace("\n", "\r\n").encode()),
        (b"\xef\xbb\xbfx=1\n", b"\xef\xbb\xbfx = 1\n"),
        ("größe=1 ' ü\n".encode(), "größe = 1  ' ü\n".encode()),
        (b"", b""),
    ],
)
def test_format_keeps_encoding_and_line_ends(botmail: Botmail, folder: Path, before: bytes, after: bytes) -> None:
    (folder / "a.bas").write_bytes(before)
    ended = botmail("format", "a.bas")
    assert (ended.returncode, (folder / "a.bas").read_bytes()) == (0, after)
    assert botmail("format", "--check", "a.bas").stdout == "a.bas: nothing to change\n"


def test_format_with_check_writes_nothing(botmail: Botmail, folder: Path) -> None:
    (folder / "a.bas").write_text("x=1")
    (folder / "b.bas").write_text("x = 1\n")
    ended = botmail("format", "--check", "a.bas", "b.bas")
    assert (ended.returncode, ended.stdout) == (1, "a.bas: would be formatted\nb.bas: nothing to change\n")
    assert (folder / "a.bas").read_text() == "x=1"


def test_format_leaves_a_program_with_mistakes_and_goes_on(botmail: Botmail, folder: Path) -> None:
    (folder / "a.bas").write_text("if a then\nx=1")
    (folder / "b.bas").write_text("x=1")
    ended = botmail("format", "a.bas", "missing.bas", "b.bas")
    assert (ended.returncode, ended.stdout) == (1, "b.bas: formatted\n")
    assert "a.bas, line 1: error BM103: this IF is not closed" in ended.stderr
    assert "missing.bas cannot be read" in ended.stderr
    assert (folder / "a.bas").read_text() == "if a then\nx=1"


def test_format_keeps_mode_and_link_and_leaves_nothing_behind(botmail: Botmail, folder: Path) -> None:
    (folder / "a.bas").write_text("x=1")
    (folder / "a.bas").chmod(0o640)
    (folder / "b.bas").symlink_to("a.bas")
    assert botmail("format", "b.bas").returncode == 0
    assert (folder / "b.bas").is_symlink()
    assert stat.S_IMODE((folder / "a.bas").stat().st_mode) == 0o640
    assert (folder / "a.bas").read_text() == "x = 1\n"
    assert {path.name for path in folder.iterdir()} == {"a.bas", "b.bas"}


def test_format_changes_the_basic_cells_of_a_notebook_alone(botmail: Botmail, folder: Path) -> None:
    before = notebook(
        cell("# if a then", "markdown"),
        cell(["total=1\n", "if total then\n", "talk 1\n", "end if"]),
        cell("%%python\nx=1"),
        cell("%%preview\nTOTAL=2"),
        cell("if broken"),
        cell("?talk"),
    )
    after = notebook(
        cell("# if a then", "markdown"),
        cell(["total = 1\n", "IF total THEN\n", "    TALK 1\n", "END IF"]),
        cell("%%python\nx=1"),
        cell("%%preview\nTOTAL = 2"),
        cell("if broken"),
        cell("?talk"),
    )
    (folder / "a.ipynb").write_text(before, encoding="utf-8")
    ended = botmail("format", "a.ipynb")
    assert (ended.returncode, ended.stdout) == (1, "a.ipynb: formatted\n")
    assert "a.ipynb, cell 5, line 1: error BM103" in ended.stderr
    assert (folder / "a.ipynb").read_text(encoding="utf-8") == after


def test_format_refuses_what_is_no_notebook(botmail: Botmail, folder: Path) -> None:
    (folder / "a.ipynb").write_text("[1]")
    ended = botmail("format", "a.ipynb")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == "a.ipynb is not a notebook\n  hint: a notebook is a file that Jupyter has saved\n"


def test_check_of_a_notebook_knows_the_names_of_earlier_cells(botmail: Botmail, folder: Path) -> None:
    cells = [
        cell("total = 1\nSUB reveal()\nEND SUB"),
        cell("%%python\nimport os.path as paths\nlimit = 2\ndef f(): pass"),
    ]
    asked = cell("reveal\nTALK total + limit\nTALK paths\nTALK nothing")
    (folder / "a.ipynb").write_text(notebook(*cells, cell("?talk"), asked), encoding="utf-8")
    checked = botmail("check", "a.ipynb")
    assert checked.stdout.count("BM2") == 1
    assert "a.ipynb, cell 4, line 4: warning BM203" in checked.stdout


def test_check_as_json_tells_the_cell(botmail: Botmail, folder: Path) -> None:
    (folder / "a.ipynb").write_text(notebook(cell("x = 1"), cell("\n%%preview\nFROB 1")), encoding="utf-8")
    (folder / "b.ipynb").write_text("{", encoding="utf-8")
    checked = botmail("check", "--json", "a.ipynb", "b.ipynb", "folder.bas")
    entries = json.loads(checked.stdout)
    assert [entry["file"] for entry in entries] == ["a.ipynb", "b.ipynb", "folder.bas"]
    assert [(found["cell"], found["code"], found["line"]) for found in entries[0]["diagnostics"]] == [(2, "BM201", 3)]
    assert all(entry["diagnostics"] for entry in entries)
