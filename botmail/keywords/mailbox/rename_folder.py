"""RENAME FOLDER"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import FOLDER
from botmail.lang.definition import Clause, Effect, Parameter, verb


@verb(
    "RENAME FOLDER",
    effect=Effect.CHANGES,
    parameters=(Parameter("folder", FOLDER, "the folder"),),
    clauses=(Clause("TO", FOLDER, "its new name", is_required=True),),
    result="Outcome",
    topic="mailbox",
    example='CREATE FOLDER "Lamps"\nRENAME FOLDER "Lamps" TO "Lights"',
)
def rename_folder(context: VerbContext, folder: str, *, to: str) -> Action:
    """Give a folder, and with it those in it, another name."""
    return context.services.folders.rename(folder, to=to)
