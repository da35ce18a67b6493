"""ALLOW FOLDER"""

from botmail.domain.errors import FileProblem
from botmail.keywords.context import VerbContext
from botmail.keywords.types import FILE
from botmail.lang.definition import Effect, Parameter, verb


@verb(
    "ALLOW FOLDER",
    effect=Effect.WAITS,
    parameters=(Parameter("folder", FILE, "a whole path"),),
    result="nothing",
    topic="data",
    example='ALLOW FOLDER "."',
)
def allow_folder(context: VerbContext, folder: str) -> None:
    """Let the programs of this session use files of one more folder; you are asked, and nobody else can say yes."""
    files, run = context.services.files, context.services.automation.current
    if files.is_allowed(folder):
        return
    if not run.is_live and not context.prompt.confirm(f'May programs read and write files in "{folder}"?'):
        raise FileProblem(
            f'nobody allowed "{folder}"', hint="answer yes at the keyboard, or run the program with --live"
        )
    files.allow(folder)
