"""What a program becomes: Python's own operators where types are sure, and every node at its place in the source."""

from __future__ import annotations

import ast

import pytest

from botmail.lang.diagnostics import ProgramInvalid
from tests.lang.running import LANGUAGE, Notebook


def compiled(source: str) -> ast.Module:
    notebook = Notebook()
    return LANGUAGE.compile(source, filename="cell", program_id="cell", runtime=notebook.runtime)


def python_of(source: str) -> list[str]:
    return ast.unparse(compiled(source)).splitlines()


PLAIN = {
    "t = 0\nFOR i = 1 TO 10\nt = t + i\nNEXT": "    t = t + i",
    "n = 0\nWHILE n < 10\nn = n + 1\nWEND": "while n < 10:",
    "n = 1\nn += 2": "n = n + 2",
    "a = 2\nb = a * 3 - 1": "b = a * 3 - 1",
    's = ""\ns = s + "x"': "s = s + 'x'",
    's = ""\ns = s + "x" + 1': "s = f'{s}x{1}'",
    'n = 1\ns = "n: " & n': "s = f'n: {n}'",
    "n = LEN(\"x\")\nIF n > 2 THEN n = 0": "if n > 2:",
    "FOR i = 1 TO 3\nx = i * 2\ny = x + i\nNEXT": "    y = x + i",
    "a = 1\nIF a = 1 THEN\na = 2\nELSE\na = 3.5\nEND IF\nb = a + 1": "b = a + 1",
}  # fmt: skip


@pytest.mark.parametrize(("program", "line"), PLAIN.items(), ids=PLAIN)
def test_sure_types_become_plain_python(program: str, line: str) -> None:
    assert line in python_of(program)


UNSURE = {
    "from another cell": "b = a + 1",
    "text or number": 'a = 1\nIF x THEN a = "t"\nb = a + 1',
    "assigned in a loop that may not run": "FOR EACH x IN l\na = 1\nNEXT\nb = a + 1",
    "another type in the next round": 'a = 1\nFOR i = 1 TO 2\nb = a + 1\na = "t"\nNEXT',
    "behind a SUB": 'a = 1\nSUB s\na = "t"\nEND SUB\ns\nb = a + 1',
    "behind a SUB of another cell": "a = 1\nother(1)\nb = a + 1",
    "behind another script": 'a = 1\nCALL "x.bas"\nb = a + 1',
    "behind an error": 'a = 1\nTRY\na = "t"\na = 1 / 0\na = 1\nCATCH\nEND TRY\nb = a + 1',
    "under RESUME NEXT": 'a = "t"\nON ERROR RESUME NEXT\na = VAL(x) / 0\nb = a + 1',
    "after HEAR": "a = 1\nHEAR a\nb = a + 1",
    "after EXIT in the middle": 'a = 1\nDO\na = "t"\nEXIT DO\na = 1\nLOOP\nb = a + 1',
    "a parameter": "SUB s(a)\nb = a + 1\nEND SUB",
}


@pytest.mark.parametrize("program", UNSURE.values(), ids=UNSURE)
def test_unsure_types_are_looked_at_while_running(program: str) -> None:
    source = f"{program}\n"
    notebook = Notebook()
    known = ["other", "a", "l", "x"]
    module = LANGUAGE.compile(source, filename="cell", program_id="cell", runtime=notebook.runtime, known_names=known)
    (line,) = [line.strip() for line in ast.unparse(module).splitlines() if line.strip().startswith("b = ")]
    assert line in {
        "b = a + 1 if a.__class__ is int else __botmail__.add(a, 1)",
        "b = a + 1 if __a_int else __botmail__.add(a, 1)",
        "b = __botmail__.add(a, 1)",
    }


def test_positions_are_bytes_and_cover_every_node() -> None:
    module = compiled('é = "ü" : TALK é + "x"\nIF é THEN TALK [1, {a: é}].length')
    for node in ast.walk(module):
        if isinstance(node, (ast.expr, ast.stmt)):
            assert node.lineno >= 1
            assert node.end_col_offset is not None
    talk = module.body[1]
    assert (talk.col_offset, talk.end_col_offset) == (
        len('é = "ü" : '.encode()),
        len('é = "ü" : TALK é + "x"'.encode()),
    )


def test_subs_come_first_and_are_one_node_each() -> None:
    module = compiled("s\nx = 1\nSUB s\nx = 2\nEND SUB")
    assert [type(node).__name__ for node in module.body] == ["FunctionDef", "Expr", "Assign"]


def test_blocks_nested_beyond_pythons_limit_are_told() -> None:
    depth = 25
    program = "FOR EACH x IN [1]\n" * depth + "TALK x\n" + "NEXT\n" * depth
    with pytest.raises(ProgramInvalid, match="nested too deeply"):
        compiled(program)


def test_loops_nested_deeply_do_not_take_long_to_compile() -> None:
    depth = 15
    body = "a = a + i\nb = a\nc = b\n"
    compiled("a = 1\nb = 1\nc = 1\n" + f"FOR i = 1 TO 2\n{body}" * depth + 'a = "t"\n' + "NEXT\n" * depth)


def test_invalid_program_carries_all_its_diagnostics() -> None:
    with pytest.raises(ProgramInvalid) as caught:
        compiled("TALK lft(1)\nIF x THEN")
    assert {one.code for one in caught.value.diagnostics} >= {"BM103"}
    assert caught.value.source == "TALK lft(1)\nIF x THEN"
