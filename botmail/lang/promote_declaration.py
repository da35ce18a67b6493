"""SUB, FUNCTION, PARAM, DIM, ON ERROR and the free text of BEGIN blocks."""

from __future__ import annotations

from collections.abc import Callable

from botmail.lang import lexemes
from botmail.lang.explain import explain_array, explain_event
from botmail.lang.frames import Header
from botmail.lang.promote_block import end_bare_head
from botmail.lang.promote_header import take_type
from botmail.lang.promote_operand import take_name
from botmail.lang.reader import Position, Reader

# What describes a parameter to people; it means nothing to a program.
_REMARKS = ("DESCRIPTION", "LIKE", "ENUM", "OPTIONAL", "REQUIRED")
_TEXT_BLOCKS = {"MAIL": "SEND MAIL", "TALK": "TALK"}


def _procedure(reader: Reader) -> None:
    reader.head = reader.lexeme.text.lower()
    keyword = reader.emit("SUB", value=reader.lexeme.upper)
    if reader.lexeme.kind != lexemes.WORD:
        message = f"{keyword.text.upper()} needs a name"
        reader.fail("BM106", keyword.span, message, f"write {keyword.text.upper()} greet(name)")
        return
    reader.emit("NAME")
    if reader.lexeme.is_symbol("(") and not _take_parameters(reader):
        return
    if reader.lexeme.is_word("AS"):
        reader.index += 2
    end_bare_head(reader)


def _take_parameters(reader: Reader) -> bool:
    opener = reader.emit("LCALL")
    while not reader.lexeme.is_symbol(")"):
        if reader.tokens[-1].kind == "NAME":
            if not reader.lexeme.is_symbol(","):
                break
            reader.emit("COMMA")
            continue
        reader.index += reader.lexeme.is_word("BYVAL", "BYREF") and reader.peek().kind == lexemes.WORD
        if reader.lexeme.kind != lexemes.WORD:
            break
        reader.emit("NAME")
        if reader.lexeme.is_word("AS"):
            reader.index += 2
    if not reader.lexeme.is_symbol(")"):
        hint = "write names with commas between: SUB greet(name, subject)"
        reader.fail("BM106", opener.span, "these parameters cannot be read", hint)
        return False
    reader.emit("RPAR")
    return True


def _param(reader: Reader) -> None:
    """`PARAM name AS TYPE LIKE "x" DEFAULT e`: what describes it for people is skipped."""
    reader.emit("PARAM")
    if reader.lexeme.kind != lexemes.WORD:
        reader.fail("BM106", reader.tokens[-1].span, "PARAM needs a name", "write PARAM name AS TEXT")
        return
    reader.emit("NAME")
    if reader.lexeme.is_word("AS"):
        take_type(reader)
    is_assigned = reader.lexeme.is_symbol("=")  # `PARAM n AS INTEGER = 3`, as other languages have it
    while not is_assigned and not reader.ends_statement() and not reader.lexeme.is_word("DEFAULT"):
        reader.index += 1
    if is_assigned or reader.lexeme.is_word("DEFAULT"):
        reader.emit("DEFAULT")
        reader.frames.append(Header(dict.fromkeys(_REMARKS, "REMARK")))
        reader.position = Position.OPERAND
        return
    reader.position = Position.OPERATOR


def _dim(reader: Reader) -> None:
    if reader.peek().kind == lexemes.WORD and reader.peek(2).is_symbol("("):
        explain_array(reader)
        return
    reader.emit("DIM")
    reader.frames.append(Header({"AS": "TYPE", "=": "="}, takes_commas=True))
    if reader.lexeme.kind == lexemes.WORD:
        take_name(reader)
    else:
        reader.position = Position.OPERAND


def _on(reader: Reader) -> None:
    if reader.peek().is_word("EMAIL", "MAIL"):
        reader.head = "on"
        reader.emit("ON_EMAIL", 2)
        reader.frames.append(Header(dict.fromkeys(("IN", "FROM", "SUBJECT"), "ON_CLAUSE"), opens_block=True))
        reader.position = Position.OPERATOR
        return
    if not reader.peek().is_word("ERROR"):
        explain_event(reader)
        return
    third, fourth = reader.peek(2), reader.peek(3)
    if third.is_word("RESUME") and fourth.is_word("NEXT"):
        reader.emit("ON_ERROR", 4, True)
        reader.position = Position.OPERATOR
    elif third.is_word("GOTO") and fourth.text == "0":
        reader.emit("ON_ERROR", 4, False)
        reader.position = Position.OPERATOR
    else:
        span = reader.lexeme.span.to(reader.peek().span)
        hint = "write ON ERROR RESUME NEXT, ON ERROR GOTO 0, or TRY … CATCH e … END TRY"
        reader.fail("BM160", span, "ON ERROR cannot jump to a label", hint)


def _begin(reader: Reader) -> None:
    name = reader.peek()
    phrase = _TEXT_BLOCKS.get(name.upper)
    verb = reader.vocabulary.verb(phrase) if phrase else None
    if verb is None:
        message = f"there is no block BEGIN {name.text.upper()}"
        reader.fail(
            "BM201", reader.lexeme.span.to(name.span), message, "BEGIN MAIL … END MAIL and BEGIN TALK … END TALK exist"
        )
        return
    reader.emit("BEGIN", 2, verb)
    reader.position = Position.OPERAND


DECLARATION_HANDLERS: dict[str, Callable[[Reader], None]] = {
    "SUB": _procedure,
    "FUNCTION": _procedure,
    "PARAM": _param,
    "DIM": _dim,
    "ON": _on,
    "BEGIN": _begin,
}
