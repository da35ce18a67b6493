"""The words inside a header: THEN, DO, TO, STEP, WHILE, AS, and what they decide about the line."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.reader import Position, Reader


def take_header_word(reader: Reader, kind: str) -> None:
    """Take a word that the statement's header knows as a terminal of `kind`."""
    if kind == "THEN":
        take_then(reader)
    elif kind == "DO":
        reader.index += 1
    elif kind == "REMARK":
        reader.skip_remark()
    elif kind == "ONCE":
        is_from_now = reader.peek().is_word("FROM") and reader.peek(2).is_word("NOW")
        reader.emit("ONCE", 3 if is_from_now else 1, "ONCE FROM NOW" if is_from_now else "ONCE")
    elif kind == "TYPE":
        take_type(reader)
    else:
        reader.emit(kind, value=reader.lexeme.upper)
        reader.position = Position.OPERAND


def take_then(reader: Reader) -> None:
    """THEN at the end of its line opens a block; else the IF ends with the line, save with `{`."""
    reader.emit("THEN")
    if reader.lexeme.is_symbol(":"):
        reader.index += 1
    if reader.lexeme.kind in {lexemes.NEWLINE, lexemes.END}:
        reader.end_line()
    elif reader.lexeme.is_symbol("{") and not _is_map(reader):
        reader.end_line(has_brace=True)
        reader.index += 1
    elif reader.head == "if":
        reader.head = "inline if"
        reader.end_line()
        reader.inline_ifs += 1
    else:
        reader.end_line()


def _is_map(reader: Reader) -> bool:
    is_name = reader.peek().kind in {lexemes.WORD, lexemes.STRING}
    return is_name and reader.peek(2).is_symbol(":")


def take_type(reader: Reader) -> None:
    """`AS TYPE`, where TYPE is a word, or a list of texts."""
    count = 2
    while reader.peek(count).is_symbol(",") and reader.peek(count + 1).kind == lexemes.STRING:
        count += 2
    if reader.peek().kind not in {lexemes.WORD, lexemes.STRING}:
        reader.fail("BM106", reader.lexeme.span, "AS needs the name of a type", "write AS TEXT or AS INTEGER")
        return
    name = reader.source_between(reader.peek(), reader.peek(count - 1))
    reader.emit("TYPE", count, name)
    reader.position = Position.OPERATOR
