"""Names of attachments as names of files: one path component, nothing hidden in it, on any system."""

from __future__ import annotations

import re
from collections.abc import Sequence

from botmail.domain.plain import plain_line

_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|clock\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_MAX_CHARACTERS = 150


def safe_name(written: str) -> str:
    """`written` as a bare file name, or empty: no folders, control or bidirectional characters, or reserved names."""
    last = plain_line(written).replace("\\", "/").rpartition("/")[2]
    name = _FORBIDDEN.sub("_", last).strip(" .")
    if _RESERVED.match(name):
        name = f"_{name}"
    return _shortened(name)


def number_duplicates(names: Sequence[str]) -> list[str]:
    """`names` with ` (2)` and so on before the ending of those that come again; empty ones stay empty."""
    taken: set[str] = set()
    numbered = []
    for name in names:
        unique = _unique(name, taken)
        taken.add(unique.casefold())
        numbered.append(unique)
    return numbered


def _unique(name: str, taken: set[str]) -> str:
    stem, ending = _split(name)
    candidate, number = name, 1
    while name and candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){ending}"
    return candidate


def _shortened(name: str) -> str:
    stem, ending = _split(name)
    return name if len(name) <= _MAX_CHARACTERS else stem[: _MAX_CHARACTERS - len(ending)] + ending


def _split(name: str) -> tuple[str, str]:
    stem, dot, ending = name.rpartition(".")
    return (stem, dot + ending) if stem and len(ending) <= 10 else (name, "")
