"""LIST FOLDERS"""

from botmail.domain.table import Table
from botmail.keywords.context import VerbContext
from botmail.lang.definition import Effect, verb


@verb("LIST FOLDERS", effect=Effect.READS, result="Table", topic="mailbox", example="SHOW LIST FOLDERS")
def list_folders(context: VerbContext) -> Table:
    """List the folders of the account: name, path, parent, role, how many mails and how many unread."""
    return context.services.inbox.folder_table()
