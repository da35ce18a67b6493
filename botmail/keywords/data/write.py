"""WRITE"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import FILE
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import ANY


@verb(
    "WRITE",
    effect=Effect.STORES,
    parameters=(
        Parameter("file", FILE, "a .csv, .tsv, .json, .html, .md or .txt file beside the notebook"),
        Parameter("data", ANY, "rows, a map, a list or text"),
    ),
    result="Outcome",
    topic="data",
    example='WRITE "totals.csv", [{city: "Graz", total: 25}]',
)
def write(context: VerbContext, file: str, data: object) -> Action:
    """Write a file by its ending: rows as .csv, anything as .json, text as .txt; what was there is replaced.

    Text that a spreadsheet would run as a formula gets an apostrophe in front. Only the notebook's folder is written.
    """
    return context.services.files.write(file, data)
