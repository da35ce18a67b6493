"""FIRST"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.functions.lists import first
from botmail.lang.types import ANY


@verb(
    "FIRST",
    effect=Effect.PURE,
    parameters=(Parameter("rows", ANY, "a table, a list, or mails"),),
    result="a row or value",
    topic="data",
    example="""
        people = [{name: "Ana"}, {name: "Ben"}]
        person = FIRST people
        PRINT person.name
    """,
)
def first_row(_: VerbContext, rows: object) -> object:
    """The first of some rows or values, or null when there is none; also FIRST(rows).name."""
    return first.body(rows)
