"""SORT"""

from botmail.domain.errors import ProgramError
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.rows import ANY_ROWS, Rows
from botmail.lang.types import COLUMN, TEXT


@verb(
    "SORT",
    effect=Effect.PURE,
    parameters=(
        Parameter("rows", ANY_ROWS, "a table, a list of maps, or mails"),
        Parameter("column", TEXT, "by which column", is_optional=True),
    ),
    clauses=(
        Clause("BY", COLUMN, "one column or several", is_repeated=True),
        Clause("DESC", None, "the last first"),
        Clause("ASC", None, "the first first, as without it"),
    ),
    result="rows of the same kind",
    topic="data",
    example="""
        orders = [{city: "Wien", total: 35}, {city: "Graz", total: 20}]
        SHOW SORT orders BY total DESC
    """,
)
def sort_rows(
    _: VerbContext, rows: Rows, column: str = "", *, by: list[str] | None = None, desc: bool = False, asc: bool = False
) -> object:
    """The rows in order of one column or several; text without case, empty values first.

    SORT(list) sorts a list of plain values.
    """
    columns = [*([column] if column else []), *(by or [])]
    if not columns:
        raise ProgramError("SORT needs a column", hint="write SORT rows BY name, or SORT(list) for plain values")
    return rows.ordered(columns, is_descending=desc and not asc)
