"""Folders over IMAP: which there are, what they are for, and what can be done with them."""

from __future__ import annotations

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from botmail.sandbox.server import SandboxServer
from tests.sandbox.conftest import BOB, Connect, compose

SPECIAL = {
    "Archive": b"\\Archive",
    "Drafts": b"\\Drafts",
    "Sent": b"\\Sent",
    "Trash": b"\\Trash",
    "Junk": b"\\Junk",
}


def names(client: IMAPClient, pattern: str = "*") -> list[str]:
    return [name for _, _, name in client.list_folders(pattern=pattern)]


def test_usual_folders_are_there(connect: Connect) -> None:
    assert names(connect()) == ["INBOX", "support", "tasks", *SPECIAL]


@pytest.mark.parametrize(("name", "use"), SPECIAL.items())
def test_special_use_is_told(connect: Connect, name: str, use: bytes) -> None:
    assert connect().find_special_folder(use) == name


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ('(SPECIAL-USE) "" "*"', 5),
        ('"" "*" RETURN (SPECIAL-USE CHILDREN)', 8),
        ('"" "*" RETURN (STATUS (MESSAGES UNSEEN))', 8),
        ('"" "s*"', 1),
    ],
)
def test_list_takes_options(connect: Connect, arguments: str, count: int) -> None:
    client = connect()
    status, _ = client._imap._simple_command("LIST", arguments)
    assert (status, len(client._imap.untagged_responses.pop("LIST"))) == ("OK", count)


def test_folder_is_created_renamed_and_deleted(connect: Connect) -> None:
    client = connect()
    client.create_folder("Été/Notes")
    client.rename_folder("Été/Notes", "Été/Ärger")
    assert names(client, "Été/*") == ["Été/Ärger"]
    client.delete_folder("Été/Ärger")
    assert names(client, "Été*") == []


@pytest.mark.parametrize("name", ["tasks", "inbox"])
def test_folder_is_not_created_twice(connect: Connect, name: str) -> None:
    with pytest.raises(IMAPClientError):
        connect().create_folder(name)


def test_renamed_inbox_leaves_an_empty_one(connect: Connect, sandbox: SandboxServer) -> None:
    client = connect()
    client.append("INBOX", compose().as_bytes())
    client.rename_folder("INBOX", "Old")
    assert (len(sandbox.messages(BOB)), len(sandbox.messages(BOB, "Old"))) == (0, 1)


def test_namespace_and_id_are_answered(connect: Connect) -> None:
    assert connect().namespace().personal == (("", "/"),)


def test_status_counts(connect: Connect) -> None:
    client = connect()
    client.append("tasks", compose().as_bytes(), flags=[b"\\Seen"])
    client.append("tasks", compose().as_bytes())
    status = client.folder_status("tasks", ["MESSAGES", "UNSEEN", "UIDNEXT", "HIGHESTMODSEQ"])
    assert status == {b"MESSAGES": 2, b"UNSEEN": 1, b"UIDNEXT": 3, b"HIGHESTMODSEQ": 2}


def test_folder_that_is_missing_is_an_error(connect: Connect) -> None:
    with pytest.raises(IMAPClientError, match="does not exist"):
        connect().select_folder("nowhere")


def test_new_uid_validity_gives_new_uids(connect: Connect, sandbox: SandboxServer) -> None:
    client = connect()
    client.append("tasks", compose().as_bytes())
    before = client.select_folder("tasks")
    sandbox.change_folder(BOB, "tasks", lambda folder: folder.renumber())
    after = client.select_folder("tasks")
    assert after[b"UIDVALIDITY"] == before[b"UIDVALIDITY"] + 1
    assert client.search() == [2]
