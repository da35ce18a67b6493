"""GET"""

from botmail.keywords.context import VerbContext
from botmail.keywords.types import FILE
from botmail.lang.definition import Effect, Parameter, verb


@verb(
    "GET",
    effect=Effect.READS,
    parameters=(Parameter("file", FILE, "a .csv, .html, .json or .txt file beside the notebook, or an https address"),),
    result="rows, Html, map, list or text",
    topic="data",
    example="""
        FOR EACH s IN GET "subscribers.csv"
        PRINT s.email
        NEXT
    """,
)
def get(context: VerbContext, file: str) -> object:
    """Read a file by its ending: rows of a .csv, Html of a .html, maps and lists of a .json, text of a .txt.

    Only files inside the notebook's folder can be read. Columns of a .csv are numbers, dates or booleans when all
    their values are; one with leading zeros or a + stays text. A page of the public network is read by its https
    address, up to 10 MB and 30 seconds; in a preview it is planned and not read.
    """
    return context.services.files.read(file)
