"""SET LIMIT SENDS"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import INTEGER


@verb(
    "SET LIMIT SENDS",
    effect=Effect.PURE,
    parameters=(Parameter("number", INTEGER, "at most so many in a run"),),
    result="nothing",
    topic="automate",
    example="SET LIMIT SENDS 100",
)
def set_limit_sends(context: VerbContext, number: int) -> None:
    """Let a run send mail to so many recipients; 50 unless it is raised."""
    context.services.automation.set_limit("sends", number)
