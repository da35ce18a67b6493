"""UNIQUE"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.row_work import distinct
from botmail.lang.rows import ANY_ROWS, Rows
from botmail.lang.types import COLUMN, TEXT


@verb(
    "UNIQUE",
    effect=Effect.PURE,
    parameters=(
        Parameter("rows", ANY_ROWS, "a table, a list of maps, or mails"),
        Parameter("column", TEXT, "by which column; all of them without it", is_optional=True),
    ),
    clauses=(Clause("BY", COLUMN, "one column or several", is_repeated=True),),
    aliases=("DISTINCT",),
    result="rows of the same kind",
    topic="data",
    example="""
        visits = [{page: "/", who: "ana"}, {page: "/lamps", who: "ana"}]
        SHOW UNIQUE visits BY who
    """,
)
def unique(_: VerbContext, rows: Rows, column: str = "", *, by: list[str] | None = None) -> object:
    """The first row of each kind. UNIQUE(list) takes plain values."""
    return distinct(rows, [*([column] if column else []), *(by or [])])
