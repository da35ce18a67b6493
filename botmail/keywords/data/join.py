"""JOIN"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.row_work import joined_rows
from botmail.lang.rows import ANY_ROWS, Rows
from botmail.lang.types import COLUMN


@verb(
    "JOIN",
    effect=Effect.PURE,
    parameters=(Parameter("rows", ANY_ROWS, "a table or a list of maps"),),
    clauses=(
        Clause("WITH", ANY_ROWS, "the other rows", is_required=True),
        Clause("BY", COLUMN, "the columns that both have", is_required=True, is_repeated=True),
        Clause("LEFT", None, "keep rows that have no partner"),
    ),
    result="Table",
    topic="data",
    example="""
        orders = [{customer: 7, total: 20}]
        customers = [{customer: 7, name: "Ana"}]
        SHOW JOIN orders WITH customers BY "customer"
    """,
)
def join(_: VerbContext, rows: Rows, *, with_: Rows, by: list[str], left: bool = False) -> Table:
    """Rows of two tables side by side where they have the same key. JOIN(list, ", ") joins text."""
    return joined_rows(rows, with_, columns=by, keeps_left=left)
