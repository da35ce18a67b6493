"""COMPLETE TASK"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import TEXT


@verb(
    "COMPLETE TASK",
    effect=Effect.STORES,
    parameters=(Parameter("id", TEXT, "the task's number, as CREATE TASK gave it"),),
    result="Outcome",
    topic="work",
    example="""
        number = CREATE TASK "Call Ana"
        COMPLETE TASK number
    """,
)
def complete_task(context: VerbContext, id: str) -> Action:
    """Mark a task as done; one that is done stays so."""
    return context.services.work.complete_task(id)
