"""Which folder a program means: names without case, with or without the server's prefix, and what comes near."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from botmail.domain.errors import FolderNotFound
from botmail.domain.folder import Folder
from botmail.domain.plain import plain_line
from botmail.mail.roles import role_of_name


def choose_folder(name: str, folders: Sequence[Folder]) -> Folder:
    """The folder that `name` means: exactly, without case, below the INBOX, or by its role ("Trash" for "Papierkorb").

    Raises:
        FolderNotFound: none; the hint holds the nearest names.
    """
    for found in _candidates(name, folders):
        if found.selectable:
            return found
    raise folder_not_found(name, folders)


def folder_not_found(name: str, folders: Sequence[Folder]) -> FolderNotFound:
    """The error for a name that no folder with mail in it has, with the nearest ones as hint."""
    if any(found.path == name for found in folders if not found.selectable):
        return FolderNotFound(f'"{name}" holds other folders and no mail', hint=_near(name, folders))
    return FolderNotFound(f'there is no folder "{plain_line(name)}"', hint=_near(name, folders))


def _candidates(name: str, folders: Sequence[Folder]) -> Iterable[Folder]:
    wanted = name.strip()
    yield from (folder for folder in folders if folder.path == wanted)
    paths = {_comparable(folder.path, folder.delimiter): folder for folder in reversed(folders)}
    for spelling in (_comparable(wanted, "/"), f"inbox/{_comparable(wanted, '/')}"):
        if spelling in paths:
            yield paths[spelling]
    known = role_of_name(wanted)
    yield from (folder for folder in folders if known and folder.role == known[0])


def _comparable(path: str, delimiter: str) -> str:
    return (path.replace(delimiter, "/") if delimiter else path).casefold()


def _near(name: str, folders: Sequence[Folder]) -> str:
    names = {folder.path.casefold(): folder.path for folder in folders if folder.selectable}
    names |= {folder.name.casefold(): folder.path for folder in folders if folder.selectable and folder.depth}
    near = list(dict.fromkeys(names[match] for match in get_close_matches(name.casefold(), names, n=3, cutoff=0.6)))
    if near:
        return "did you mean " + " or ".join(f'"{path}"' for path in near) + "?"
    return "folders here: " + ", ".join(f'"{path}"' for path in list(dict.fromkeys(names.values()))[:10])
