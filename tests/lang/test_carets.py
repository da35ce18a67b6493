"""Carets stand under the very columns, whatever stands before them; before a program runs and while it runs."""

from __future__ import annotations

import pytest

from botmail.domain.width import display_width
from botmail.lang import tracebacks
from botmail.lang.diagnostics import render
from botmail.lang.parser import parse
from tests.lang.running import Notebook
from tests.lang.vocabulary import VOCABULARY

BEFORE = {
    "nothing": "",
    "a tab": "\t",
    "é": '"é" & ',
    "e and an accent": '"e\u0301" & ',
    "an emoji": '"😀" & ',
    "a family of emoji": '"👩\u200d👩\u200d👧" & ',
    "a skin tone": '"👍🏽" & ',
    "a heart as an emoji": '"❤\ufe0f" & ',
    "a flag": '"🇮🇹" & ',
    "Chinese": '"漢字" & ',
    "Hangul": '"한글" & ',
    "Devanagari": '"नमस्ते" & ',
    "fullwidth letters": '"ＡＢ" & ',
    "a hole before": '"é ${1 + 1} 😀" & ',
    "a comment in between": "/* é😀 */ ",
    "a tab inside": '"a" &\t',
}


def caret_of(text: str) -> tuple[str, str, str]:
    """The line with its number, the line of carets, and the number of the line."""
    lines = text.splitlines()
    index = next(index for index, line in enumerate(lines) if line.strip(" |\t^") == "" and "^" in line)
    return lines[index - 1], lines[index], lines[index - 1].split("|")[0].strip()


def columns_before(line: str, mark: str) -> int:
    """How many columns stand before `mark`; a tab counts as one."""
    return display_width(line[: line.index(mark)])


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize("frame", ["x = {0}5 ~", "IF 1 THEN TALK {0}5 ~", "SUB s\n  x = {0}5 ~\nEND SUB"])
def test_caret_of_a_check(before: str, frame: str) -> None:
    source = frame.format(before)
    (diagnostic,) = parse(source, VOCABULARY).diagnostics
    line, carets, _ = caret_of(render(diagnostic, source, "cell"))
    assert columns_before(line, "~") == carets.index("^")
    assert carets.count("^") == 1
    assert carets.count("\t") == line.split("~")[0].count("\t")


@pytest.mark.parametrize("before", BEFORE.values(), ids=BEFORE)
@pytest.mark.parametrize(
    "frame",
    ["x = {0}(7 / 0)", "IF 1 THEN TALK {0}(7 / 0)", "SUB s\n  x = {0}(7 / 0)\nEND SUB\ns", "x = [1,\n {0}(7 / 0)]"],
)
def test_caret_of_a_run(before: str, frame: str) -> None:
    notebook = Notebook()
    with pytest.raises(ZeroDivisionError) as caught:
        notebook.run(frame.format(before))
    line, carets, _ = caret_of(tracebacks.render(caught.value, notebook.sources))
    assert columns_before(line, "(7 / 0)") == carets.index("^")
    assert carets.count("^") == len("(7 / 0)")


# A program with one mistake, the number of the line that is shown, and what stands over the carets.
CHECKED = {
    "in a hole": ('TALK "é 😀 ${x ~} b"', "1", "~"),
    "in a hole of a text over several lines": ('TALK "é\n  two ${x ~}\nthree"', "2", "~"),
    "behind a text over several lines": ('TALK "é\n漢" ~', "2", "~"),
    "in BEGIN TALK": ("BEGIN TALK\nDear é,\n\n  😀 ${1 ~}\nEND TALK", "4", "~"),
    "in a header of BEGIN MAIL": ('BEGIN MAIL "a"\nSubject: é ${1 ~}\n\ntext\nEND MAIL', "2", "~"),
    "in the text of BEGIN MAIL": ('BEGIN MAIL "a"\nSubject: é\n\n漢 ${1 ~}\nEND MAIL', "4", "~"),
    "below BEGIN MAIL": ('BEGIN MAIL "a"\nit\'s\n\n"é\nEND MAIL\nx = 1 ~', "6", "~"),
    "behind a line end of Windows": ('a = "é"\r\nb = 2\r\nx = 1 ~', "3", "~"),
    "an unclosed text is shown where it begins": ('x = 1\nTALK "é\ny = 2', "2", '"'),
    "an unclosed bracket is shown where it begins": ("x = 1\ny = ( 2 +\n3\nz = 4", "2", "("),
    "a line that goes on": ('x = "é" + _\n  2 ~', "2", "~"),
}


@pytest.mark.parametrize(("source", "number", "marked"), CHECKED.values(), ids=CHECKED)
def test_line_and_caret_of_a_check(source: str, number: str, marked: str) -> None:
    (diagnostic,) = parse(source, VOCABULARY).diagnostics
    line, carets, shown = caret_of(render(diagnostic, source, "cell"))
    assert shown == number
    assert columns_before(line, marked) == carets.index("^")


RUN = {
    "in a hole": ('TALK "é 😀 ${7 / 0} b"', "1", "7 / 0"),
    "in a hole of a text over several lines": ('TALK "é\n  漢 ${7 / 0}\nthree"', "2", "7 / 0"),
    "in BEGIN TALK": ("BEGIN TALK\nDear é,\n\n  😀 ${7 / 0}\nEND TALK", "4", "7 / 0"),
    "in a header of BEGIN MAIL": ('BEGIN MAIL "a"\nSubject: é ${7 / 0}\n\ntext\nEND MAIL', "2", "7 / 0"),
    "in the text of BEGIN MAIL": ('BEGIN MAIL "a"\nSubject: é\n\n漢 ${7 / 0}\nEND MAIL', "4", "7 / 0"),
    "a verb with a text over several lines": ('x = 1\nFAIL WITH "é\nb\nc"', "2", 'FAIL WITH "é'),
    "an argument behind a text over several lines": ('SEND MAIL "a", [1], "é\nb"', "1", "[1]"),
    "behind a byte-order mark": ('\ufeffx = "é" & (7 / 0)', "1", "(7 / 0)"),
    "behind a line end of Windows": ('a = "é"\r\nx = 7 / 0', "2", "7 / 0"),
    "the text of THROW over several lines": ('TALK 1\nTHROW "a\nb"', "2", 'THROW "a'),
}


@pytest.mark.parametrize(("source", "number", "marked"), RUN.values(), ids=RUN)
def test_line_and_caret_of_a_run(source: str, number: str, marked: str) -> None:
    notebook = Notebook()
    with pytest.raises(Exception) as caught:  # noqa: PT011  # of any kind: where it is shown is what is looked at
        notebook.run(source)
    line, carets, shown = caret_of(tracebacks.render(caught.value, notebook.sources))
    assert shown == number
    assert columns_before(line, marked) == carets.index("^")
    assert carets.count("^") == display_width(marked)


def test_unclosed_block_is_shown_by_its_indentation() -> None:
    source = "IF a THEN\n  FOR EACH x IN y\n    IF b THEN\n      TALK 1\n  NEXT\nEND IF"
    (diagnostic,) = parse(source, VOCABULARY).diagnostics
    assert (diagnostic.code, diagnostic.span.line) == ("BM103", 3)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("IF a THEN\n  IF b THEN\n    TALK 1\nEND IF", 2),
        ("IF a THEN\n  IF b THEN\n    TALK 1\n  END IF", 1),
        ("IF a THEN\nIF b THEN\nTALK 1\nEND IF", 1),
        ("FOR i = 1 TO 2\n  FOR j = 1 TO 2\n    TALK j\nNEXT", 2),
        ("SUB s\n  IF a THEN\n    IF b THEN\n      TALK 1\n  END IF\nEND SUB", 3),
        ("WHILE a\n\tWHILE b\n\t\tTALK 1\nWEND", 2),
    ],
)
def test_of_two_blocks_of_a_kind_the_indentation_tells_which_is_open(source: str, line: int) -> None:
    (diagnostic,) = parse(source, VOCABULARY).diagnostics
    assert (diagnostic.code, diagnostic.span.line) == ("BM103", line)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("👩\u200d👩\u200d👧", 2),
        ("👍🏽", 2),
        ("❤\ufe0f", 2),
        ("😀\ufe0f", 2),
        ("🇮🇹", 2),
        ("\u200d", 0),
    ],
)
def test_width_of_text(text: str, width: int) -> None:
    assert display_width(text) == width
