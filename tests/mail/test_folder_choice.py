"""Which folder a name means, and which role a folder has."""

from __future__ import annotations

import pytest

from botmail.domain.errors import FolderNotFound
from botmail.domain.folder import Folder
from botmail.mail.folder_choice import choose_folder
from botmail.mail.roles import with_roles_by_name


def folders(*paths: str, delimiter: str = "/") -> list[Folder]:
    return with_roles_by_name([Folder(account="", path=path, delimiter=delimiter) for path in paths])


HERE = folders("INBOX", "Archive", "Work/2026", "Papierkorb", "Gesendet", "archive2")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Archive", "Archive"),
        ("ARCHIVE", "Archive"),
        (" archive ", "Archive"),
        ("inbox", "INBOX"),
        ("work/2026", "Work/2026"),
        ("Trash", "Papierkorb"),
        ("sent items", "Gesendet"),
    ],
)
def test_name_means_a_folder(name: str, path: str) -> None:
    assert choose_folder(name, HERE).path == path


def test_name_with_a_line_break_is_told_on_one_line() -> None:
    with pytest.raises(FolderNotFound, match=r'^there is no folder "in box"$'):
        choose_folder("in\r\nbox", HERE)


def test_exact_spelling_comes_first() -> None:
    assert [choose_folder(name, folders("Foo", "foo")).path for name in ("Foo", "foo")] == ["Foo", "foo"]


def test_name_is_found_below_the_inbox() -> None:
    prefixed = folders("INBOX", "INBOX.Archive", "INBOX.Work.2026", delimiter=".")
    found = [choose_folder(name, prefixed).path for name in ("archive", "work/2026", "INBOX.Archive")]
    assert found == ["INBOX.Archive", "INBOX.Work.2026", "INBOX.Archive"]


def test_folder_without_mail_says_so() -> None:
    box = [Folder(account="", path="Work", selectable=False), Folder(account="", path="Work/2026")]
    with pytest.raises(FolderNotFound, match="holds other folders and no mail"):
        choose_folder("Work", box)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Archve", 'did you mean "Archive" or "archive2"?'),
        ("2025", 'did you mean "Work/2026"?'),
        ("Nowhere", 'folders here: "INBOX", "Archive"'),
    ],
)
def test_missing_folder_hints_at_the_nearest(name: str, hint: str) -> None:
    with pytest.raises(FolderNotFound) as caught:
        choose_folder(name, HERE)
    assert caught.value.hint.startswith(hint)


@pytest.mark.parametrize(
    ("paths", "roles"),
    [
        (["Sent", "Sent Items"], {"Sent": "sent"}),
        (["Envoyés", "Corbeille", "Brouillons"], {"Envoyés": "sent", "Corbeille": "trash", "Brouillons": "drafts"}),
        (["INBOX/Spam", "Junk"], {"Junk": "junk"}),
        (["a/b/Trash"], {}),
        (["Корзина", "已发送", "下書き"], {"Корзина": "trash", "已发送": "sent", "下書き": "drafts"}),
    ],
)
def test_role_by_name_goes_to_one_folder(paths: list[str], roles: dict[str, str]) -> None:
    assert {folder.path: folder.role for folder in folders(*paths) if folder.role} == roles


def test_role_told_by_the_server_wins_over_names() -> None:
    told = [Folder(account="", path="Bin", role="trash"), Folder(account="", path="Trash")]
    assert [folder.role for folder in with_roles_by_name(told)] == ["trash", ""]
