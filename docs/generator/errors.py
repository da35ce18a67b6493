"""The page of errors: each code with a program that gives it, and what is said about it."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from docs.generator.advice import ADVICE
from docs.generator.codes import every_code
from docs.generator.markdown import capitalised, fence, page

EXAMPLES = Path(__file__).parents[2] / "tests" / "errors"
_FAMILIES = {
    "1": "Grammar",
    "2": "Names",
    "3": "Values that verbs and functions get",
    "4": "While a program runs",
    "5": "Mail servers",
    "6": "The store",
    "7": "Rules",
    "8": "Files, accounts and settings",
    "9": "Set-up",
}


def examples_of(code: str) -> list[Path]:
    """The programs that give this code, in the order of their names."""
    return sorted(EXAMPLES.glob(f"*/{code}-*.bas"), key=lambda path: path.name)


def errors_page() -> str:
    """Every code, by family."""
    intro = "A code never changes its meaning. Below each stands a program that gives it, and what is said about it."
    codes = {code: title for code, title in every_code().items() if code != "BM000"}
    parts: list[str] = [intro]
    for digit, family in _FAMILIES.items():
        members = {code: title for code, title in codes.items() if code[2] == digit}
        parts += [f"## {family}", *chain.from_iterable(_section(code, title) for code, title in members.items())]
    return page("Errors", *parts)


def _section(code: str, title: str) -> list[str]:
    parts = [f"### {code}", capitalised(title) + "."]
    parts += [ADVICE[code]] if code in ADVICE else []
    for path in examples_of(code):
        said = path.with_suffix(".txt")
        parts += [fence("basic", path.read_text("utf-8")), fence("text", said.read_text("utf-8"))]
    return parts
