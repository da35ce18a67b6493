"""SET BOT MEMORY"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import ANY, TEXT


@verb(
    "SET BOT MEMORY",
    effect=Effect.STORES,
    parameters=(
        Parameter("name", TEXT, "under which name"),
        Parameter("value", ANY, "text, a number, a date, a list or a map"),
    ),
    result="Outcome",
    topic="data",
    example='SET BOT MEMORY "greeting", "Good morning"',
)
def set_bot_memory(context: VerbContext, name: str, value: object) -> Action:
    """Keep a value that belongs to the automation rather than to a person; GET BOT MEMORY gives it back."""
    return context.services.memory.remember(name, value, scope="bot")
