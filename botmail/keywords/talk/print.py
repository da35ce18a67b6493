"""PRINT"""

from botmail.keywords.context import VerbContext
from botmail.lang.conversion import to_text
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import ANY


@verb(
    "PRINT",
    effect=Effect.PURE,
    parameters=(Parameter("value", ANY, "one or several values", is_optional=True, is_repeated=True),),
    result="nothing",
    topic="talk",
    example='PRINT "Today:", TODAY()',
)
def print_values(context: VerbContext, value: tuple[object, ...] = ()) -> None:
    """Write values as a line of text, with a blank between them."""
    context.display.say(" ".join(to_text(each) for each in value))
