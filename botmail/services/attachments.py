"""`AttachmentService`: files that go out with a mail, and attachments that are saved as files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path, PurePath

from botmail.domain.action import Action, Repeat, SaveAttachments
from botmail.domain.draft import Enclosure
from botmail.domain.errors import FileProblem, ProgramError
from botmail.domain.folder import MessageRef
from botmail.domain.message import Attachment
from botmail.domain.plain import plain_line
from botmail.mail.enclosures import enclosures
from botmail.services.accounts import AccountService
from botmail.services.changes import by_folder
from botmail.services.email import Email
from botmail.services.files import Files
from botmail.services.inbox import Inbox

MOST_BYTES = 25 * 1024 * 1024
"""Of all attachments of a mail together; hardly any server takes more."""
_MOST_OF_ONE_NAME = 1000


class AttachmentService:
    """Reads files to attach, and makes and carries out the action that saves attachments; one rule for paths."""

    def __init__(self, accounts: AccountService, inbox: Inbox, *, files: Files) -> None:
        self._accounts = accounts
        self._inbox = inbox
        self._files = files

    def read(self, names: Sequence[str]) -> tuple[Enclosure, ...]:
        """The files of these names as attachments, their types by their names.

        Raises:
            FileProblem: one is missing, outside the folder, or they are too large together.
        """
        size, found = 0, []
        for name in names:
            path = self._file(name)
            size += path.stat().st_size
            if size > MOST_BYTES:
                raise FileProblem(
                    f'with "{plain_line(name)}" the attachments are larger than {MOST_BYTES >> 20} MiB together',
                    hint="send a link, or several mails",
                )
            found.append((path.name, "", _read(path, name)))
        return enclosures(found)

    def save(self, emails: Sequence[Email], *, folder: str) -> Action:
        """Save the attachments of all `emails`, which are of one account, as files of `folder`.

        Raises:
            FileProblem: the folder is outside the working folder, or a file.
        """
        accounts = list(dict.fromkeys(email.account for email in emails))
        if len(accounts) > 1:
            raise ProgramError(
                f"these mails are of {len(accounts)} accounts", hint="do it for the mails of one account at a time"
            )
        if self._folder(folder).is_file():
            raise FileProblem(f'"{plain_line(folder)}" is a file, not a folder', hint="name a folder")
        refs = tuple(email.ref for email in emails)
        subject = plain_line(emails[0].subject) or "(no subject)" if len(emails) == 1 else ""
        return Action(
            kind="save attachments",
            account=accounts[0] if accounts else self._accounts.current().name,
            target=f'"{subject}"' if subject else f"{len(emails)} mails",
            payload=SaveAttachments(refs, folder),
            repeat=Repeat.SAFE,
            after=f"files in {plain_line(folder)}",
            inverse="delete the files",
            messages=refs,
        )

    def names(self, payload: SaveAttachments) -> list[str]:
        """The files that saving would give, without writing any."""
        taken: list[Path] = []
        folder = self._folder(payload.folder)
        for attachment in self._attachments(payload):
            places = (path for path in _places(folder, attachment) if path not in taken)
            taken.append(next(path for path in places if not _is_other(path, attachment)))
        return [self._told(path) for path in taken]

    def write(self, payload: SaveAttachments) -> Iterator[str]:
        """Save one attachment after the other; gives the file of each as soon as it is written.

        A file that has the same name and content already is left as it is. Nothing is overwritten and no link followed.

        Raises:
            FileProblem: a file cannot be written.
            MessageGone: a mail is no longer where it was.
        """
        folder = self._folder(payload.folder)
        written: set[Path] = set()
        for attachment in self._attachments(payload):
            folder.mkdir(parents=True, exist_ok=True)
            for path in _places(folder, attachment):
                if path not in written and _is_put(path, attachment):
                    written.add(path)
                    yield self._told(path)
                    break

    def _attachments(self, payload: SaveAttachments) -> Iterator[Attachment]:
        """What is attached; pictures that belong to the HTML are not meant."""
        for email in self._emails(payload.messages):
            for attachment in email.whole.attachments:
                if not (attachment.inline and attachment.content_id):
                    yield attachment

    def _emails(self, refs: Sequence[MessageRef]) -> Iterator[Email]:
        for (folder, uidvalidity), group in by_folder(refs).items():
            reader = self._inbox.reader(self._accounts.get(group[0].account))
            yield from reader.emails(folder, uidvalidity, uids=[ref.uid for ref in group])

    def _file(self, name: str) -> Path:
        path = self._files.path(name)
        if path.is_dir():
            raise FileProblem(f'"{name}" is a folder, not a file', hint="attach the files in it one by one")
        if not path.is_file():
            # For the same sentence and the same near names as GET has.
            self._files.text(name)
        return path

    def _folder(self, name: str) -> Path:
        return self._files.folder if name.strip() in {"", "."} else self._files.path(name)

    def _told(self, path: Path) -> str:
        home = self._files.folder
        return path.relative_to(home).as_posix() if path.is_relative_to(home) else str(path)


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileProblem(f'"{plain_line(name)}" cannot be read: {error.strerror}') from error


def _places(folder: Path, attachment: Attachment) -> Iterator[Path]:
    """Where it may go: under its name, then numbered."""
    name = PurePath(attachment.name or "attachment")
    yield folder / name
    for number in count(2):
        if number > _MOST_OF_ONE_NAME:
            raise FileProblem(f'there are too many files called "{name}"', hint="save into another folder")
        yield folder / f"{name.stem} ({number}){name.suffix}"


def _is_other(path: Path, attachment: Attachment) -> bool:
    """Whether something else is there under that name."""
    return os.path.lexists(path) and not _is_same(path, attachment)


def _is_same(path: Path, attachment: Attachment) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(attachment.content):
        return False
    return path.read_bytes() == attachment.content


def _is_put(path: Path, attachment: Attachment) -> bool:
    """Write it as a new file, or see that it is there; False when the name is taken by something else."""
    try:
        # O_EXCL: never over a file, and never through a link, whoever makes one meanwhile.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except FileExistsError:
        return _is_same(path, attachment)
    except OSError as error:
        raise FileProblem(f'"{path.name}" cannot be written: {error.strerror}') from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(attachment.content)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise FileProblem(f'"{path.name}" cannot be written: {error.strerror}') from error
    return True
