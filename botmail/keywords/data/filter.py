"""FILTER"""

from botmail.domain.conditions import EVERY_ROW, AllOf, Condition
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.filters import CONDITION, FILTER
from botmail.lang.rows import ANY_ROWS, Rows


@verb(
    "FILTER",
    effect=Effect.PURE,
    parameters=(
        Parameter("rows", ANY_ROWS, "a table, a list of maps, or mails"),
        Parameter("filter", FILTER, 'text such as "age > 18", or a map', is_optional=True),
    ),
    clauses=(Clause("WHERE", CONDITION, "names are columns first and variables second"),),
    result="rows of the same kind",
    topic="data",
    example="""
        orders = [{city: "Graz", total: 20}, {city: "Wien", total: 35}]
        SHOW FILTER orders WHERE total > 30
    """,
)
def filter_rows(_: VerbContext, rows: Rows, filter: Condition = EVERY_ROW, *, where: Condition = EVERY_ROW) -> object:
    """The rows that meet a condition, in their order."""
    return rows.where(AllOf((filter, where)))
