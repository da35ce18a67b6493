"""What a program can grow has an end, which is an error of the language and no dead process; and it can be stopped."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterator

import pytest

from botmail.domain.errors import ProgramError
from botmail.lang import limits
from botmail.lang.faults import explain
from botmail.lang.limits import room_to_run
from tests.lang.running import Notebook

DEEP = "FUNCTION deep(n)\nIF n = 0 THEN RETURN 0\nRETURN 1 + deep(n - 1)\nEND FUNCTION\n"
TOO_MUCH = {
    "text that doubles": ('t = "0123456789"\nFOR i = 1 TO 40\nt = t + t\nNEXT', "BM404", "256 million"),
    "text joined by &": ('t = "0123456789"\nFOR i = 1 TO 40\nt = t & t\nNEXT', "BM404", "256 million"),
    "text in a hole": ('t = "0123456789"\nFOR i = 1 TO 40\nt = "${t}${t}"\nNEXT', "BM404", "256 million"),
    "REPEAT": ('REPEAT("ab", 1000000000)', "BM404", "256 million"),
    "SPACE": ("SPACE(99999999999)", "BM404", "256 million"),
    "PADLEFT": ('PADLEFT("x", 99999999999)', "BM404", "256 million"),
    "REPLACE": ('REPLACE(REPEAT("a", 100000), "a", REPEAT("b", 100000))', "BM404", "256 million"),
    "JOIN": ('t = REPEAT("x", 1000000)\nl = []\nFOR i = 1 TO 300\nPUSH(l, t)\nNEXT\nJOIN(l)', "BM404", "256 million"),
    "a list that doubles": ("l = [1, 2, 3, 4]\nFOR i = 1 TO 40\nl = l + l\nNEXT", "BM404", "10 million"),
    "a list that doubles by +=": ("l = [1, 2, 3, 4]\nFOR i = 1 TO 40\nl += l\nNEXT", "BM404", "10 million"),
    "RANGE": ("RANGE(1, 99999999999)", "BM404", "10 million"),
    "power": ("9 ^ 999999999", "BM402", "10,000 digits"),
    "power of powers": ("x = 9\nFOR i = 1 TO 40\nx = x ^ 9\nNEXT", "BM402", "10,000 digits"),
    "products": ("x = 9\nFOR i = 1 TO 40\nx = x * x\nNEXT\nTALK x", "BM402", "10,000 digits"),
    "products of a parameter": ("FUNCTION s(a)\nRETURN a * a\nEND FUNCTION\nx = 9\nFOR i = 1 TO 40\nx = s(x)\nNEXT",
                                "BM402", "10,000 digits"),
    "a power of a real number": ("10.0 ^ 400", "BM402", "too large"),
    "recursion without an end": ("SUB again()\nagain()\nEND SUB\nagain()", "BM403", "1,000 levels"),
    "recursion of two": ("SUB a()\nb()\nEND SUB\nSUB b()\na()\nEND SUB\na()", "BM403", "1,000 levels"),
    "a list that contains itself, as JSON": ("l = [1]\nPUSH(l, l)\nJSON(l)", "BM400", "contains itself"),
    "a list that contains itself, as text": ('l = [1]\nPUSH(l, l)\nt = "" + l', "BM400", "contains itself"),
    "a map that contains itself, as text": ('m = {a: 1}\nm.b = m\nt = "" & m', "BM400", "contains itself"),
    "a list in a list, 100,000 deep": ('l = [1]\nFOR i = 1 TO 100000\nl = [l]\nNEXT\nt = "" + l', "BM400", "deep"),
}  # fmt: skip


@pytest.mark.parametrize(("program", "code", "words"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_growth_ends_in_an_error(program: str, code: str, words: str) -> None:
    with room_to_run(), pytest.raises((ProgramError, OverflowError, RecursionError)) as caught:
        Notebook().run(program)
    fault = explain(caught.value)
    assert fault.code == code
    assert words in fault.message


def test_a_thousand_calls_are_possible_and_ten_times_as_many_are_not() -> None:
    with room_to_run():
        assert Notebook().run(f"{DEEP}deep(990)") == 990
        with pytest.raises(RecursionError):
            Notebook().run(f"{DEEP}deep(10000)")


def test_calls_of_a_function_of_another_cell_go_as_deep() -> None:
    notebook = Notebook()
    notebook.run(DEEP)
    with room_to_run():
        assert notebook.run("f = 1\ndeep(990)") == 990


def test_a_verb_too_deep_down_is_not_begun() -> None:
    program = "SUB again()\nagain()\nTALK 1\nEND SUB\nagain()"
    with room_to_run(), pytest.raises(RecursionError):
        Notebook().run(program)


@pytest.mark.parametrize("digits", [4_000, 4_301, 9_999])
def test_large_numbers_are_written_in_full(digits: int) -> None:
    text = Notebook().run(f'x = 10 ^ {digits - 1}\nSTR(x) & ""')
    assert text == "1" + "0" * (digits - 1)
    assert Notebook().run(f'x = 0 - 10 ^ {digits - 1}\n"${{x}}"') == f"-{text}"
    assert Notebook().run(f'x = 7 * 10 ^ {digits - 1}\nt = "n" + x\nLEN(t)') == digits + 1


def test_limits_of_python_are_as_before_behind_a_run() -> None:
    before = sys.getrecursionlimit(), sys.get_int_max_str_digits()
    with room_to_run():
        assert sys.get_int_max_str_digits() > limits.MOST_DIGITS
    assert (sys.getrecursionlimit(), sys.get_int_max_str_digits()) == before


RUNAWAY = {
    "a loop": "WHILE TRUE\nx = 1\nWEND",
    "a loop that passes over errors": "ON ERROR RESUME NEXT\nWHILE TRUE\nx = 1 / 0\nWEND",
    "a loop that catches errors": "WHILE TRUE\nTRY\nx = 1 / 0\nCATCH e\nEND TRY\nWEND",
    "a pattern that tries everything": 'x = REPEAT("a", 60) & "!" MATCHES "^(a+)+$"',
    "the order of a long list": "l = []\nFOR i = 1 TO 3000000\nPUSH(l, (i * 7919) MOD 1000003)\nNEXT\nx = SORT(l)",
}


@pytest.fixture
def deaf_collector() -> Iterator[None]:
    """Hypothesis listens to the garbage collector, and Python swallows an interrupt in such a callback."""
    listeners = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks[:] = listeners


@pytest.mark.usefixtures("deaf_collector")
@pytest.mark.parametrize("program", RUNAWAY.values(), ids=RUNAWAY)
def test_a_runaway_program_can_be_interrupted(program: str) -> None:
    before = signal.signal(signal.SIGVTALRM, signal.default_int_handler)
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.2)
    try:
        with pytest.raises(KeyboardInterrupt):
            Notebook().run(program)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


LISTS = {
    "a list of its own": ("a = [1]\na += [2]\na += [3]\nJOIN(a)", "1,2,3"),
    "a list with two names": ("a = [1]\nb = a\na += [2]\nJOIN(a) & JOIN(b)", "1,21"),
    "a list in a list": ("a = [1]\nb = [a]\na += [2]\nJOIN(a) & JOIN(b[0])", "1,21"),
    "a parameter": ("FUNCTION f(x)\nx += [2]\nRETURN x\nEND FUNCTION\na = [1]\nb = f(a)\nJOIN(a) & JOIN(b)", "11,2"),
    "while it is gone through": ("a = [1, 2]\nFOR EACH x IN a\na += [x]\nNEXT\nJOIN(a)", "1,2,1,2"),
    "text": ('a = ""\na += [2]\na', "[2]"),
}


@pytest.mark.parametrize(("program", "result"), LISTS.values(), ids=LISTS)
def test_adding_to_a_list_changes_no_other(program: str, result: str) -> None:
    assert Notebook().run(program) == result


def test_an_error_of_a_limit_can_be_caught() -> None:
    program = 'TRY\nt = REPEAT("x", 1000000000)\nCATCH e\nr = e.code & ": " & e.message\nEND TRY\nr'
    assert Notebook().run(program) == "BM404: this text would have more than 256 million characters"
    assert issubclass(limits.LimitReached, ProgramError)
