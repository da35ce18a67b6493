"""SET LIMIT EFFECTS"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import INTEGER


@verb(
    "SET LIMIT EFFECTS",
    effect=Effect.PURE,
    parameters=(Parameter("number", INTEGER, "at most so many in a run"),),
    result="nothing",
    topic="automate",
    example="SET LIMIT EFFECTS 1000",
)
def set_limit_effects(context: VerbContext, number: int) -> None:
    """Let a run make so many changes, counted by mail; 500 unless it is raised."""
    context.services.automation.set_limit("effects", number)
