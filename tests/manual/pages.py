"""Pages of the manual: which fences are cells, files or commands, and what they are to give.

A `basic` fence is a cell, a `console` fence a command line that starts with `$`; the fence behind it, `output` or
`error`, is what comes of it, `…` standing for what varies. Any fence with `file=name` writes that file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PAGES = Path(__file__).parents[2] / "docs" / "manual"
INDEX = PAGES / "README.md"
_FENCE = re.compile(r"^```(?P<kind>[a-z]+)(?: file=(?P<file>\S+))?[^\n]*\n(?P<text>.*?)^```[ ]*$", re.M | re.S)
_STEPS = frozenset({"basic", "console"})
_EXPECTATIONS = frozenset({"output", "error"})


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a page does: run a cell or a command, or write a file."""

    kind: str
    text: str
    line: int
    end: int
    """Where the step's own fence ends in the page's text."""
    file: str = ""
    expectation: str = ""
    expected: str = ""
    expected_end: int = 0


def pages() -> list[Path]:
    """Every page but the index, in the order of their names."""
    return [path for path in sorted(PAGES.glob("*.md")) if path != INDEX]


def steps_of(text: str) -> list[Step]:
    """What a page does, in order.

    Raises:
        AssertionError: an expectation has nothing before it that it could be of.
    """
    fences = list(_FENCE.finditer(text))
    steps = []
    for number, fence in enumerate(fences):
        if fence["kind"] in _EXPECTATIONS:
            before = fences[number - 1]["kind"] if number else ""
            assert before in _STEPS, f"line {_line(text, fence)}: there is no cell right above this {fence['kind']}"
        if fence["file"] or fence["kind"] in _STEPS:
            steps.append(_step(text, fence, fences[number + 1 : number + 2]))
    return steps


def is_alike(expected: str, actual: str) -> bool:
    """Whether two texts are the same, `…` in the first standing for anything on its line."""
    lines, found = expected.rstrip().split("\n"), actual.rstrip().split("\n")
    return len(lines) == len(found) and all(map(_is_alike_line, lines, found))


def _is_alike_line(expected: str, actual: str) -> bool:
    # A line without its trailing blanks: editors take them away.
    pattern = ".*".join(map(re.escape, expected.rstrip().split("…")))
    return re.fullmatch(pattern, actual.rstrip()) is not None


def _step(text: str, fence: re.Match[str], following: list[re.Match[str]]) -> Step:
    step = Step(fence["kind"], fence["text"], _line(text, fence), fence.end(), fence["file"] or "")
    if step.file or not following or following[0]["kind"] not in _EXPECTATIONS:
        return step
    after = following[0]
    return Step(step.kind, step.text, step.line, step.end, "", after["kind"], after["text"], after.end())


def _line(text: str, fence: re.Match[str]) -> int:
    return text.count("\n", 0, fence.start()) + 2
