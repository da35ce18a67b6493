"""The verbs that belong to the language itself and touch no mail."""

from __future__ import annotations

from typing import Any

from botmail.domain.errors import ProgramError
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.formatting import formatted
from botmail.lang.types import ANY, TEXT

_TOPIC = "language"


@verb(
    "FORMAT",
    effect=Effect.PURE,
    parameters=[Parameter("value", ANY), Parameter("pattern", TEXT, is_optional=True)],
    clauses=[Clause("AS", TEXT, "the pattern", is_tight=True)],
    example='price = FORMAT 1234.5 AS "#,##0.00"',
    result="text",
    topic=_TOPIC,
)
def format_verb(_: Any, value: object, pattern: str = "", as_: str = "") -> str:
    """Write a number, a date or text in a pattern.

    `0 # , . %` for numbers, also `n`, `F2` and `C2[en]`; `yyyy MM dd HH mm ss tt` for dates; `@ ! &` for text.
    """
    return formatted(value, as_ or pattern)


@verb(
    "THROW",
    effect=Effect.PURE,
    parameters=[Parameter("message", TEXT)],
    example='TRY\n  THROW "no customer"\nCATCH e\n  problem = e.message\nEND TRY',
    topic=_TOPIC,
)
def throw(_: Any, message: str) -> None:
    """End the program with an error of your own, unless a TRY or ON ERROR is around."""
    raise ProgramError(message)


@verb(
    "ASSERT",
    effect=Effect.PURE,
    parameters=[Parameter("condition", ANY), Parameter("message", TEXT, is_optional=True)],
    example='ASSERT 1 + 1 = 2, "numbers are broken"',
    topic=_TOPIC,
)
def assert_(_: Any, condition: object, message: str = "an ASSERT does not hold") -> None:
    """End the program with an error unless a condition holds."""
    if not condition:
        raise ProgramError(message)


@verb("CLEAR ERROR", effect=Effect.PURE, example="CLEAR ERROR", topic=_TOPIC)
def clear_error(context: Any) -> None:
    """Forget the error that ERR holds."""
    context.runtime.clear_error()
