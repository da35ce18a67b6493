"""Where a value is expected: texts, numbers, names, brackets, signs, verbs."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.continuation import goes_on_behind
from botmail.lang.definition import Verb
from botmail.lang.frames import Bracket
from botmail.lang.lexemes import CONSTANTS, GUARDED_WORDS, Lexeme
from botmail.lang.promote_call import (
    find_verb,
    is_full_position,
    is_name_like,
    open_bracket,
    start_verb,
)
from botmail.lang.promote_query import is_query, take_query
from botmail.lang.promote_unknown import (
    find_inner_unknown_verb,
    find_longer_unknown_verb,
    find_unknown_verb,
    start_program_call,
    start_unknown_verb,
)
from botmail.lang.reader import Position, Reader
from botmail.lang.types import VARIABLE


def take_operand(reader: Reader) -> None:
    """Take what starts a value."""
    lexeme = reader.lexeme
    if lexeme.kind == lexemes.WORD:
        take_word(reader)
    elif lexeme.kind == lexemes.STRING:
        reader.emit("STRING")
        reader.position = Position.OPERATOR
    elif lexeme.kind == lexemes.NUMBER:
        reader.emit("NUMBER")
        reader.position = Position.OPERATOR
    elif lexeme.kind == lexemes.SYMBOL:
        _take_symbol(reader, lexeme)
    elif lexeme.kind == lexemes.RAW:
        reader.emit("RAW")
        reader.position = Position.OPERATOR
    else:
        _take_line_end(reader)


def take_word(reader: Reader) -> None:
    """Take a word where a value is expected."""
    lexeme = reader.lexeme
    word = lexeme.upper
    if word == "NOT" and not is_name_like(reader):
        reader.emit("UNARY", value="NOT")
        return
    if word in CONSTANTS and not reader.peek().is_symbol("."):
        reader.emit("CONSTANT", value=CONSTANTS[word])
        reader.position = Position.OPERATOR
        return
    if word == "IS" and reader.head == "case" and reader.peek().kind == lexemes.SYMBOL:
        reader.emit("CASE_IS")
        reader.position = Position.OPERATOR
        return
    is_then = word == "THEN" and reader.header is not None and reader.ends_statement(1)
    if is_then or (word in GUARDED_WORDS and not is_name_like(reader) and not _is_function(reader)):
        refuse_operator(reader)
        return
    if is_query(reader):
        take_query(reader)
    elif not (word == "CALL" and start_program_call(reader)) and not _take_call(reader):
        take_name(reader)


def _is_function(reader: Reader) -> bool:
    """`CONTAINS(a, b)`, where a value is expected."""
    follows = reader.peek()
    return follows.is_symbol("(") and not follows.gap and reader.lexeme.upper != "THEN"


def _take_call(reader: Reader) -> bool:
    found = None if _names_variable(reader) else find_verb(reader)
    longer = find_longer_unknown_verb(reader, found) if found else 0
    if found and not longer:
        start_verb(reader, found)
        return True
    unknown = longer or (find_unknown_verb(reader) if is_full_position(reader) else find_inner_unknown_verb(reader))
    if unknown:
        start_unknown_verb(reader, unknown)
    return bool(unknown)


def _names_variable(reader: Reader) -> bool:
    """`HEAR health`: the word behind a verb that fills a variable, alone on the rest of its line."""
    verb = reader.tokens[-1].value if reader.tokens and reader.tokens[-1].kind == "VERB" else None
    takes_variable = isinstance(verb, Verb) and bool(verb.parameters) and verb.parameters[0].type is VARIABLE
    return takes_variable and reader.ends_statement(1)


def take_name(reader: Reader) -> None:
    """Take a word as a name."""
    reader.emit("NAME")
    reader.position = Position.OPERATOR


def _take_symbol(reader: Reader, lexeme: Lexeme) -> None:
    text = lexeme.text
    if text == "(":
        open_bracket(reader, "LPAR", "group")
    elif text == "[":
        open_bracket(reader, "LIST", "list")
    elif text in {"{", "#{"}:
        open_bracket(reader, "LMAP", "map")
    elif text in {"-", "+", "!"}:
        reader.emit("UNARY", value="NOT" if text == "!" else text)
    elif text == "." and reader.peek().kind == lexemes.WORD:
        reader.emit("DOT")
        reader.emit("MEMBER")
        reader.position = Position.OPERATOR
    elif text in lexemes.CLOSING:
        _take_closer(reader, text)
    else:
        refuse_operator(reader)


def _take_closer(reader: Reader, text: str) -> None:
    """`[]`, `f()` and a comma behind the last item are fine; else a value is missing."""
    bracket = reader.bracket
    last = reader.tokens[-1].kind if reader.tokens else ""
    is_empty = last in {"LIST", "LCALL", "LVERB", "LMAP"}
    is_trailing = last == "COMMA" and bracket is not None and bracket.kind in {"list", "map"}
    if bracket is None or bracket.closer != text or not (is_empty or is_trailing):
        refuse_operator(reader)
        return
    close_bracket(reader, bracket)


def close_bracket(reader: Reader, bracket: Bracket) -> None:
    """Take the bracket's partner, ending the calls inside."""
    reader.close_calls()
    reader.frames.pop()
    reader.emit({"]": "RBRACKET", "}": "RBRACE"}.get(bracket.closer, "RPAR"))
    reader.position = Position.OPERATOR


def refuse_operator(reader: Reader) -> None:
    """Something stands where a value should."""
    lexeme = reader.lexeme
    last = reader.tokens[-1] if reader.tokens else None
    if lexeme.is_symbol(","):
        hint = "take it out, or write the value that belongs before it"
        reader.fail("BM109", lexeme.span, "this comma is one too many", hint)
    elif lexeme.text in lexemes.CLOSING and reader.index not in reader.partners:
        reader.fail("BM102", lexeme.span, f"this {lexeme.text} was never opened", "take it out, or open the bracket")
    elif last is not None and lexeme.text == "*" == last.text:
        reader.fail("BM113", last.span.to(lexeme.span), "** is Python's way to write a power", "write ^")
    elif last is not None and lexeme.text == "=" and last.text == "==":
        reader.fail("BM113", last.span.to(lexeme.span), "=== is JavaScript's way to compare", "write =")
    elif last is not None:
        shown = lexeme.text if lexeme.kind != lexemes.NEWLINE else "the end of the line"
        reader.fail(
            "BM108", lexeme.span, f"a value is missing between {last.text} and {shown}", "write the value there"
        )
    else:
        reader.fail("BM108", lexeme.span, f"a statement cannot start with {lexeme.text}", "write a value before it")


def _take_line_end(reader: Reader) -> None:
    """A line goes on behind a comma, an operator and an open bracket, but not over a blank line."""
    last = reader.tokens[-1] if reader.tokens else None
    if reader.lexeme.kind == lexemes.NEWLINE and last is not None and goes_on_behind(reader):
        reader.index += 1
        return
    if last is None:
        reader.end_line()
        return
    message = f"a value is missing behind {last.text}"
    reader.fail("BM108", last.span, message, _missing_value_hint(last.kind))


def _missing_value_hint(kind: str) -> str:
    if kind in {"ARG", "COMMA", "ARG_OF_CLAUSE"}:
        return "take the comma out, or write the value behind it"
    return "write the value behind it"


def take_key(reader: Reader) -> None:
    """Take a map's key with its colon, or the map's end."""
    lexeme, bracket = reader.lexeme, reader.bracket
    if lexeme.kind == lexemes.NEWLINE:
        reader.index += 1
    elif bracket is not None and lexeme.is_symbol("}"):
        close_bracket(reader, bracket)
    elif lexeme.kind in {lexemes.WORD, lexemes.STRING, lexemes.NUMBER} and reader.peek().is_symbol(":"):
        reader.emit("KEY", 2, lexeme)
        reader.position = Position.OPERAND
    else:
        hint = 'write {name: "Ana", age: 3}'
        reader.fail("BM108", lexeme.span, "a map needs a name and a colon here", hint)
