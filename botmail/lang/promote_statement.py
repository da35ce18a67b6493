"""Where a statement starts: control words by their handler, assignments, verbs, expressions."""

from __future__ import annotations

from collections.abc import Callable

from botmail.lang import lexemes
from botmail.lang.explain import explain_foreign, explain_unsupported
from botmail.lang.frames import Header
from botmail.lang.promote_block import BLOCK_HANDLERS, end_bare_head
from botmail.lang.promote_call import find_verb, start_verb
from botmail.lang.promote_declaration import DECLARATION_HANDLERS
from botmail.lang.promote_operand import take_name, take_operand
from botmail.lang.promote_unknown import (
    find_longer_unknown_verb,
    find_unknown_verb,
    start_free_call,
    start_unknown_verb,
)
from botmail.lang.reader import Position, Reader

_NAME_SYMBOLS = ("=", "+=", "-=", "*=", "/=", "&=", "?.", ",", ")")
_EXIT_WORDS = frozenset(["FOR", "DO", "LOOP", "WHILE", "SUB", "FUNCTION"])
Handler = Callable[[Reader], None]


def take_statement(reader: Reader) -> None:
    """Take the first lexemes of a statement, or what stands between statements."""
    reader.start_line()
    lexeme = reader.lexeme
    if lexeme.kind == lexemes.NEWLINE:
        reader.close_inline_ifs()
        reader.index += 1
    elif lexeme.kind == lexemes.RAW or lexeme.is_symbol(":", ";"):
        reader.index += 1
    elif lexeme.is_symbol("}"):
        _take_closing_brace(reader)
    elif lexeme.kind == lexemes.WORD:
        _take_word(reader)
    elif not explain_foreign(reader):
        take_operand(reader)


def _take_closing_brace(reader: Reader) -> None:
    reader.close_inline_ifs()
    if reader.index not in reader.partners:
        reader.report("BM102", reader.lexeme.span, "this } was never opened", "take it out")
    else:
        reader.add_line("}", reader.lexeme.span)
    reader.index += 1


def _take_word(reader: Reader) -> None:
    word = reader.lexeme.upper
    if stands_as_name(reader):
        take_name(reader)
        return
    found = find_verb(reader, is_statement=True)
    handler = HANDLERS.get(word)
    is_verb = handler is None or (reader.peek().kind == lexemes.STRING and word != "INPUT")
    if found and (is_verb or found.taken > 1):
        longer = find_longer_unknown_verb(reader, found)
        if longer:
            start_unknown_verb(reader, longer)
        else:
            start_verb(reader, found)
    elif handler is not None:
        handler(reader)
    elif not explain_unsupported(reader) and not explain_foreign(reader):
        take_operand(reader)


def stands_as_name(reader: Reader) -> bool:
    """Whether what follows the word makes it a variable, whatever the word."""
    follows = reader.peek()
    return follows.is_symbol(*_NAME_SYMBOLS) or (follows.is_symbol(".", "[") and not follows.gap)


def _set(reader: Reader) -> None:
    """`SET x = 1`, or a verb that does not exist: `SET ANSWER MODE "sql"`."""
    is_assignment = reader.peek(2).kind == lexemes.SYMBOL or reader.ends_statement(2)
    if reader.peek().kind == lexemes.STRING:
        start_unknown_verb(reader, 1)
        return
    unknown = 0 if is_assignment else find_unknown_verb(reader)
    if unknown > 1:
        start_unknown_verb(reader, unknown)
    else:
        _let(reader)


def _let(reader: Reader) -> None:
    reader.emit("LET")
    if reader.lexeme.kind == lexemes.WORD:
        take_name(reader)
    else:
        reader.position = Position.OPERAND


def _call(reader: Reader) -> None:
    reader.emit("CALL")
    reader.frames.append(Header({}, takes_commas=True))
    if reader.lexeme.kind == lexemes.WORD:
        _take_procedure(reader)
    else:
        reader.position = Position.OPERAND


def _take_procedure(reader: Reader) -> None:
    """The SUB behind CALL; its arguments may stand without brackets, `CALL greet "Ana"`."""
    if reader.surroundings.is_procedure(reader.lexeme.text) and not reader.peek().is_symbol("(", "=", "."):
        start_free_call(reader, 1, "")
    else:
        take_name(reader)


def _return(reader: Reader) -> None:
    if reader.peek().is_word("WITH") and reader.ends_statement(2):
        reader.head = "return with"
        reader.emit("BARE_HEAD", 2)
        end_bare_head(reader)
        return
    reader.emit("RETURN")
    reader.position = Position.OPERATOR if reader.ends_statement() else Position.OPERAND


def _exit(reader: Reader) -> None:
    what = reader.peek().upper
    if reader.peek().kind == lexemes.WORD and what in _EXIT_WORDS:
        reader.emit("EXIT", 2, "DO" if what == "LOOP" else what)
    else:
        reader.emit("EXIT", 1, "PROGRAM")
    reader.position = Position.OPERATOR


def _stop(reader: Reader) -> None:
    if not reader.ends_statement(1):
        take_operand(reader)
        return
    reader.emit("EXIT", 1, "PROGRAM")
    reader.position = Position.OPERATOR


def _input(reader: Reader) -> None:
    reader.emit("INPUT")
    reader.frames.append(Header({}, takes_commas=True, takes_semicolon=True))
    reader.position = Position.OPERAND


HANDLERS: dict[str, Handler] = {
    **BLOCK_HANDLERS,
    **DECLARATION_HANDLERS,
    "LET": _let,
    "SET": _set,
    "CALL": _call,
    "RETURN": _return,
    "EXIT": _exit,
    "STOP": _stop,
    "INPUT": _input,
}
