"""MAP"""

from collections.abc import Mapping

from botmail.domain.conditions import Operand
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.filters import FIELDS
from botmail.lang.row_work import renamed
from botmail.lang.rows import ANY_ROWS, Rows
from botmail.lang.types import TEXT


@verb(
    "MAP",
    effect=Effect.PURE,
    parameters=(
        Parameter("rows", ANY_ROWS, "a table, a list of maps, or mails"),
        Parameter(
            "columns", TEXT, 'the columns to keep, `old -> new` to rename: "name, mail -> email"', is_optional=True
        ),
    ),
    clauses=(Clause("SET", FIELDS, "columns to add or change, computed row by row", is_fields=True),),
    result="a list of maps",
    topic="data",
    example="""
        orders = [{item: "lamp", price: 20, count: 3}]
        SHOW MAP orders SET total = price * count
    """,
)
def map_rows(
    _: VerbContext, rows: Rows, columns: str = "", *, set: Mapping[str, Operand] | None = None
) -> list[object]:
    """New rows made of others, one for each: with columns chosen and renamed, or computed."""
    made = rows.with_fields(set or {})
    return renamed(made, columns, known=rows.columns) if columns else list(made)
