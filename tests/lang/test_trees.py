"""How lines are read: trees.txt holds a line and its expected grouping each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from botmail.lang.parser import parse
from tests.lang.tree_printer import TreePrinter
from tests.lang.vocabulary import VOCABULARY

CASES = [
    tuple(line.rstrip("\n").split("  ==>  "))
    for line in Path(__file__).with_name("trees.txt").read_text("utf-8").splitlines()
    if "  ==>  " in line
]
# An opener alone is unclosed, and a verb that does not exist is reported: both are read all the same.
EXPECTED_CODES = {"BM103", "BM201"}


def test_trees_has_cases() -> None:
    assert len(CASES) == 148


@pytest.mark.parametrize(("line", "expected"), CASES, ids=[line for line, *_ in CASES])
def test_line_is_read_as_expected(line: str, expected: str) -> None:
    source = line.replace("⏎", "\n")
    is_case = source.startswith("CASE ")
    parsed = parse(f"SELECT CASE x\n{source}\nEND SELECT" if is_case else source, VOCABULARY)
    errors = [one for one in parsed.diagnostics if one.code not in EXPECTED_CODES]
    if expected == "ERR":
        assert errors
        return
    shown = TreePrinter(f"SELECT CASE x\n{source}\nEND SELECT" if is_case else source).print_program(parsed.program)
    assert not errors
    assert _normal(shown.removeprefix("select_head(x) ¶ ")) == _normal(expected)


def _normal(text: str) -> str:
    """One spelling of what the notation leaves open: == and =, keys of maps with and without quotation marks."""
    lines = [part.strip() for part in text.split("¶") if part.strip()]
    joined = " ¶ ".join(lines).replace(" == ", " = ")
    return re.sub(r'(?<=[{ ])"([^"]*)":', r"\1:", joined)
