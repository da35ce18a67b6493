"""The tree of a message's parts (RFC 2046), found in one pass over its lines, within bounds."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from botmail.mail.headers import HeaderBlock, read_header
from botmail.mail.parameters import Parameterised, read_parameters

MAX_DEPTH = 50
MAX_PARTS = 1000
MAX_SECONDS = 20.0
_DELIMITER = re.compile(rb"^--([^\r\n]*)(?:\r?\n|$)", re.MULTILINE)
_MAX_DELIMITERS = 200_000


@dataclass(slots=True)
class Part:
    """One part: `start` and `end` bound its body in the message's bytes, line end before a delimiter not included.

    `is_cut_off`: the message, or the multipart around, ended before the delimiter that should have ended this part.
    """

    header: HeaderBlock
    content_type: Parameterised
    disposition: Parameterised
    start: int
    end: int
    children: list[Part] = field(default_factory=list)
    is_cut_off: bool = False

    @property
    def type(self) -> str:
        """`text/plain` and so on, in lower case."""
        return self.content_type.value

    @property
    def is_multipart(self) -> bool:
        """Whether this is a box of parts and nothing by itself."""
        return bool(self.children)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A line that starts with two hyphens: where it and the next line start, and what follows the hyphens."""

    start: int
    next_line: int
    text: bytes


class StructureReader:
    """Reads one message; `defects` tells what was wrong and where a bound was met."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._marks = _marks_in(data)
        self._mark = next(self._marks, None)
        self._boundaries: list[bytes] = []
        self._parts = 0
        self._deadline = time.monotonic() + MAX_SECONDS
        self.defects: list[str] = []

    def read(self) -> Part:
        """The root part, with all below it."""
        root = self._part(0, len(self._data), default_type="text/plain", depth=0)
        for part in leaves(root):
            self.defects += part.header.defects
        return root

    def _part(self, start: int, limit: int, *, default_type: str, depth: int) -> Part:
        """The part that starts at `start`; afterwards the next mark is the one that ended it, if any did."""
        self._parts += 1
        header = read_header(self._data, start, limit, stops=tuple(b"--" + open_ for open_ in self._boundaries))
        part = Part(header, _type_of(header, default_type), _disposition_of(header), header.body_start, limit)
        boundary = part.content_type.parameters.get("boundary", "").encode("utf-8", "surrogateescape").rstrip()
        if part.type.startswith("multipart/") and boundary and self._may_go_deeper(depth):
            self._read_children(part, boundary, limit=limit, depth=depth)
        else:
            self._end_leaf(part, limit)
        return part

    def _read_children(self, part: Part, boundary: bytes, *, limit: int, depth: int) -> None:
        child_type = "message/rfc822" if part.type == "multipart/digest" else "text/plain"
        self._boundaries.append(boundary)
        mark = self._skip_to_boundary(part.start)
        while mark and self._ends(mark, boundary) and not _closes(mark, boundary):
            if not self._may_read_more():
                break
            self._next_mark()
            child = self._part(mark.next_line, limit, default_type=child_type, depth=depth + 1)
            part.children.append(child)
            mark = self._skip_to_boundary(child.end)
            child.is_cut_off = child.is_cut_off or mark is None or not self._ends(mark, boundary)
        self._boundaries.pop()
        if not part.children:
            # Whatever its header says, what stands there can only be read as text.
            self.defects.append("a multipart without parts")
            part.content_type = Parameterised("text/plain", part.content_type.parameters)
        if mark and _closes(mark, boundary):
            self._next_mark()
            mark = self._skip_to_boundary(mark.next_line)
        elif part.children:
            self.defects.append("a multipart without its end")
        part.end = mark.start if mark else limit

    def _end_leaf(self, part: Part, limit: int) -> None:
        mark = self._skip_to_boundary(part.start)
        part.is_cut_off = mark is None and bool(self._boundaries)
        end = max(part.start, mark.start) if mark else limit
        # The line end before a delimiter belongs to the delimiter (RFC 2046 section 5.1.1).
        if mark and self._data[end - 1 : end] == b"\n" and end > part.start:
            end -= 2 if self._data[end - 2 : end] == b"\r\n" and end - 1 > part.start else 1
        part.end = end

    def _skip_to_boundary(self, position: int) -> _Mark | None:
        """The next line from `position` on that is a delimiter of any open multipart; it stays the next mark."""
        while self._mark and (self._mark.start < position or not self._is_delimiter(self._mark)):
            self._next_mark()
        return self._mark

    def _next_mark(self) -> None:
        self._mark = next(self._marks, None)

    def _is_delimiter(self, mark: _Mark) -> bool:
        return any(mark.text.startswith(boundary) for boundary in self._boundaries)

    def _ends(self, mark: _Mark, boundary: bytes) -> bool:
        """Whether `mark` is of this multipart and not of one inside or around it: the innermost that fits has it."""
        owner = next((open_ for open_ in reversed(self._boundaries) if mark.text.startswith(open_)), None)
        return owner == boundary

    def _may_go_deeper(self, depth: int) -> bool:
        if depth < MAX_DEPTH:
            return True
        self.defects.append(f"parts nested deeper than {MAX_DEPTH}")
        return False

    def _may_read_more(self) -> bool:
        if self._parts >= MAX_PARTS:
            self.defects.append(f"more than {MAX_PARTS} parts")
            return False
        if time.monotonic() > self._deadline:
            self.defects.append("reading took too long")
            return False
        return True


def leaves(root: Part) -> Iterator[Part]:
    """Every part that holds content itself, in order."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.is_multipart:
            waiting += reversed(part.children)
        else:
            yield part


def _closes(mark: _Mark, boundary: bytes) -> bool:
    return mark.text[len(boundary) : len(boundary) + 2] == b"--"


def _marks_in(data: bytes) -> Iterator[_Mark]:
    for number, found in enumerate(_DELIMITER.finditer(data)):
        if number >= _MAX_DELIMITERS:
            return
        yield _Mark(found.start(), found.end(), found[1])


def _type_of(header: HeaderBlock, default: str) -> Parameterised:
    written = header.last("content-type")
    found = read_parameters(written.unfolded) if written else Parameterised("", {})
    if found.value.count("/") != 1 or found.value.startswith("/"):
        return Parameterised(default if found.value not in ("text", "html") else _short(found.value), found.parameters)
    return found


def _short(value: str) -> str:
    """Old programs wrote `text` and `html` for the whole type."""
    return "text/html" if value == "html" else "text/plain"


def _disposition_of(header: HeaderBlock) -> Parameterised:
    written = header.last("content-disposition")
    return read_parameters(written.unfolded) if written else Parameterised("", {})
