"""DELETE FOLDER"""

from botmail.domain.action import Action
from botmail.keywords.context import VerbContext
from botmail.keywords.types import FOLDER
from botmail.lang.definition import Clause, Effect, Parameter, verb


@verb(
    "DELETE FOLDER",
    effect=Effect.CHANGES,
    parameters=(Parameter("folder", FOLDER, "the folder"),),
    clauses=(Clause("ALL", None, "also when there is mail in it, which is removed for good"),),
    result="Outcome",
    topic="mailbox",
    example='CREATE FOLDER "Lamps"\nDELETE FOLDER "Lamps"',
)
def delete_folder(context: VerbContext, folder: str, *, all: bool = False) -> Action:
    """Delete a folder, which has to be empty.

    When there is mail in it, the error says how many; with ALL they are removed for good with it. It cannot be undone,
    and an account of mode `ask` asks first.
    """
    return context.services.folders.delete(folder, with_mails=all)
