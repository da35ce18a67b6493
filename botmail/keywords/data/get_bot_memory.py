"""GET BOT MEMORY"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT


@verb(
    "GET BOT MEMORY",
    effect=Effect.READS,
    parameters=(Parameter("name", TEXT, "under which name"),),
    result="any value",
    topic="data",
    example='PRINT GET BOT MEMORY("greeting") ?? "Hello"',
)
def get_bot_memory(context: VerbContext, name: str) -> object:
    """What SET BOT MEMORY kept under a name, or null."""
    return context.services.memory.recall(name, scope="bot")
