"""Every diagnostic's code in one table: its category, its severity and what it is about.

1xx is syntax, 2xx names, 3xx arguments; BM160-BM169 is recognised and out of scope. A code is never used again for
another meaning.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """What kind of mistake a diagnostic is about; the values are part of `botmail check --json`."""

    SYNTAX = "syntax"
    UNKNOWN = "unknown"
    UNSUPPORTED = "unsupported"
    ARGUMENT = "argument"
    NAME = "name"


class Severity(StrEnum):
    """Whether a program with this diagnostic runs."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic; `title` is for the reference."""

    category: Category
    title: str
    severity: Severity = Severity.ERROR


_SYNTAX, _UNKNOWN, _UNSUPPORTED = Category.SYNTAX, Category.UNKNOWN, Category.UNSUPPORTED
_ARGUMENT, _NAME, _WARNING = Category.ARGUMENT, Category.NAME, Severity.WARNING

CODES: dict[str, Code] = {
    "BM100": Code(_SYNTAX, "a statement that cannot be read"),
    "BM101": Code(_SYNTAX, "a text without its closing quotation mark"),
    "BM102": Code(_SYNTAX, "a bracket without its partner"),
    "BM103": Code(_SYNTAX, "a block that is not closed"),
    "BM104": Code(_SYNTAX, "the end or the middle of a block that was not opened"),
    "BM105": Code(_SYNTAX, "the end of another block"),
    "BM106": Code(_SYNTAX, "a header that lacks a part, such as THEN, IN or TO"),
    "BM107": Code(_SYNTAX, "a comma or an operator is missing"),
    "BM108": Code(_SYNTAX, "a value is missing"),
    "BM109": Code(_SYNTAX, "a comma too many"),
    "BM110": Code(_SYNTAX, "a typographic quotation mark"),
    "BM111": Code(_SYNTAX, "a character that means nothing here"),
    "BM112": Code(_SYNTAX, "a number or name that is badly written"),
    "BM113": Code(_SYNTAX, "a way of writing from another language"),
    "BM114": Code(_SYNTAX, "a chain of comparisons"),
    "BM115": Code(_SYNTAX, "an expression that is too long or too deeply nested"),
    "BM116": Code(_SYNTAX, "something that cannot be assigned to"),
    "BM117": Code(_SYNTAX, "a text block or a comment that is not closed"),
    "BM118": Code(_SYNTAX, "a hole in a text that cannot be read"),
    "BM119": Code(_SYNTAX, "a statement in a place where it means nothing"),
    "BM151": Code(_SYNTAX, "a backslash that may not mean what it seems to", _WARNING),
    "BM152": Code(_SYNTAX, "a comparison with OR and a bare value", _WARNING),
    "BM153": Code(_SYNTAX, "a loop that runs one past the end", _WARNING),
    "BM154": Code(_SYNTAX, "a comparison whose answer nothing uses", _WARNING),
    "BM155": Code(_SYNTAX, "the counter of a FOR that is changed inside it", _WARNING),
    "BM160": Code(_UNSUPPORTED, "a statement that is out of scope"),
    "BM201": Code(_UNKNOWN, "a verb that does not exist"),
    "BM202": Code(_UNKNOWN, "a function or SUB that does not exist"),
    "BM203": Code(_NAME, "a name that has no value"),
    "BM204": Code(_NAME, "a SUB with the name of a verb or function"),
    "BM205": Code(_NAME, "a name that is defined twice"),
    "BM301": Code(_ARGUMENT, "an argument of the wrong type"),
    "BM302": Code(_ARGUMENT, "an argument too many"),
    "BM303": Code(_ARGUMENT, "an argument is missing"),
    "BM304": Code(_ARGUMENT, "a clause that is repeated or does not fit"),
    "BM305": Code(_ARGUMENT, "a clause is missing"),
    "BM306": Code(_ARGUMENT, "a variable is needed here"),
}
