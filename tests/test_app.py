"""`Workspace` from Python: programs, what they said, parameters, scripts that call scripts, answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from botmail.app import Workspace
from botmail.domain.errors import BotmailError, FileProblem, StoreReadOnly
from botmail.lang.diagnostics import ProgramInvalid


class QuietDisplay:
    """Keeps what it is given to show."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)

    def show(self, value: object) -> None:
        self.lines.append(str(value))


class Answers:
    """A person who types these answers."""

    def __init__(self, *answers: str) -> None:
        self.left = list(answers)

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        del question, name, secret, choices
        return self.left.pop(0)

    def confirm(self, question: str) -> bool:
        del question
        return self.left.pop(0) == "yes"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A workspace without an account."""
    with Workspace(tmp_path / "store", display=QuietDisplay(), environ={}, folder=tmp_path) as opened:
        yield opened


def test_run_reports_what_was_said_and_given_back(workspace: Workspace) -> None:
    report = workspace.run('x = 20\nTALK "x is " + x\nx * 2 + 2')
    assert (report.is_ok, report.text, report.value) == (True, "x is 20", 42)
    assert workspace.run("x").value == 20


def test_run_takes_parameters_by_any_case(workspace: Workspace) -> None:
    source = "PARAM Name AS TEXT\nPARAM times AS INTEGER DEFAULT 2\nname + times"
    assert workspace.run(source, parameters={"NAME": "Ann", "class": 1}).value == "Ann2"


def test_run_of_a_wrong_program_runs_nothing(workspace: Workspace) -> None:
    with pytest.raises(ProgramInvalid) as caught:
        workspace.run('TALK "never"\nFROBNICATE 1\nSMURF 2')
    assert [one.code for one in caught.value.diagnostics] == ["BM201", "BM201"]
    assert workspace.attempt('TALK "never"\nFROBNICATE 1').text == ""


def test_attempt_keeps_what_was_done_before_the_error(workspace: Workspace) -> None:
    report = workspace.attempt('TALK "before"\nx = 1 / 0\nTALK "after"', "sums.bas")
    assert (report.is_ok, report.text) == (False, "before")
    assert report.error is not None
    problem = workspace.describe(report.error)
    assert (problem.name, problem.message) == ("ProgramError", "division by zero")
    assert problem.text.startswith("sums.bas, line 2: error BM401: division by zero")


def test_end_leaves_out_the_rest(workspace: Workspace) -> None:
    assert workspace.run('TALK "one"\nIF TRUE THEN\n  END\nEND IF\nTALK "two"').text == "one"


def test_ignored_errors_are_counted(workspace: Workspace) -> None:
    report = workspace.run("ON ERROR RESUME NEXT\nx = 1 / 0\ny = 2 / 0")
    assert report.run is not None
    assert report.run.summary() == ("ON ERROR RESUME NEXT passed over 2 errors",)


def test_call_runs_a_script_beside_with_variables_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "double.bas").write_text("PARAM n AS NUMBER\nsecret = 1\nTALK n * 2", encoding="utf-8")
    assert workspace.run('n = 5\nCALL "double.bas", 21\nTALK n').text == "42\n5"
    assert "secret" not in workspace.namespace


def test_call_shows_errors_at_the_lines_of_both_scripts(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "wrong.bas").write_text("x = 1\ny = x / 0", encoding="utf-8")
    error = workspace.attempt('TALK "one"\nCALL "wrong.bas"', "main.bas").error
    assert error is not None
    text = workspace.describe(error).text
    assert text.index("wrong.bas, line 2: error BM401") < text.index("called from main.bas, line 2")


def test_call_of_a_script_that_is_not_there_is_an_error(workspace: Workspace) -> None:
    with pytest.raises(FileProblem, match="there is no file"):
        workspace.run('CALL "missing.bas"')


def test_values_that_hold_rows_have_a_frame(workspace: Workspace) -> None:
    workspace.run("rows = [{a: 1, b: 2}, {a: 3, b: 4}]\nframe = rows.df")
    assert list(workspace.namespace["frame"].columns) == ["a", "b"]  # type: ignore[attr-defined]  # a DataFrame


def test_sql_reads_variables_and_binds_values(workspace: Workspace) -> None:
    workspace.run('rows = [{a: 1, b: "x"}, {a: 3, b: "y"}]\nleast = 2')
    assert workspace.sql("SELECT b FROM rows WHERE a > $least").to_dict("records") == [{"b": "y"}]


def test_names_that_are_ours_are_not_the_users(workspace: Workspace) -> None:
    workspace.run("x = 1")
    assert {name for name in workspace.namespace if name not in workspace.hidden_names} == {"x", "__builtins__"}


@pytest.mark.parametrize(
    "source",
    ['GET_EMAILS "INBOX"', 'SEND MAIL "a@example.com", "s", "b"', 'COUNT_EMAILS("INBOX", "ALL")', "LIST FOLDERS"],
)
def test_verbs_without_an_account_say_how_to_add_one(workspace: Workspace, source: str) -> None:
    error = workspace.attempt(source).error
    assert isinstance(error, BotmailError)
    assert "no mail account is set up" in error.message
    assert "ADD ACCOUNT" in error.hint


def test_answers_of_a_person_come_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text('{"name": "from the file"}', encoding="utf-8")
    environ = {"BOTMAIL_ANSWERS": str(file)}
    with Workspace(tmp_path / "one", environ=dict(environ), prompt=Answers("typed")) as opened:
        assert opened.run("HEAR name\nname").value == "typed"
    with Workspace(tmp_path / "two", environ=dict(environ)) as opened:
        assert opened.run("HEAR name\nname").value == "from the file"


@pytest.mark.parametrize("content", ["", "[1]", "not json"])
def test_answers_file_that_is_none_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "answers.json"
    file.write_text(content, encoding="utf-8")
    with Workspace(tmp_path / "store", environ={"BOTMAIL_ANSWERS": str(file)}) as opened:
        error = opened.attempt("HEAR name").error
    assert isinstance(error, BotmailError)
    assert "answers.json" in error.message


def test_store_that_cannot_be_written_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    with Workspace(file, environ={}) as workspace:
        error = workspace.attempt('CREATE TASK "a", "b", "c"').error
    told = []
    while error is not None:
        told += [error] if isinstance(error, StoreReadOnly) else []
        error = error.__context__
    assert len(told) == 1
