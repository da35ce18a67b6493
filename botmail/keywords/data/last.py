"""LAST"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.functions.lists import last
from botmail.lang.types import ANY


@verb(
    "LAST",
    effect=Effect.PURE,
    parameters=(Parameter("rows", ANY, "a table, a list, or mails"),),
    result="a row or value",
    topic="data",
    example="""
        people = [{name: "Ana"}, {name: "Ben"}]
        person = LAST people
        PRINT person.name
    """,
)
def last_row(_: VerbContext, rows: object) -> object:
    """The last of some rows or values, or null when there is none; also LAST(rows).name."""
    return last.body(rows)
