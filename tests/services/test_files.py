"""GET of files: typed rows, one rule for paths, and clear messages for what is no CSV."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from botmail.domain.errors import FileProblem
from botmail.domain.html import Html
from botmail.domain.table import Table
from botmail.services.files import Files


def rows(folder: Path, text: str | bytes, name: str = "list.csv") -> list[dict[str, object]]:
    (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    table = Files(folder).read(name)
    assert isinstance(table, Table)
    return list(table)


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["1", "-2", ""], [1, -2, None]),
        (["1.5", "2"], [1.5, 2]),
        (["true", "FALSE"], [True, False]),
        (["2026-11-23", "2026-1-2"], [dt.date(2026, 11, 23), dt.date(2026, 1, 2)]),
        (["007", "8"], ["007", "8"]),
        (["+49301234", "1"], ["+49301234", "1"]),
        (["1234567890123456", "1"], ["1234567890123456", "1"]),
        (["123456789012345", "0"], [123456789012345, 0]),
        (["0.5", "0"], [0.5, 0]),
        (["1", "one"], ["1", "one"]),
        (["", ""], ["", ""]),
        (["1e5", "2"], ["1e5", "2"]),
        ([" 5 ", "6"], [5, 6]),
    ],
)
def test_column_has_the_type_of_all_its_values(tmp_path: Path, cells: list[str], values: list[object]) -> None:
    text = "name,x\n" + "".join(f"n,{cell}\n" for cell in cells)
    assert [row["x"] for row in rows(tmp_path, text)] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\r\n1,2\r\n", [{"a": 1, "b": 2}]),
        ("a;b\n1;2,5\n", [{"a": 1, "b": "2,5"}]),
        ("a\tb\nx\ty\n", [{"a": "x", "b": "y"}]),
        ('a,b\n"x, y","say ""hi"""\n', [{"a": "x, y", "b": 'say "hi"'}]),
        ('a,b\n"two\nlines",2\n', [{"a": "two\nlines", "b": 2}]),
        ("\ufeffa,b\nx,y\n", [{"a": "x", "b": "y"}]),
        ("a,b\n\n  \nx\n", [{"a": "x", "b": ""}]),
        ("a,A,\nx,y,z\n", [{"a": "x", "A_2": "y", "column_3": "z"}]),
        ("Größe,a\nä,b\n".encode("cp1252"), [{"Größe": "ä", "a": "b"}]),
        ("a,b\nx,é\n".encode("utf-16"), [{"a": "x", "b": "é"}]),
        ("email\nbob@example.org\n", [{"email": "bob@example.org"}]),
        ("a,b\n", []),
    ],
)
def test_rows_of_a_file(tmp_path: Path, text: str | bytes, expected: list[dict[str, object]]) -> None:
    assert rows(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"  \n\n", "is empty"),
        (b"a,b\n1,2,3\n", "line 2 has 3 values, and the first line names 2 columns"),
        (b'a,b\n"open,2\n', "line 2 cannot be read"),
        (b"<!DOCTYPE html><p>Sign in</p>", "begins like a web page"),
        (b"PK\x03\x04\0\0", "is no text file"),
    ],
)
def test_file_that_is_no_csv_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(FileProblem, match=message):
        rows(tmp_path, content)


def test_other_endings(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<b>x</b>")
    (tmp_path / "a.json").write_text('{"Name": ["x", {"k": 1}]}')
    (tmp_path / "a.TXT").write_text("text")
    files = Files(tmp_path)
    assert files.read("a.html") == Html("<b>x</b>")
    assert files.read("a.json")["NAME"][1]["K"] == 1  # type: ignore[index]
    assert files.read("a.TXT") == "text"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("missing.csv", 'no file "missing.csv"'),
        ("a.exe", "cannot read"),
        ("", "needs a name"),
        ("a\0.csv", "needs a name"),
        ("folder.csv", "is a folder"),
        ("broken.json", r"is not JSON \(line 1, column 2\)"),
        ("http://example.com/list.csv?token=secret", "reads https addresses, and this is http://"),
        ("https://ana:secret@example.com/list.csv", "a name and password"),
        ("table.xlsx", "cannot read"),
        ("../outside.csv", "outside the folder"),
        ("/etc/passwd", "outside the folder"),
        ("~/.ssh/id_rsa", "outside the folder"),
        ("C:\\list.csv", "outside the folder"),
        ("link.csv", "outside the folder"),
        ("linked/outside.csv", "outside the folder"),
        (".env", "begins with a dot"),
        (".git/config.txt", "begins with a dot"),
        ("sub/../.hidden.csv", "begins with a dot"),
        ("hidden-link.csv", "begins with a dot"),
    ],
)
def test_file_that_may_not_or_cannot_be_read(tmp_path: Path, name: str, message: str) -> None:
    folder = tmp_path / "notebook"
    (folder / "folder.csv").mkdir(parents=True)
    (folder / "sub").mkdir()
    (folder / "broken.json").write_text("{")
    (folder / ".hidden.csv").write_text("a\n1\n")
    (folder / "hidden-link.csv").symlink_to(folder / ".hidden.csv")
    (tmp_path / "outside.csv").write_text("a\n1\n")
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    (folder / "linked").symlink_to(tmp_path)
    with pytest.raises(FileProblem, match=message) as caught:
        Files(folder).read(name)
    assert "secret" not in caught.value.message + caught.value.hint


def test_missing_file_is_answered_with_near_ones(tmp_path: Path) -> None:
    (tmp_path / "Subscribers.csv").write_text("a\n1\n")
    with pytest.raises(FileProblem) as caught:
        Files(tmp_path).read("list.csv")
    assert caught.value.hint == "there is Subscribers.csv"


def test_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text("a\n1\n")
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    assert list(Files(tmp_path).read("link.csv")) == [{"a": 1}]  # type: ignore[call-overload]
