"""Errors of running programs as their author sees them; golden files hold the very text."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.lang.tracebacks import render
from tests.lang.running import Notebook

GOLDEN = Path(__file__).with_name("golden")
CASES = {
    "sub_of_another_cell": [
        'SUB share(total, heads)\n\té = "é😀" : TALK total / heads\nEND SUB',
        "x = 0\n  share 10, x",
    ],
    "unset_variable": ["customer = 1\nTALK custmer + 1"],
    "missing_item": ["orders = [1, 2]\nTALK orders[5]"],
    "list_called": ["orders = [1, 2]\nTALK orders(1)"],
    "wrong_argument": ['SEND MAIL "a@b", [1], "text"'],
    "recursion": ["SUB deeper(n)\n  deeper n + 1\nEND SUB\ndeeper 1"],
    "null_member": ["order = NULL\nTALK order.city"],
    "thrown": ['THROW "the file is empty"'],
    "long_line": ["x = " + "1 + " * 60 + "nothing + " + "1 + " * 60 + "1"],
    "several_lines": ["x = [\n  1,\n  2 / 0\n]"],
    "hole_in_a_text": ['TALK "Temperature: ${20 / 0} °C"'],
}


@pytest.mark.parametrize("name", CASES)
def test_error_is_shown_with_its_lines(name: str) -> None:
    notebook = Notebook()
    *before, last = CASES[name]
    for source in before:
        notebook.run(source)
    with pytest.raises(Exception) as caught:  # noqa: PT011  # every kind of error; the golden file holds the text
        notebook.run(last)
    text = render(caught.value, notebook.sources) + "\n"
    golden = GOLDEN / f"{name}.txt"
    assert text == golden.read_text("utf-8")


def test_label_names_the_file_for_people() -> None:
    notebook = Notebook()
    with pytest.raises(ZeroDivisionError) as caught:
        notebook.run("x = 1 / 0")
    assert render(caught.value, notebook.sources, label=lambda _: "In[7]").startswith("In[7], line 1: error BM401")


def test_error_outside_any_program_is_one_sentence() -> None:
    assert render(MemoryError(), {}) == (
        "error BM404: there is not enough memory for this value\n  hint: work on it in smaller pieces"
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ZeroDivisionError(), "BM401"),
        (OverflowError(), "BM402"),
        (RecursionError(), "BM403"),
        (IndexError("5"), "BM405"),
        (KeyError("x"), "BM405"),
        (KeyboardInterrupt(), "BM406"),
        (TypeError("x"), "BM301"),
        (ValueError("x"), "BM301"),
        (RuntimeError("x"), "BM499"),
    ],
)
def test_pythons_errors_are_said_in_our_words(error: BaseException, code: str) -> None:
    assert render(error, {}).startswith(f"error {code}: ")
