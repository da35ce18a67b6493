"""What kind of cell a text is."""

from __future__ import annotations

import pytest

from kernel.cells import Cell, CellKind, CellRefused, read_cell
from kernel.history import text_to_remember

DEBUGGER_START = 'import debugpy;debugpy.listen(("127.0.0.1", 50117))'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TALK 1", Cell(CellKind.BASIC, "TALK 1")),
        ("", Cell(CellKind.BASIC, "")),
        ("x = 10 % 3", Cell(CellKind.BASIC, "x = 10 % 3")),
        ("BEGIN TALK\n%%python\n!ls\nEND TALK", Cell(CellKind.BASIC, "BEGIN TALK\n%%python\n!ls\nEND TALK")),
        ("%%preview\nTALK 1", Cell(CellKind.PREVIEW, "\nTALK 1")),
        ("\n\n%%python\nprint(1)", Cell(CellKind.PYTHON, "\n\n\nprint(1)")),
        ("%%sql urgent \nSELECT 1", Cell(CellKind.SQL, "\nSELECT 1", "urgent")),
        ("?SEND MAIL", Cell(CellKind.HELP, "?SEND MAIL", "SEND MAIL")),
        ("SEND MAIL?", Cell(CellKind.HELP, "SEND MAIL?", "SEND MAIL")),
        ('x = a = 1 ? "y" : "n"', Cell(CellKind.BASIC, 'x = a = 1 ? "y" : "n"')),
        (DEBUGGER_START, Cell(CellKind.BASIC, DEBUGGER_START)),
    ],
)
def test_cell_is_of_its_kind_and_keeps_its_lines(text: str, expected: Cell) -> None:
    assert read_cell(text) == expected


def test_debugger_start_is_python_when_it_is_silent() -> None:
    assert read_cell(DEBUGGER_START, is_silent=True).kind is CellKind.PYTHON


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("!ls", "cannot start a program of the system"),
        ("%time x = 1", "%time is a command of IPython"),
        ("%%html\n<b>", "there is no %%html"),
    ],
)
def test_cell_with_a_foreign_magic_is_refused(text: str, said: str) -> None:
    with pytest.raises(CellRefused, match=said) as caught:
        read_cell(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("source", "is_kept"),
    [
        ('ADD ACCOUNT "me@example.org" PASSWORD "hunter2"', False),
        ("ADD ACCOUNT 'me@example.org' password 'hunter2'", False),
        ('password = "hunter2"', False),
        ('ADD ACCOUNT "me@example.org"', True),
        ('ADD ACCOUNT "me@example.org" PASSWORD secret', True),
        ('TALK "forgot your password?"', True),
    ],
)
def test_history_keeps_no_password_in_quotes(source: str, is_kept: bool) -> None:
    assert (text_to_remember(source) == source) is is_kept
    assert is_kept or "hunter2" not in text_to_remember(source)
