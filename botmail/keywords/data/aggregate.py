"""AGGREGATE"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.row_work import aggregate_of
from botmail.lang.types import ANY


@verb(
    "AGGREGATE",
    effect=Effect.PURE,
    parameters=(
        Parameter("kind", ANY, "SUM, AVG, MIN, MAX or COUNT; or the rows first"),
        Parameter("rows", ANY, "a table, a list of maps, or mails"),
        Parameter("column", ANY, "of which column; not needed for COUNT", is_optional=True),
    ),
    result="number",
    topic="data",
    example="""
        orders = [{city: "Graz", total: 20}, {city: "Wien", total: 35}]
        PRINT AGGREGATE "SUM", orders, "total"
    """,
)
def aggregate(_: VerbContext, kind: object, rows: object, column: object = "") -> object:
    """One value of many: the sum, mean, least, most or number of a column. Empty values do not count."""
    return aggregate_of(kind, rows, column=column)
