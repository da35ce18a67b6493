"""SAVE"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import TABLE
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.given_rows import GIVEN, Given, rows_given


@verb(
    "SAVE",
    effect=Effect.STORES,
    parameters=(
        Parameter("table", TABLE, "your table; it is made when it is not there"),
        Parameter("values", GIVEN, "a map, rows, or variables that give columns their names", is_repeated=True),
    ),
    result="how many rows",
    topic="data",
    example='SAVE "customers", {id: 7, name: "Ana", city: "Graz"}',
)
def save(context: VerbContext, table: str, values: tuple[Given, ...]) -> Action:
    """Keep a row in a table of your own; a row with the same `id` takes its place.

    Columns and their types come from the values, and new ones are added as they appear. `SAVE "leads", name, email`
    makes one row of two variables.
    """
    rows = rows_given(values, table=table)
    identified = rows.columns.spelled("id")
    return context.services.tables.save(table, rows, key=(identified,) if identified else ())
