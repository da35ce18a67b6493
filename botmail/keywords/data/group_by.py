"""GROUP BY"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.row_work import groups_of
from botmail.lang.rows import ANY_ROWS, Rows
from botmail.lang.types import TEXT
from botmail.lang.values import Map


@verb(
    "GROUP BY",
    effect=Effect.PURE,
    parameters=(
        Parameter("rows", ANY_ROWS, "a table, a list of maps, or mails"),
        Parameter("column", TEXT, "by which column"),
    ),
    result="a map of value to rows",
    topic="data",
    example="""
        orders = [{city: "Graz", total: 20}, {city: "Wien", total: 35}, {city: "Graz", total: 5}]
        groups = GROUP BY orders, "city"
        FOR EACH city IN groups
        PRINT city + ": " + COUNT(groups[city])
        NEXT
    """,
)
def group_by(_: VerbContext, rows: Rows, column: str) -> Map:
    """The rows by what they have in a column: a map from each value, as text, to its rows."""
    return groups_of(rows, column)
