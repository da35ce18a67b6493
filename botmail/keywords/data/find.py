"""FIND"""

from botmail.domain.conditions import EVERY_ROW, AllOf, Condition
from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.keywords.types import TABLE
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.filters import CONDITION, FILTER
from botmail.lang.types import COLUMN, INTEGER


@verb(
    "FIND",
    effect=Effect.READS,
    parameters=(
        Parameter("table", TABLE, "your table"),
        Parameter(
            "filter", FILTER, "text such as \"status = 'open'\", or a map of columns and values", is_optional=True
        ),
    ),
    clauses=(
        Clause("WHERE", CONDITION, "names are columns first and variables second"),
        Clause("WITH", CONDITION, "the same, also as `name = value, name = value`", is_fields=True),
        Clause("ORDER BY", COLUMN, "one column or several", is_repeated=True),
        Clause("DESC", None, "the last first"),
        Clause("ASC", None, "the first first, as without it"),
        Clause("LIMIT", INTEGER, "at most so many; all without it"),
    ),
    result="Table",
    topic="data",
    example="""
        SAVE "customers", {id: 7, name: "Ana", city: "Graz"}
        FOR EACH c IN FIND "customers" WHERE city = "Graz" ORDER BY name LIMIT 10
        PRINT c.name
        NEXT
    """,
)
def find(
    context: VerbContext,
    table: str,
    filter: Condition = EVERY_ROW,
    *,
    where: Condition = EVERY_ROW,
    with_: Condition = EVERY_ROW,
    order_by: tuple[str, ...] = (),
    desc: bool = False,
    asc: bool = False,
    limit: int | None = None,
) -> Table:
    """Find rows in a table of your own.

    A filter that is put together, as in `FIND "t", "name = '" + name + "'"`, never reads the value as a condition.
    Where there is no such table yet, there are no rows, and a note says so.
    """
    condition = AllOf((filter, where, with_))
    return context.services.tables.find(
        table, condition, order_by=order_by, is_descending=desc and not asc, limit=limit
    )
