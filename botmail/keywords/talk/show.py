"""SHOW"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.types import ANY


@verb(
    "SHOW",
    effect=Effect.PURE,
    parameters=(Parameter("value", ANY, "mails, a table, a chart, anything"),),
    result="nothing",
    topic="talk",
    example='SHOW GET_EMAILS("INBOX")',
)
def show(context: VerbContext, value: object) -> None:
    """Show a value in its richest form: mails as an inbox, tables as tables."""
    context.display.show(value)
