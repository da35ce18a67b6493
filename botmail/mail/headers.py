"""A header block as fields (RFC 5322 section 2.2), read line by line; what is no field is skipped and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from botmail.mail.charsets import decode_text
from botmail.mail.encoded_words import decode_words

MAX_FIELDS = 2000
MAX_BYTES = 1024 * 1024
_LINE = re.compile(rb"[^\n]*\n?")
_FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]*:")
_BLANK_LINE = re.compile(rb"\n\r?\n")
_FOLD = re.compile(r"\s*[\r\n]+\s*")


@dataclass(frozen=True, slots=True)
class Field:
    """One header field; `raw` is its value as it came, folds included."""

    name: str
    raw: bytes

    @property
    def unfolded(self) -> str:
        """The value on one line, encoded words still encoded."""
        return _FOLD.sub(" ", decode_text(self.raw)[0]).strip()

    @property
    def text(self) -> str:
        """The value as people read it."""
        return decode_words(self.unfolded)


@dataclass(frozen=True, slots=True)
class HeaderBlock:
    """The fields in order, where the body starts, and what was wrong."""

    fields: tuple[Field, ...]
    body_start: int
    defects: tuple[str, ...]

    def first(self, name: str) -> Field | None:
        """The first field of that name, given in lower case."""
        return next(self.all(name), None)

    def last(self, name: str) -> Field | None:
        """The last field of that name, given in lower case."""
        return next((field for field in reversed(self.fields) if field.name.lower() == name), None)

    def all(self, name: str) -> Iterator[Field]:
        """Every field of that name, given in lower case."""
        return (field for field in self.fields if field.name.lower() == name)


def read_header(data: bytes, start: int, end: int, *, stops: tuple[bytes, ...] = ()) -> HeaderBlock:
    """The header block of `data` from `start`; it ends at an empty line, before a line that starts with one of `stops`,
    or at `end`. Fields past 2,000, or past 1 MiB of header, are left out.
    """
    lines: list[tuple[bytes, list[bytes]]] = []
    defects: list[str] = []
    position = start
    for line in _LINE.finditer(data, start, end):
        content = line[0].rstrip(b"\r\n")
        if content.startswith(stops):
            break
        position = line.end()
        if not content:
            break
        if len(lines) >= MAX_FIELDS or position - start > MAX_BYTES:
            defects.append(f"more than {MAX_FIELDS} header fields, or a header of more than {MAX_BYTES // 1024} KiB")
            position = _after_blank_line(data, position, end)
            break
        if trouble := _take_line(content, lines):
            defects.append(trouble)
    fields = tuple(Field(name.decode("ascii"), b"\n".join(values)) for name, values in lines)
    return HeaderBlock(fields, position, tuple(dict.fromkeys(defects)))


def _take_line(content: bytes, lines: list[tuple[bytes, list[bytes]]]) -> str:
    """Add a line to the fields in `lines`; gives what is wrong with it, or nothing."""
    if content[:1] in b" \t" and lines:
        lines[-1][1].append(content)
    elif found := _FIELD.match(content):
        lines.append((found[1], [content[found.end() :]]))
    elif not content.startswith((b"From ", b">From ")):
        return "a line in a header that is no field"
    return ""


def _after_blank_line(data: bytes, start: int, end: int) -> int:
    found = _BLANK_LINE.search(data, start, end)
    return found.end() if found else end
