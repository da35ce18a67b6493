"""LIST TASKS"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb("LIST TASKS", effect=Effect.READS, result="Table", topic="work", example="SHOW LIST TASKS")
def list_tasks(context: VerbContext) -> Table:
    """List the tasks, oldest first."""
    return context.services.work.tasks()
