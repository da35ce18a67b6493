"""SEARCH by UID in the selected folder."""

from __future__ import annotations

from dataclasses import dataclass

from botmail.domain.errors import CriteriaRefused
from botmail.mail.connection import ImapConnection
from botmail.mail.criteria import search_arguments
from botmail.mail.faults import ProtocolBroken, quoted_answer
from botmail.mail.responses import number_of


@dataclass(frozen=True, slots=True)
class Found:
    """UIDs in ascending order, with the folder and UIDVALIDITY that they belong to."""

    folder: str
    uidvalidity: int
    uids: tuple[int, ...]


def search_selected(connection: ImapConnection, criteria: str) -> Found:
    """What in the selected folder meets `criteria`.

    Raises:
        CriteriaRefused: they are wrong, or the server does not take them.
    """
    arguments, is_unicode = search_arguments(criteria)
    charset = [b"CHARSET", b"UTF-8"] if is_unicode else []
    reply = connection.command("UID SEARCH", *charset, *arguments)
    if not reply.status.is_ok:
        raise CriteriaRefused(
            f'{connection.server} refused the search criteria: "{quoted_answer(reply.status.text)}"',
            hint="use plainer criteria, for example UNSEEN" + (", without accented letters" if is_unicode else ""),
        )
    words = b" ".join(data.parts[0] for data in reply.named("SEARCH")).split(b"(")[0].split()
    uids = {uid for word in words if (uid := number_of(word)) is not None}
    if len(uids) < len(set(words)):
        raise ProtocolBroken("search results that are no numbers")
    return Found(connection.selected, connection.uidvalidity, tuple(sorted(uids)))
