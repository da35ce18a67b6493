"""RECALL"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT


@verb(
    "RECALL",
    effect=Effect.READS,
    parameters=(Parameter("name", TEXT, "under which name"),),
    result="any value",
    topic="data",
    example='PRINT RECALL("last visit") ?? "never"',
)
def recall(context: VerbContext, name: str) -> object:
    """What was REMEMBERed under a name, or null."""
    return context.services.memory.recall(name, scope="user")
