"""Files that a program names: one rule for paths, reading, and the action that writes."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path, PureWindowsPath

from botmail.domain.action import Action, FetchPage, Repeat, WriteFile
from botmail.domain.errors import FileProblem
from botmail.domain.plain import plain_line
from botmail.services.file_contents import Value, check_readable, decoded, parse_file, written
from botmail.services.web import checked_url

LARGEST_FILE_BYTES = 64 * 1024 * 1024
_LONGEST_SHOWN = 60
_WEB = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class Files:
    """The working folder of a program; what lies outside, behind a link, or begins with a dot, is not for it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._allowed: list[Path] = []

    @property
    def folder(self) -> Path:
        """The working folder: the notebook's, which is where the process runs unless said otherwise."""
        return (self._folder or Path.cwd()).resolve()

    def is_allowed(self, name: str) -> bool:
        """Whether programs may use this folder already."""
        path = (self.folder / Path(name).expanduser()).resolve()
        return any(path.is_relative_to(root) for root in (self.folder, *self._allowed))

    def allow(self, name: str) -> Path:
        """Let programs of this workspace use one more folder; the user has to have said so.

        Raises:
            FileProblem: there is no such folder.
        """
        path = (self.folder / Path(name).expanduser()).resolve()
        if not name.strip() or not path.is_dir():
            raise FileProblem(f'there is no folder "{name}"', hint='write a whole path, such as "/data/lists"')
        if path not in self._allowed:
            self._allowed.append(path)
        return path

    def read(self, name: str) -> Value | Action:
        """What a file holds: rows of a .csv, `Html` of .html, maps and lists of .json, text of .txt and .md.

        An https address is an effect on the network: the action that reads it.

        Raises:
            FileProblem: missing, outside the folder, not what its ending says, or of a kind that is not read.
        """
        if _WEB.match(name.strip()):
            return self.fetch(name.strip())
        ending = self.path(name).suffix.casefold()
        check_readable(name, ending=ending)
        return parse_file(self.text(name), name, ending=ending)

    def fetch(self, url: str) -> Action:
        """Read a page.

        Raises:
            FileProblem: the address is not for programs.
        """
        host = checked_url(url).hostname
        return Action(
            kind="fetch",
            account="",
            target=plain_line(url.partition("?")[0]),
            payload=FetchPage(url),
            repeat=Repeat.SAFE,
            after=f"read from {host}",
        )

    def write(self, name: str, value: object) -> Action:
        """Write a file by its ending: .csv, .json, .html, .txt.

        Raises:
            FileProblem: the name is outside the folder or of a kind that is not written, or the value does not fit it.
        """
        path = self.path(name)
        if path.is_dir():
            raise FileProblem(f'"{name}" is a folder, not a file', hint=f'name a file in it, such as "{name}/list.csv"')
        if not path.parent.is_dir():
            raise FileProblem(f'there is no folder for "{name}"', hint="make the folder first")
        content = written(value, name, ending=path.suffix.casefold())
        return Action(
            kind="write",
            account="",
            target=f'"{plain_line(name)}"',
            payload=WriteFile(name, content),
            repeat=Repeat.SAFE,
            before="another content" if path.exists() else "",
            after=f"{len(content)} bytes",
        )

    def put(self, name: str, content: bytes) -> None:
        """Write a file of the folder, whole or not at all.

        Raises:
            FileProblem: the name is outside the folder, or the disk refuses.
        """
        path = self.path(name)
        unfinished = path.with_name(path.name + ".unfinished")
        try:
            unfinished.write_bytes(content)
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise FileProblem(f'"{name}" cannot be written: {error.strerror}') from error

    def text(self, name: str) -> str:
        """The text of a file, whatever its ending; as for a script that CALL runs.

        Raises:
            FileProblem: missing, outside the folder, too large, or no text.
        """
        path = self.path(name)
        if path.is_dir():
            raise FileProblem(f'"{name}" is a folder, not a file', hint=f'name a file in it, such as "{name}/list.csv"')
        if not path.is_file():
            raise FileProblem(f'there is no file "{name}" in {self.folder.name}/', hint=_near(path, name))
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise FileProblem(f'"{name}" is larger than {LARGEST_FILE_BYTES >> 20} MiB')
        try:
            return decoded(path.read_bytes(), name)
        except OSError as error:
            raise FileProblem(f'"{name}" cannot be read: {error.strerror}') from error

    def path(self, name: str) -> Path:
        """Where `name` is, if a program may go there.

        Raises:
            FileProblem: it is outside the working folder, by a link too, or a part of it begins with a dot.
        """
        if not name.strip() or "\0" in name:
            raise FileProblem("a file needs a name", hint='write one like "subscribers.csv"')
        given = Path(name)
        if PureWindowsPath(name).drive or name.startswith("~"):
            raise _outside(name)
        resolved = self._resolved(given)
        root = next((root for root in (self.folder, *self._allowed) if resolved.is_relative_to(root)), None)
        if root is None:
            raise _outside(name)
        if any(part.startswith(".") for part in (*resolved.relative_to(root).parts, *_below(given))):
            raise FileProblem(
                f'"{name}" begins with a dot, and such files are not for programs', hint="copy it under another name"
            )
        return resolved

    def _resolved(self, given: Path) -> Path:
        """The whole path, with links followed; it need not exist.

        Raises:
            FileProblem: the system knows no such path: too long, or a link that leads to itself.
        """
        try:
            resolved = (self.folder / given).resolve()
            resolved.exists()
        except (OSError, RuntimeError) as error:
            reason = getattr(error, "strerror", None) or "a link leads to itself"
            shown = str(given) if len(str(given)) <= _LONGEST_SHOWN else f"{str(given)[:_LONGEST_SHOWN]}…"
            raise FileProblem(f'"{shown}" cannot be a file: {reason}', hint="give it another name") from None
        return resolved


def _below(given: Path) -> tuple[str, ...]:
    return tuple(part for part in given.parts if part not in {".", ".."}) if not given.is_absolute() else ()


def _outside(name: str) -> FileProblem:
    return FileProblem(
        f'"{name}" is outside the folder of this notebook, and programs stay inside',
        hint="copy the file beside the notebook",
    )


def _near(path: Path, name: str) -> str:
    same = [other.name for other in path.parent.glob("*") if other.name.casefold() == path.name.casefold()]
    if same:
        return f'did you mean "{same[0]}"?'
    others = sorted(other.name for other in path.parent.glob(f"*{path.suffix}") if not other.name.startswith("."))[:5]
    return "there is " + ", ".join(others) if others else f'put "{name}" beside the notebook'
