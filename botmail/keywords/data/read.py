"""READ"""

from botmail.keywords.context import VerbContext
from botmail.keywords.types import FILE
from botmail.lang.definition import Effect, Parameter, verb


@verb(
    "READ",
    effect=Effect.READS,
    parameters=(Parameter("file", FILE, "a file beside the notebook"),),
    result="text",
    topic="data",
    example='PRINT LEN(READ "subscribers.csv")',
)
def read(context: VerbContext, file: str) -> str:
    """The text of a file as it is, whatever its ending; GET gives rows, maps and Html."""
    return context.services.files.text(file)
