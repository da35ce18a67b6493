"""Programs stay in their folder: every trick with a path, through every verb that takes the name of a file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from botmail.app import Workspace
from botmail.domain.errors import FileProblem
from botmail.lang.diagnostics import ProgramInvalid
from tests.fakes.display import RecordingDisplay

SECRET = "the secret"
TRICKS = {
    "the folder above": '"../secret.txt"',
    "above by way of a folder": '"sub/../../secret.txt"',
    "above, with more points": '"sub/./../.././secret.txt"',
    "a whole path": '"{outside}/secret.txt"',
    "a whole path with two strokes": '"//{outside}/secret.txt"',
    "a link": '"link.txt"',
    "a link with a stroke behind": '"link.txt/"',
    "a folder that is a link": '"linked/secret.txt"',
    "through a link and back": '"linked/desk/link.txt"',
    "a link to what the process holds": '"process.txt"',
    "a link to itself": '"loop.txt"',
    "the home folder": '"~/secret.txt"',
    "another's home folder": '"~root/secret.txt"',
    "a name of the environment": '"$HOME/secret.txt"',
    "a system file": '"/etc/passwd"',
    "a device that never ends": '"/dev/zero"',
    "standard input": '"/dev/stdin"',
    "the environment": '"/proc/self/environ"',
    "memory": '"/proc/self/mem"',
    "a file that begins with a dot": '".hidden.txt"',
    "the same, by way of a folder": '"sub/../.hidden.txt"',
    "a folder that begins with a dot": '".git/config.txt"',
    "a folder as a file": '"sub"',
    "no name": '""',
    "the folder itself": '"."',
    "NUL": '"data.txt" & CHR(0) & ".txt"',
    "NUL in front of another ending": '"../secret.txt" & CHR(0)',
    "fullwidth points": '"．．/secret.txt"',
    "one character that looks like two points": '"‥/secret.txt"',
    "points as in a web address": '"%2e%2e/secret.txt"',
    "backward strokes": '"..\\\\secret.txt"',
    "a drive": '"C:\\\\secret.txt"',
    "a share": '"\\\\\\\\server\\\\secret.txt"',
    "a file as an address": '"file://{outside}/secret.txt"',
    "the same in capitals": '"FILE://{outside}/secret.txt"',
    "a long name": 'REPLACE("{x}", "x", "aaaaaaaaaa") & ".txt"',
    "a long path": 'REPLACE("{x}", "x", "a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/a/") & "x.txt"',
}
VERBS = ("PRINT GET {0}", "PRINT READ {0}", 'WRITE {0}, "overwritten"', "CALL {0}")
# Whether a call needs brackets around its file's name: CALL takes a text, or a text that is put together.
SPECIAL = {"CALL {0}": 'PRINT CALL("" & {0})'}


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    work = folder / "desk"
    (work / "sub").mkdir(parents=True)
    (work / ".git").mkdir()
    for hidden in (folder / "secret.txt", work / ".hidden.txt", work / ".git" / "config.txt"):
        hidden.write_text(SECRET)
    (work / "data.txt").write_text("data")
    (work / "link.txt").symlink_to(folder / "secret.txt")
    (work / "linked").symlink_to(folder)
    (work / "loop.txt").symlink_to(work / "loop.txt")
    (work / "process.txt").symlink_to("/proc/self/environ")
    return folder


@pytest.fixture(scope="module")
def workspace(outside: Path) -> Iterator[Workspace]:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(outside / "desk")
        patch.setenv("HOME", str(outside))
        with Workspace(outside / "store", environ={}, display=RecordingDisplay()) as opened:
            yield opened


@pytest.mark.parametrize("name", TRICKS.values(), ids=TRICKS)
@pytest.mark.parametrize("verb", VERBS)
def test_program_stays_in_its_folder(verb: str, name: str, outside: Path, workspace: Workspace) -> None:
    expression = name.replace("{outside}", str(outside)).replace("{x}", "x" * 200)
    report = workspace.attempt(SPECIAL.get(verb, verb).format(expression))
    assert isinstance(report.error, FileProblem)
    assert report.error.message
    assert SECRET not in f"{report.text} {report.error.message} {report.error.hint}"
    assert (outside / "secret.txt").read_text() == SECRET
    assert (outside / "desk" / ".hidden.txt").read_text() == SECRET


def test_a_pipe_is_no_file_and_nobody_waits_for_it(outside: Path, workspace: Workspace) -> None:
    os.mkfifo(outside / "desk" / "pipe.txt")
    for program in ('PRINT GET "pipe.txt"', 'PRINT READ "pipe.txt"', 'CALL "pipe.txt"'):
        assert isinstance(workspace.attempt(program).error, FileProblem)


def test_the_same_name_in_other_letters_is_another_file(workspace: Workspace) -> None:
    report = workspace.attempt('PRINT GET "DATA.TXT"')
    assert isinstance(report.error, FileProblem)
    assert report.error.hint == 'did you mean "data.txt"?'
    composed, apart = "caf\u00e9.txt", "cafe\u0301.txt"
    workspace.run(f'WRITE "{composed}", "one"')
    assert isinstance(workspace.attempt(f'PRINT GET "{apart}"').error, FileProblem)


@pytest.mark.parametrize(
    "files",
    [
        {"self.bas": 'CALL "self.bas"'},
        {"self.bas": 'x = CALL "other.bas"', "other.bas": 'CALL "self.bas"'},
        {"self.bas": 'SUB s\nCALL "self.bas"\nEND SUB\ns'},
        {"self.bas": 'FOR EACH x IN [1]\nCALL "self.bas"\nNEXT'},
    ],
    ids=["itself", "each other", "in a SUB", "in a loop"],
)
def test_scripts_that_call_each_other_without_end_are_an_error(
    files: dict[str, str], outside: Path, workspace: Workspace
) -> None:
    for name, text in files.items():
        (outside / "desk" / name).write_text(text)
    report = workspace.attempt('CALL "self.bas"')
    assert isinstance(report.error, RecursionError)
    assert workspace.run("PRINT 1").text == "1"


@pytest.mark.parametrize(
    "text",
    ["%%python\nimport os", "%run secret.py", "!ls", "%load_ext autoreload", "%%bash\nls", "%%sql\nSELECT 1"],
)
def test_magics_mean_nothing_in_a_script(text: str, outside: Path, workspace: Workspace) -> None:
    (outside / "desk" / "magic.bas").write_text(f"{text}\n")
    assert isinstance(workspace.attempt('CALL "magic.bas"').error, (ProgramInvalid, NameError))
    with pytest.raises((ProgramInvalid, NameError)):
        workspace.run(f"PRINT 1\n{text}\n")


def test_magics_inside_texts_are_text(workspace: Workspace) -> None:
    assert workspace.run('t = "\n%%python\nimport os\n"\nPRINT LEN(t)').text == "20"
    assert workspace.run("BEGIN TALK\n%%bash\n!ls ~\nEND TALK").text == "%%bash\n!ls ~"
