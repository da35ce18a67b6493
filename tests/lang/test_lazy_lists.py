"""Lists that load while a loop goes through them, and break off midway."""

from __future__ import annotations

import pytest

from botmail.domain.errors import ProgramError
from tests.lang.running import Notebook


class Loading:
    """Gives two items; loading the third fails."""

    def __iter__(self):
        yield from (1, 2)
        raise ProgramError("the server hung up")


LOOP = "n = 0\nFOR EACH x IN rows\nn += x\nNEXT"
PROGRAMS = {
    "CATCH gets it": (f"TRY\n{LOOP}\nCATCH e\nr = n & e.message & e.line\nEND TRY\nr", "3the server hung up3"),
    "FINALLY is run": (f"TRY\n{LOOP}\nCATCH e\nFINALLY\nn += 10\nEND TRY\nn", 13),
    "RESUME NEXT goes on behind the loop": (
        f"ON ERROR RESUME NEXT\n{LOOP}\nr = n & ERR.message\nr",
        "3the server hung up",
    ),
    "through a SUB": (f"SUB go()\n{LOOP}\nEND SUB\nTRY\ngo()\nCATCH e\nr = e.line\nEND TRY\nr", 3),
}


@pytest.mark.parametrize(("program", "result"), PROGRAMS.values(), ids=PROGRAMS)
def test_a_list_that_breaks_off_is_an_error_at_its_loop(program: str, result: object) -> None:
    notebook = Notebook()
    notebook.names["rows"] = Loading()
    assert notebook.run(program) == result
