"""A program stays inside: no way from BASIC to Python's builtins, attributes or the runtime itself."""

from __future__ import annotations

import builtins
import keyword
import sys
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.domain.errors import ProgramError
from botmail.domain.members import Member, Members, member_table
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


VALUES = {
    "text": '"text"',
    "number": "5",
    "real": "5.5",
    "boolean": "TRUE",
    "list": "[1, 2]",
    "map": "{a: 1}",
    "date": "NOW()",
    "day": "TODAY()",
    "error": "ERR",
    "SUB": "helper",
    "outcome": 'SEND MAIL("a", "b", "c")',
    "mail": "mail",
    "frame": "frame",
    "function of Python": "python",
    "module of Python": "module",
}
INNER_NAMES = (
    *("__class__", "__dict__", "__init__", "__globals__", "__code__", "__self__", "__module__", "__reduce__"),
    *("__traceback__", "__subclasses__", "__builtins__", "__getattribute__", "mro", "f_globals", "gi_frame", "func"),
    *(
        "format_spec",
        "format_map",
        "encode",
        "to_pickle",
        "eval",
        "query",
        "pipe",
        "apply",
        "_mgr",
        "_state",
        "host",
        "runtime",
    ),
)


@pytest.fixture(scope="module")
def notebook() -> Notebook:
    """A notebook with a value of every kind."""
    made = Notebook()
    made.run('SUB helper\nEND SUB\nON ERROR RESUME NEXT\nTHROW "x"')
    made.names |= {"mail": Thing(), "frame": object(), "python": len, "module": sys}
    return made


class Thing:
    """A thing of the application that gives two members."""

    members: ClassVar[Members] = member_table(Member("subject", "text", "the subject", lambda _: "s"))
    secret = "hidden"


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_members_of_a_value_are_those_of_its_table_alone(value: str, notebook: Notebook) -> None:
    for name in (*INNER_NAMES, "secret", "members"):
        for program in (f"v.{name}", f"v.{name}()", f"v?.{name}.x()", f'v["{name}"]', f"v.{name} = 1\nv.{name}()"):
            notebook.names.pop("v", None)
            try:
                result = notebook.run(f"v = {value}\n{program}")
            except (ProgramError, ProgramInvalid, NameError, TypeError):
                continue
            assert result in (None, 1), program
    assert notebook.names[RUNTIME_NAME] is notebook.runtime


FORMATS = ("{0.__class__}", "{0.__init__.__globals__}", "%(x)s %s %d", "{v!r:>{w}}", "$x ${1}", "\\x41\\N{BULLET}\\0")


@pytest.mark.parametrize("pattern", FORMATS)
def test_patterns_of_pythons_formats_are_text(pattern: str) -> None:
    notebook = Notebook()
    notebook.names["t"] = pattern
    notebook.run('TALK t\nTALK "a" & t\nTALK REPLACE(t, "zz", "y")\nTALK JOIN([t, t], " ")\nTALK "${t}"')
    assert notebook.said == [pattern, f"a{pattern}", pattern, f"{pattern} {pattern}", pattern]


@pytest.mark.parametrize(
    "name", ["open", "eval", "exec", "compile", "getattr", "input", "vars", "breakpoint", "__import__"]
)
@pytest.mark.parametrize("form", ['x = {0}("1")', '{0} "1"', 'CALL {0}("1")', "TALK {0}", 'TALK "${{{0}(1)}}"', "{0}"])
def test_builtins_of_python_are_unknown_names(name: str, form: str) -> None:
    with pytest.raises((ProgramError, ProgramInvalid, NameError)):
        Notebook().run(form.format(name))


@pytest.mark.parametrize(
    "name", ["open", "eval", "print", "list", "__name__", "__builtins__", "_", "__", "self", "None_"]
)
def test_a_name_like_pythons_is_a_variable_of_its_own(name: str) -> None:
    notebook = Notebook()
    before = {key: value for key, value in notebook.names.items() if key.startswith("__")}
    assert notebook.run(f"{name} = 5\n{name} + 1") == 6
    hidden = {key: value for key, value in notebook.names.items() if key.startswith("__") and key != "__builtins__"}
    assert {key: value for key, value in hidden.items() if key in before} == before


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
