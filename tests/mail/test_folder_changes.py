"""Paths of new folders, and servers that lack what removing for good needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from botmail.domain.errors import FolderNameRefused, FolderNotEmpty, ServerRefused
from botmail.domain.folder import Folder
from botmail.mail.folder_changes import new_path
from botmail.mail.session import ImapSession
from tests.servers.bad import BadServer
from tests.servers.fixtures import ScriptedServers

SessionOn = Callable[[BadServer], ImapSession]


def folders(*paths: str, delimiter: str) -> list[Folder]:
    return [Folder(account="", path=path, delimiter=delimiter) for path in paths]


@pytest.mark.parametrize(
    ("name", "paths", "delimiter", "expected"),
    [
        ("Lamps", ["INBOX", "Sent"], "/", "Lamps"),
        (" Projects/Lamps ", ["INBOX", "Sent"], "/", "Projects/Lamps"),
        ("Projects/Lamps", ["INBOX", "Sent"], ".", "Projects.Lamps"),
        ("Projects.Lamps", ["INBOX", "Sent"], ".", "Projects.Lamps"),
        ("Lamps", ["INBOX", "INBOX.Sent"], ".", "INBOX.Lamps"),
        ("INBOX.Lamps", ["INBOX", "INBOX.Sent"], ".", "INBOX.Lamps"),
        ("Lamps", ["INBOX"], "", "Lamps"),
    ],
)
def test_path_of_a_new_folder(name: str, paths: list[str], delimiter: str, expected: str) -> None:
    assert new_path(name, folders(*paths, delimiter=delimiter)) == expected


@pytest.mark.parametrize("name", ["sent", "SENT "])
def test_name_that_is_taken_is_refused_whatever_its_case(name: str) -> None:
    with pytest.raises(FolderNameRefused, match='there is a folder "Sent" already'):
        new_path(name, folders("INBOX", "Sent", delimiter="/"))


def test_without_uidplus_nothing_is_removed(scripted: ScriptedServers, session_on: SessionOn) -> None:
    server = scripted(imap={"CAPABILITY": ("* CAPABILITY IMAP4rev1 MOVE AUTH=PLAIN", "{tag} OK done")})
    with pytest.raises(ServerRefused, match="it has no UIDPLUS") as caught:
        session_on(server).purge("INBOX", 1, [1])
    assert "DELETE MAIL" in caught.value.hint
    assert not any("EXPUNGE" in line or "STORE" in line for line in server.imap.heard)


@pytest.mark.parametrize("status", [("{tag} OK done",), ("* STATUS Old (MESSAGES 3)", "{tag} OK done")])
def test_folder_is_not_deleted_when_its_mails_are_not_known(
    scripted: ScriptedServers, session_on: SessionOn, status: tuple[str, ...]
) -> None:
    server = scripted(imap={"STATUS": status})
    with pytest.raises(FolderNotEmpty, match="it was not deleted"):
        session_on(server).delete_folder("Old", most_mails=2)
    assert not any(" DELETE " in line for line in server.imap.heard)
