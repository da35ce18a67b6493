"""UPDATE"""

from collections.abc import Mapping

from botmail.domain.action import Action
from botmail.domain.conditions import EVERY_ROW, AllOf, Condition, Operand
from botmail.domain.errors import ProgramError
from botmail.keywords.context import VerbContext
from botmail.keywords.types import TABLE
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.filters import CONDITION, FIELDS, FILTER


@verb(
    "UPDATE",
    effect=Effect.STORES,
    parameters=(
        Parameter("table", TABLE, "your table"),
        Parameter("filter", FILTER, 'which rows: text such as "id = 7", or a map', is_optional=True),
        Parameter("fields", FIELDS, "a map of columns and their new values", is_optional=True),
    ),
    clauses=(
        Clause("SET", FIELDS, "columns and their new values: `SET count = count + 1`", is_fields=True),
        Clause("WHERE", CONDITION, "names are columns first and variables second"),
        Clause("ALL", None, "every row, without a condition"),
    ),
    result="how many rows",
    topic="data",
    example="""
        SAVE "customers", {id: 7, name: "Ana", visits: 1}
        UPDATE "customers" SET visits = visits + 1 WHERE id = 7
    """,
)
def update(
    context: VerbContext,
    table: str,
    filter: Condition | None = None,
    fields: Mapping[str, Operand] | None = None,
    *,
    set: Mapping[str, Operand] | None = None,
    where: Condition | None = None,
    all: bool = False,
) -> Action:
    """Change columns of the rows that meet a condition; without one it takes ALL."""
    given = tuple(part for part in (filter, where) if part is not None)
    if not [part for part in given if part != EVERY_ROW] and not all:
        raise ProgramError(f'UPDATE "{table}" would change every row', hint="write WHERE …, or ALL when that is meant")
    return context.services.tables.update(table, AllOf(given), {**(fields or {}), **(set or {})})
