"""Pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

GENERATED = "<!-- Made by `python -m docs.generator`; change the definitions, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A page of parts with blank lines between them."""
    return "\n\n".join([f"# {title}", GENERATED, *parts]) + "\n"


def fence(kind: str, text: str) -> str:
    """A block of code."""
    return f"```{kind}\n{text.rstrip()}\n```"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def link(heading: str, file: str = "") -> str:
    """A link to a heading, as GitHub names its anchors."""
    anchor = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
    return f"[{heading}]({file}#{anchor})"


def capitalised(text: str) -> str:
    """The text with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]
