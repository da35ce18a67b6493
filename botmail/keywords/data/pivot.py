"""PIVOT"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.row_work import pivoted
from botmail.lang.rows import ANY_ROWS, Rows
from botmail.lang.types import TEXT


@verb(
    "PIVOT",
    effect=Effect.PURE,
    parameters=(
        Parameter("rows", ANY_ROWS, "a table or a list of maps"),
        Parameter("row", TEXT, "the column that gives each row its name"),
        Parameter("column", TEXT, "the column whose values become columns; left out, there is one"),
        Parameter("value", TEXT, "the column that is added up", is_optional=True),
    ),
    clauses=(Clause("USING", TEXT, "SUM, AVG, MIN, MAX or COUNT; SUM without it"),),
    result="Table",
    topic="data",
    example="""
        orders = [{city: "Graz", month: "May", total: 20}, {city: "Graz", month: "June", total: 5}]
        SHOW PIVOT orders, "city", "month", "total"
    """,
)
def pivot(_: VerbContext, rows: Rows, row: str, column: str, value: str = "", *, using: str = "SUM") -> Table:
    """A table with a row for each value of one column and a column for each of another, the third added up.

    With two columns, `PIVOT orders, "city", "total"`, there is one sum a row.
    """
    return pivoted(rows, row, column=column if value else "", value=value or column, kind=using)
