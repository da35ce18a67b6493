"""What a message shows beside a mistake: a line of an example, and what names of other languages are called here."""

from __future__ import annotations

from collections.abc import Iterable

from botmail.lang.definition import Verb
from botmail.lang.suggest import nearest

_FOREIGN_NAMES = {
    "none": "NULL is the word for no value",
    "nothing": "NULL is the word for no value",
    "nil": "NULL is the word for no value",
    "undefined": "NULL is the word for no value",
    "pass": "take it out: a block may be empty",
    "console": "TALK or PRINT shows a value",
    "debug": "TALK or PRINT shows a value",
}


def example_line(verb: Verb) -> str:
    """The line of a verb's example that has the verb in it."""
    lines = verb.example.splitlines()
    return next((line.strip() for line in lines if _squeezed(verb.phrase) in _squeezed(line)), lines[0])


def hint_for_name(name: str, known: Iterable[str]) -> str:
    """What to write instead of a name that has no value."""
    foreign = _FOREIGN_NAMES.get(name.casefold())
    if foreign:
        return foreign
    close = nearest(name, known)
    return f"did you mean {' or '.join(close)}?" if close else f"give it one first: {name} = …"


def _squeezed(text: str) -> str:
    return text.upper().replace("_", "").replace(" ", "")
