"""WAIT"""

from botmail.domain.errors import ProgramError
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import NUMBER


@verb(
    "WAIT",
    effect=Effect.WAITS,
    parameters=(Parameter("seconds", NUMBER, "how long; 0.5 is half a second"),),
    result="nothing",
    topic="talk",
    example="WAIT 0.1",
)
def wait(context: VerbContext, seconds: float) -> None:
    """Wait some seconds; an interrupt ends it at once."""
    if not 0 <= seconds < float("inf"):
        raise ProgramError(f"WAIT {seconds} cannot be: time goes forward", hint="write WAIT 1 for a second")
    context.clock.sleep(seconds)
