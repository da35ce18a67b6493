"""CREATE FOLDER"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import FOLDER
from botmail.lang.definition import Effect, Parameter, verb


@verb(
    "CREATE FOLDER",
    effect=Effect.CHANGES,
    parameters=(Parameter("folder", FOLDER, "its name; a / makes a folder in a folder"),),
    result="Outcome",
    topic="mailbox",
    example='CREATE FOLDER "Projects/Lamps"',
)
def create_folder(context: VerbContext, folder: str) -> Action:
    """Make a folder in the account in use."""
    return context.services.folders.create(folder)
