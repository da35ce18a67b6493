"""REMEMBER"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import ANY, TEXT


@verb(
    "REMEMBER",
    effect=Effect.STORES,
    parameters=(
        Parameter("name", TEXT, "under which name"),
        Parameter("value", ANY, "text, a number, a date, a list or a map"),
    ),
    result="Outcome",
    topic="data",
    example='REMEMBER "last visit", NOW()',
)
def remember(context: VerbContext, name: str, value: object) -> Action:
    """Keep a value for later programs; RECALL gives it back."""
    return context.services.memory.remember(name, value, scope="user")
