"""MERGE"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import TABLE
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.rows import ANY_ROWS, Rows
from botmail.lang.types import COLUMN


@verb(
    "MERGE",
    effect=Effect.STORES,
    parameters=(Parameter("table", TABLE, "your table; it is made when it is not there"),),
    clauses=(
        Clause("WITH", ANY_ROWS, "the rows that come in", is_required=True),
        Clause("BY", COLUMN, "the columns that tell which rows are the same", is_required=True, is_repeated=True),
    ),
    aliases=("MERGE INTO",),
    result="how many rows",
    topic="data",
    example='MERGE "subscribers" WITH GET "subscribers.csv" BY "email"',
)
def merge(context: VerbContext, table: str, *, with_: Rows, by: list[str]) -> Action:
    """Bring rows into a table of your own: those with a known key change the row there, the others are added."""
    return context.services.tables.save(table, with_, key=by)
