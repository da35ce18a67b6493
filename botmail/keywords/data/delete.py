"""DELETE"""

from botmail.domain.action import Action
from botmail.domain.conditions import EVERY_ROW, AllOf, Condition
from botmail.domain.errors import ProgramError
from botmail.keywords.context import VerbContext
from botmail.keywords.types import TABLE
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.filters import CONDITION, FILTER


@verb(
    "DELETE",
    effect=Effect.STORES,
    parameters=(
        Parameter("table", TABLE, "your table"),
        Parameter("filter", FILTER, 'which rows: text such as "id = 7", or a map', is_optional=True),
    ),
    clauses=(
        Clause("WHERE", CONDITION, "names are columns first and variables second"),
        Clause("ALL", None, "every row, without a condition"),
    ),
    aliases=("DELETE FROM",),
    result="how many rows",
    topic="data",
    example="""
        SAVE "customers", {id: 7, name: "Ana"}
        DELETE FROM "customers" WHERE id = 7
    """,
)
def delete(
    context: VerbContext,
    table: str,
    filter: Condition | None = None,
    *,
    where: Condition | None = None,
    all: bool = False,
) -> Action:
    """Take the rows out of a table of your own that meet a condition; without one it takes ALL.

    A mail is deleted by DELETE MAIL.
    """
    given = tuple(part for part in (filter, where) if part is not None)
    if not [part for part in given if part != EVERY_ROW] and not all:
        raise ProgramError(
            f'DELETE "{table}" would take out every row', hint="write WHERE …, or ALL when that is meant"
        )
    return context.services.tables.delete(table, AllOf(given))
