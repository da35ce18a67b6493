"""Values in a few words, as the debugger's panes show them."""

from __future__ import annotations

import datetime as dt

import pytest

from botmail.domain.address import Address
from botmail.domain.table import table_of
from botmail.lang.values import Map
from botmail.show.brief import brief, parts


def greet() -> None:
    """Stands for a SUB."""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "NULL"),
        (True, "TRUE"),
        (2.0, "2"),
        ('say "hi"\né', '"say ""hi"" é"'),
        ("x" * 300, '"' + "x" * 198 + "…"),
        ("\u202etxt", '"txt"'),
        ([1, None, "a"], '[1, NULL, "a"]'),
        (list(range(12)), "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]"),
        (Map({"Name": "Ann", "n": [False]}), '{Name: "Ann", n: [FALSE]}'),
        (table_of(["a", "b"], [(1, 2)]), "1 row: a, b"),
        (Address("Ann", "ann@example.org"), "Ann <ann@example.org>"),
        (dt.date(2026, 11, 2), "2026-11-02"),
        (greet, "SUB greet"),
    ],
)
def test_brief_writes_a_value_as_a_program_would(value: object, words: str) -> None:
    assert brief(value) == words


def test_parts_are_rows_of_a_table_and_members_of_others() -> None:
    assert parts(table_of(["a"], [(1,), (2,)])) == [("[0]", {"a": 1}), ("[1]", {"a": 2})]
    assert dict(parts(Address("Ann", "ann@example.org")))["name"] == "Ann"
    assert parts(greet) == []
