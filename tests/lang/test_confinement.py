"""A program stays inside: no way from BASIC to Python's builtins, attributes or the runtime itself."""

from __future__ import annotations

import builtins
import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.domain.errors import ProgramError
from botmail.lang.diagnostics import ProgramInvalid
from botmail.lang.naming import RUNTIME_NAME, basic_name_of, fold, is_variable, python_name_of
from tests.lang.running import Notebook

ESCAPES = [
    'x = open("/etc/passwd")',
    'x = __import__("os")',
    'x = eval("1")',
    'exec "import os"',
    "x = get_ipython()",
    "x = globals()",
    "TALK __builtins__",
    "TALK __botmail__",
    "TALK __botmail__.host",
    "TALK __name__.x",
    'TALK "".__class__',
    'TALK "".__class__.__mro__[1].__subclasses__()',
    "TALK [].__class__()",
    'TALK "{0.__class__}".format(1)',
    "TALK NOW().__class__",
    "SUB s\nEND SUB\nTALK s.__globals__",
    "SUB s\nEND SUB\nTALK s.__code__()",
    "TALK RND.__self__",
    'm = {__class__: 1}\nm.__init__()',
    "TRY\nx = 1 / 0\nCATCH e\nTALK e.__traceback__\nEND TRY",
    "TALK (1).__add__(2)",
    "x = HEALTH()\nTALK x.mro()",
]  # fmt: skip


@pytest.mark.parametrize("program", ESCAPES)
def test_program_does_not_get_out(program: str) -> None:
    notebook = Notebook()
    notebook.names["__name__"] = "__main__"
    runtime = notebook.names[RUNTIME_NAME]
    with pytest.raises((ProgramError, ProgramInvalid, NameError)):
        notebook.run(program)
    assert notebook.names[RUNTIME_NAME] is runtime
    assert notebook.said == []


def test_dotted_braces_are_plain_text() -> None:
    notebook = Notebook()
    notebook.run('TALK "{0.__class__} {x} {{y}} %s"\nTALK FORMAT(1, "{0.__class__}")')
    assert notebook.said == ["{0.__class__} {x} {{y}} %s", "{1__class__}"]


def test_a_variable_with_the_name_of_the_runtime_is_another_one() -> None:
    notebook = Notebook()
    notebook.run("__botmail__.host = 1\nTALK __botmail__.host")
    assert notebook.said == ["1"]
    assert notebook.names[RUNTIME_NAME] is notebook.runtime


def test_functions_put_into_variables_by_python_cells_cannot_be_called() -> None:
    notebook = Notebook()
    notebook.names["danger"] = lambda: 1 / 0
    with pytest.raises(ProgramError, match="is a function, not a SUB"):
        notebook.run("danger()")
    with pytest.raises(ProgramError):
        notebook.run("x = danger\nx(1)")


@pytest.mark.parametrize("name", sorted({*keyword.kwlist, *dir(builtins), "get_ipython", "display", "exit", "quit"}))
def test_no_name_is_a_builtin_of_python(name: str) -> None:
    python = python_name_of(name)
    assert not hasattr(builtins, python)
    assert not keyword.iskeyword(python)
    assert not python.startswith("__")


@given(st.from_regex(r"[A-Za-z_é][A-Za-z0-9_éß]{0,8}\$?", fullmatch=True))
def test_names_come_back_from_python(name: str) -> None:
    assert basic_name_of(python_name_of(name)) == fold(name)


@given(st.lists(st.from_regex(r"(basic)?_{0,3}(list|print|builtins|x)_{0,3}", fullmatch=True), unique=True))
def test_different_names_stay_different(names: list[str]) -> None:
    assert len({python_name_of(name) for name in names}) == len({fold(name) for name in names})


def test_variables_are_told_from_hidden_names() -> None:
    assert [name for name in ("total", "list_", "list", "__botmail__", "_i", "In") if is_variable(name)] == [
        "total",
        "list_",
    ]
