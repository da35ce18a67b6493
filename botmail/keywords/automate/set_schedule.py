"""SET SCHEDULE"""

from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, Parameter, verb
from botmail.lang.faults import not_there_yet
from botmail.lang.types import WORD


@verb(
    "SET SCHEDULE",
    effect=Effect.STORES,
    parameters=(Parameter("when", WORD, "a time, and what to run then", is_repeated=True),),
    takes_bare_words=True,
    example='SET SCHEDULE "0 9 * * 1-5", report',
    result="nothing",
    topic="automate",
)
def set_schedule(_: VerbContext, when: tuple[str, ...]) -> None:
    """Run a SUB or a script at fixed times. This is read and checked, and does not run yet."""
    not_there_yet("SET SCHEDULE", "meanwhile, let cron or a systemd timer start `botmail run FILE.bas`")
