"""TALK"""

from botmail.keywords.context import VerbContext
from botmail.lang.conversion import to_text
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import ANY
from botmail.lang.values import kind_of

# What is said as a line of text; tables, lists and mails are shown.
_SPOKEN = frozenset({"text", "number", "boolean", "null", "date", "address", "outcome", "error"})


@verb(
    "TALK",
    effect=Effect.PURE,
    parameters=(Parameter("value", ANY, "text, or anything"),),
    result="nothing",
    topic="talk",
    example='TALK "Three mails came today"',
)
def talk(context: VerbContext, value: object) -> None:
    """Say something: text as a line, tables, lists and mails in their richest form."""
    if kind_of(value) in _SPOKEN:
        context.display.say(to_text(value))
    else:
        context.display.show(value)
