"""SELECT"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.filters import QUERY, Query


@verb(
    "SELECT",
    effect=Effect.READS,
    parameters=(Parameter("query", QUERY, "columns FROM a variable that holds rows, a mail view or your own table"),),
    result="Table",
    topic="data",
    example="""
        orders = [{city: "Graz", total: 20}, {city: "Wien", total: 35}, {city: "Graz", total: 5}]
        SHOW SELECT city, SUM(total) AS total FROM orders WHERE total > 1 GROUP BY city ORDER BY total DESC
    """,
)
def select(context: VerbContext, query: Query) -> Table:
    """Ask a question in SQL: over variables that hold rows, over your own tables, and over mail that was seen.

    `"x"` are values; names are columns first and variables second. Values never become part of the SQL.
    """
    return context.services.queries.run(query)
