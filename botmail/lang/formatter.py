"""Write a program in the canonical way: case, indentation and blanks; comments, texts and order stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from botmail.lang.codes import Category
from botmail.lang.diagnostics import Diagnostic
from botmail.lang.indentation import Indentation
from botmail.lang.likeness import is_like
from botmail.lang.parser import parse
from botmail.lang.pieces import RAW_ROW, Row, find_extents, read_rows
from botmail.lang.promote import promote
from botmail.lang.reader import Reader
from botmail.lang.scan import scan
from botmail.lang.source import normalized
from botmail.lang.spacing import blank_between
from botmail.lang.spelling import Spelling
from botmail.lang.surroundings import look_around
from botmail.lang.vocabulary import Vocabulary

STEP = "    "
MOST_BLANK_LINES = 2


@dataclass(frozen=True, slots=True)
class Formatted:
    """The text as it should be; with `mistakes` it is the text as it was.

    `is_safe` is False when the canonical text would mean something else: a fault of ours, and the text is as it was.
    """

    text: str
    mistakes: tuple[Diagnostic, ...] = ()
    is_safe: bool = True


def format_program(source: str, vocabulary: Vocabulary, known_names: Collection[str] = ()) -> Formatted:
    """Format a program; line ends become `\\n`. A program with syntax errors is left as it is."""
    parsed = parse(source, vocabulary, known_names)
    mistakes = tuple(found for found in parsed.diagnostics if found.category is Category.SYNTAX and found.is_error)
    if mistakes:
        return Formatted(source, mistakes)
    text = _layout(normalized(source), vocabulary, known_names)
    again = parse(text, vocabulary, known_names)
    if not is_like(parsed.program, again.program):
        return Formatted(source, is_safe=False)
    return Formatted(text)


def _layout(source: str, vocabulary: Vocabulary, known_names: Collection[str]) -> str:
    scanned = scan(source, vocabulary)
    surroundings = look_around(scanned.lexemes, known_names)
    reader = Reader(source, scanned.lexemes, vocabulary=vocabulary, surroundings=surroundings)
    promote(reader)
    lines = list(_without_surplus_blanks(_write_rows(reader)))
    return "\n".join(lines) + "\n" if lines else ""


def _write_rows(reader: Reader) -> Iterator[str]:
    indentation = Indentation(reader, find_extents(reader))
    spelling = Spelling(reader)
    for row in read_rows(reader):
        if not row.pieces:
            yield ""
        elif row.pieces[0].kind == RAW_ROW:
            yield row.pieces[0].text
        else:
            depth = indentation.depth_of(row)
            text = _write_row(row, reader, spelling=spelling, fields=indentation.fields)
            yield STEP * depth + text + (" _" if row.is_joined else "")


def _write_row(row: Row, reader: Reader, *, spelling: Spelling, fields: Collection[int]) -> str:
    before, written = None, ""
    for piece in row.pieces:
        if before is not None:
            written += blank_between(before, piece, reader.vocabulary)
        written += spelling.spelt(piece, before, fields)
        before = piece
    return written


def _without_surplus_blanks(lines: Iterable[str]) -> Iterator[str]:
    """At most two blank lines in a row, none at the ends."""
    blanks, has_begun = 0, False
    for line in lines:
        if not line.strip():
            blanks += 1
            continue
        yield from [""] * (min(blanks, MOST_BLANK_LINES) if has_begun else 0)
        yield line
        blanks, has_begun = 0, True
