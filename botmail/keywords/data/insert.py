"""INSERT"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import TABLE
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.given_rows import GIVEN, Given, rows_given


@verb(
    "INSERT",
    effect=Effect.STORES,
    parameters=(
        Parameter("table", TABLE, "your table; it is made when it is not there"),
        Parameter("values", GIVEN, "a map, rows, or variables that give columns their names", is_repeated=True),
    ),
    aliases=("INSERT INTO",),
    result="how many rows",
    topic="data",
    example='INSERT "visits", {page: "/lamps", at: NOW()}',
)
def insert(context: VerbContext, table: str, values: tuple[Given, ...]) -> Action:
    """Put a row, or several, behind those that a table of your own has."""
    return context.services.tables.save(table, rows_given(values, table=table))
