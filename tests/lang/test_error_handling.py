"""TRY, ON ERROR, ERR, THROW and ASSERT across SUBs, loops and cells, and what none of them may hold up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from botmail.domain.errors import ConnectionFailed, ProgramError
from botmail.lang.control import ProgramEnd
from tests.lang.running import Notebook, RecordingHost, output_of

ACROSS_SUBS = {
    "an error goes up through SUBs to the nearest TRY, and tells its own line": (
        'SUB low\nTHROW "deep"\nEND SUB\nSUB high\nlow\nTALK "no"\nEND SUB\n'
        "TRY\nhigh\nCATCH e\nTALK e.message & e.line & e.code\nEND TRY",
        ["deep2BM400"],
    ),
    "out of a deep recursion": (
        'FUNCTION f(n)\nIF n = 0 THEN THROW "bottom"\nRETURN f(n - 1)\nEND FUNCTION\n'
        'TRY\nTALK f(50)\nCATCH e\nTALK e.message & " " & e.line\nEND TRY',
        ["bottom 2"],
    ),
    "a recursion without end can be caught": (
        'FUNCTION f(n)\nRETURN f(n + 1)\nEND FUNCTION\nTRY\nx = f(1)\nCATCH e\nTALK e.code\nEND TRY\nTALK "on"',
        ["BM403", "on"],
    ),
    "RESUME NEXT of a SUB ends with it": (
        'SUB s\nON ERROR RESUME NEXT\nx = 1 / 0\nTALK "on"\nEND SUB\n'
        'TRY\ns\ny = 1 / 0\nTALK "no"\nCATCH e\nTALK e.line\nEND TRY',
        ["on", "8"],
    ),
    "RESUME NEXT of the program does not reach into a SUB, which ends where it failed": (
        'ON ERROR RESUME NEXT\nSUB s\nx = 1 / 0\nTALK "no"\nEND SUB\ns\nTALK ERR.line',
        ["3"],
    ),
    "FINALLY of a SUB runs on the way out": (
        'SUB s\nTRY\nTHROW "a"\nFINALLY\nTALK "finally"\nEND TRY\nEND SUB\nTRY\ns\nCATCH e\nTALK e.message\nEND TRY',
        ["finally", "a"],
    ),
    "FINALLY runs behind RETURN": (
        'FUNCTION f()\nTRY\nRETURN 1\nFINALLY\nTALK "finally"\nEND TRY\nEND FUNCTION\nTALK f()',
        ["finally", "1"],
    ),
    "FINALLY runs behind EXIT FOR": (
        "FOR i = 1 TO 3\nTRY\nIF i = 2 THEN EXIT FOR\nTALK i\nFINALLY\nTALK -i\nEND TRY\nNEXT",
        ["1", "-1", "-2"],
    ),
    "an error in CATCH goes further up, behind FINALLY": (
        'TRY\nTRY\nTHROW "a"\nCATCH e\nTHROW e.message & "b"\nFINALLY\nTALK "finally"\nEND TRY\n'
        "CATCH outer\nTALK outer.message\nEND TRY",
        ["finally", "ab"],
    ),
    "THROW e throws it on": (
        'TRY\nTRY\nTHROW "a"\nCATCH e\nTHROW e\nEND TRY\nCATCH e\nTALK e.message & e.line\nEND TRY',
        ["a5"],
    ),
    "CATCH without a name; ERR holds it": (
        'TRY\nTHROW "a"\nCATCH\nTALK ERR.message\nEND TRY\nTALK ERR.line',
        ["a", "2"],
    ),
    "ERR is null before anything went wrong, and behind CLEAR ERROR": (
        'TALK ERR IS NULL\nTRY\nTHROW "a"\nCATCH\nEND TRY\nTALK ERR IS NULL\nCLEAR ERROR\nTALK ERR IS NULL',
        ["true", "false", "true"],
    ),
    "ERR reaches into SUBs": (
        'SUB s\nTALK ERR.message\nEND SUB\nON ERROR RESUME NEXT\nTHROW "a"\ns',
        ["a"],
    ),
    "a variable of that name wins": ("err = 5\nTALK err", ["5"]),
    "an IF whose condition fails is left out": (
        'ON ERROR RESUME NEXT\nIF 1 / 0 > 2 THEN\nTALK 1\nELSE\nTALK 2\nEND IF\nTALK "on"',
        ["on"],
    ),
    "a WHILE whose condition fails is left": ('ON ERROR RESUME NEXT\nWHILE 1 / 0\nTALK 1\nWEND\nTALK "on"', ["on"]),
    "a loop goes on behind the statement that failed": (
        "ON ERROR RESUME NEXT\nFOR EACH x IN [1, 0, 4]\ny = 8 / x\nTALK y\nNEXT",
        ["8", "8", "2"],
    ),
    "ASSERT is caught like any error": (
        'TRY\nASSERT 1 = 2, "one is not two"\nCATCH e\nTALK e.message\nEND TRY\nASSERT 1 = 1',
        ["one is not two"],
    ),
    "END leaves through RESUME NEXT and FINALLY": (
        'ON ERROR RESUME NEXT\nTRY\nEND\nCATCH\nTALK "no"\nFINALLY\nTALK "finally"\nEND TRY\nTALK "no"',
        ["finally"],
    ),
}


@pytest.mark.parametrize(("program", "said"), ACROSS_SUBS.values(), ids=ACROSS_SUBS)
def test_error_is_handled(program: str, said: list[str]) -> None:
    assert output_of(program) == said


class Loading:
    """A list that is fetched while a loop goes through it, and breaks off after two items."""

    def __iter__(self) -> Iterator[object]:
        yield from (1, 2)
        raise ConnectionFailed("the connection is lost", hint="try again")


def test_error_of_a_list_that_is_still_loading_is_caught_around_the_loop() -> None:
    notebook = Notebook()
    notebook.names["mails"] = Loading()
    notebook.run(
        "TRY\nFOR EACH m IN mails\nTALK m\nNEXT\nTALK 0\nCATCH e\n"
        'TALK e.message & " " & e.line & " " & e.code & " " & e.retryable\nEND TRY'
    )
    assert notebook.said == ["1", "2", "the connection is lost 2 BM501 true"]


def test_error_of_a_list_that_is_still_loading_ends_the_loop_under_resume_next() -> None:
    notebook = Notebook()
    notebook.names["mails"] = Loading()
    notebook.run('ON ERROR RESUME NEXT\nFOR EACH m IN mails\nTALK m\nNEXT\nTALK "on " & ERR.message')
    assert notebook.said == ["1", "2", "on the connection is lost"]
    assert len(notebook.runtime.ignored) == 1


def test_error_of_a_list_that_is_still_loading_inside_a_try_of_the_body_is_not_the_bodys() -> None:
    notebook = Notebook()
    notebook.names["mails"] = Loading()
    with pytest.raises(ConnectionFailed):
        notebook.run("FOR EACH m IN mails\nTRY\nTALK m\nCATCH e\nTALK 0\nEND TRY\nNEXT")
    assert notebook.said == ["1", "2"]


@pytest.mark.parametrize(
    "program",
    [
        "ON ERROR RESUME NEXT\nTALK 1\nTALK 2",
        "TRY\nTALK 1\nCATCH\nTALK 2\nEND TRY",
        "SUB s\nON ERROR RESUME NEXT\nTALK 1\nEND SUB\nON ERROR RESUME NEXT\ns\nTALK 2",
        "ON ERROR RESUME NEXT\nFOR i = 1 TO 9\nTRY\nTALK 1\nCATCH\nTALK 2\nEND TRY\nNEXT",
        "ON ERROR RESUME NEXT\nWHILE TRUE\nTALK 1\nWEND",
    ],
)
@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit, ProgramEnd])
def test_nothing_holds_up_an_interrupt(program: str, interrupt: type[BaseException]) -> None:
    class Stopped(RecordingHost):
        """The user presses stop at the first word."""

        def say(self, text: str) -> None:
            self.said.append(text)
            raise interrupt

    notebook = Notebook(Stopped())
    if interrupt is ProgramEnd:
        assert notebook.run(program) is None
    else:
        with pytest.raises(interrupt):
            notebook.run(program)
    assert notebook.said == ["1"]


def test_resume_next_ends_with_its_cell() -> None:
    notebook = Notebook()
    notebook.run("ON ERROR RESUME NEXT\nx = 1 / 0")
    with pytest.raises(ProgramError, match="mine"):
        notebook.run('THROW "mine"\nTALK 1')
    assert notebook.said == []


def test_goto_0_counts_no_more() -> None:
    notebook = Notebook()
    with pytest.raises(ZeroDivisionError):
        notebook.run("ON ERROR RESUME NEXT\nx = 1 / 0\nx = 1 / 0\nON ERROR GOTO 0\nx = 1 / 0")
    assert [error.line for error in notebook.runtime.ignored] == [2, 3]
