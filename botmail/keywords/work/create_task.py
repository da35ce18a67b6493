"""CREATE TASK"""

import datetime as dt

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import DATE, TEXT


@verb(
    "CREATE TASK",
    effect=Effect.STORES,
    parameters=(
        Parameter("title", TEXT, "what is to be done"),
        Parameter("description", TEXT, "in more words", is_optional=True),
        Parameter("assignee", TEXT, "who does it", is_optional=True),
    ),
    clauses=(
        Clause("DUE", DATE, "until when"),
        Clause("PRIORITY", TEXT, "how urgent, in a word"),
    ),
    result="the task's number, as text",
    topic="work",
    example='CREATE TASK "Call Ana", "About the lamp", "ben@example.org" DUE "2026-12-01" PRIORITY "high"',
)
def create_task(
    context: VerbContext,
    title: str,
    description: str = "",
    assignee: str = "",
    *,
    due: dt.date | None = None,
    priority: str = "",
) -> Action:
    """Note a task, and give its number.

    Inside a loop over mails a task is noted once per mail and place in the program.
    """
    return context.services.work.create_task(title, description, assignee=assignee, due=due, priority=priority)
