"""Where a line goes on: behind a comma, an operator, an open bracket, or before what can only go on with it."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.frames import Ternary
from botmail.lang.lexemes import CONTROL_WORDS, Lexeme
from botmail.lang.promote_call import find_clause, starts_operand
from botmail.lang.reader import BRACE_HEADS, Reader

_JOINING_CLAUSES = frozenset({"SET", "WITH", "WHERE", "VALUES", "BY", "ORDER BY", "GROUP BY"})
_JOINING_TEXTS = frozenset({"AND", "OR", "&&", "||", "and", "or", "And", "Or"})


def goes_on_behind(reader: Reader) -> bool:
    """Whether what the line ends with needs something behind it, or a bracket is open."""
    if reader.bracket is not None:
        return True
    last = reader.tokens[-1]
    if is_before_blank_line(reader) or (last.text not in _JOINING_TEXTS and starts_new_statement(reader)):
        return False
    if last.kind == "CLAUSE":
        return " ".join(last.text.upper().replace("_", " ").split()) in _JOINING_CLAUSES
    if last.kind == "ASSIGN":
        follows = reader.peek()
        return follows.kind in {lexemes.STRING, lexemes.NUMBER} or follows.is_symbol("[", "{", "#{", "(")
    is_open = any(isinstance(frame, Ternary) for frame in reader.frames)
    return last.kind in {"OPERATOR", "UNARY", "ARG", "COMMA", "ARG_OF_CLAUSE", "QUESTION", "SEMICOLON"} or (
        last.kind == "COLON" or is_open
    )


def starts_new_statement(reader: Reader) -> bool:
    """Whether the next line, no deeper than this one, starts with what only a statement starts with."""
    first, second = reader.peek(1), reader.peek(2)
    start = reader.line_start
    if first.kind != lexemes.WORD or first.span.column > start.span.column:
        return False
    if second.is_symbol("=") or (first.upper in CONTROL_WORDS and second.kind in {lexemes.WORD, lexemes.NEWLINE}):
        return True
    phrases = reader.vocabulary.verbs_starting_with(first.upper.split("_")[0])
    return bool(phrases) and second.kind in {lexemes.STRING, lexemes.WORD}


def is_before_blank_line(reader: Reader) -> bool:
    """Whether the next line is blank, or there is none."""
    here, follows = reader.lexeme, reader.peek()
    if follows.kind == lexemes.END:
        return True
    return follows.kind == lexemes.NEWLINE and not reader.source[here.end : follows.start].strip()


def goes_on_before(reader: Reader) -> bool:
    """Whether the next line starts with something that can only go on with this one."""
    follows = reader.peek()
    if reader.bracket is not None:
        return follows.kind == lexemes.NEWLINE or _goes_on_in_bracket(reader, follows)
    if follows.kind in {lexemes.NEWLINE, lexemes.END} or is_before_blank_line(reader):
        return False
    if follows.is_symbol("{"):
        return reader.head in BRACE_HEADS and reader.peek(2).kind == lexemes.NEWLINE
    if follows.is_symbol("+", "&", "?.", "?", "??") or follows.is_word("AND", "OR"):
        return starts_operand(reader, 2) or reader.peek(2).is_symbol("-", "[")
    if _starts_block_or_assignment(reader):
        return False
    clauses = [find_clause(reader, call.clauses, 1) for call in reader.open_calls() if call.verb]
    return any(found and _has_operand(reader, found.taken) for found in clauses)


def _starts_block_or_assignment(reader: Reader) -> bool:
    """`WITH row` alone on its line, or SET no deeper than the statement: no clause of the call above."""
    if reader.peek().is_word("SET"):
        return reader.peek().span.column <= reader.line_start.span.column
    if not reader.peek().is_word("WITH"):
        return False
    distance = 2
    while reader.peek(distance).kind == lexemes.WORD and reader.peek(distance + 1).is_symbol("."):
        distance += 2
    return reader.peek(distance).kind == lexemes.WORD and reader.peek(distance + 1).kind == lexemes.NEWLINE


def _has_operand(reader: Reader, count: int) -> bool:
    return starts_operand(reader, 1 + count) or reader.peek(1 + count).kind == lexemes.NEWLINE


def _goes_on_in_bracket(reader: Reader, follows: Lexeme) -> bool:
    if follows.kind == lexemes.SYMBOL:
        return not follows.is_symbol("#{", "!")
    if follows.kind == lexemes.WORD:
        is_operator = follows.upper in lexemes.OPERATOR_WORDS | {"NOT"}
        return is_operator or any(find_clause(reader, call.clauses, 1) for call in reader.open_calls())
    return False
