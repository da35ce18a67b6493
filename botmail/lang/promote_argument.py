"""Inside a call: what a clause word and a comma mean."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.advice import example_line
from botmail.lang.frames import OpenCall
from botmail.lang.promote_call import FoundClause, find_clause, starts_operand
from botmail.lang.reader import Position, Reader


def take_clause(reader: Reader) -> bool:
    """Take a clause word of an open call, which ends the calls inside of it."""
    for call in sorted(reader.open_calls(), key=lambda call: call.verb is None):
        found = find_clause(reader, call.clauses)
        if found is None or (call.is_in_where and found.clause.argument in {"in_"}):
            continue
        reader.close_calls(keep=call)
        _enter_clause(reader, call, found)
        return True
    return False


def _enter_clause(reader: Reader, call: OpenCall, found: FoundClause) -> None:
    span = reader.lexeme.span
    if found.clause.words in call.used and call.verb is not None:
        message = f"{found.clause.words} stands twice in this {call.words}"
        reader.report("BM304", span, message, f"keep one {found.clause.words}")
    call.used.add(found.clause.words)
    call.clause = found.clause
    call.is_in_where = call.is_in_where or found.clause.words == "WHERE"
    if found.clause.type is None and not found.clause.is_fields:
        reader.emit("FLAG", found.taken, found.clause)
        call.clause = None
        reader.position = Position.OPERATOR
        return
    reader.emit("CLAUSE", found.taken, found.clause)
    reader.position = Position.OPERAND


def take_comma(reader: Reader) -> None:
    """A comma belongs to the innermost call that can still take an argument, else to the bracket or header."""
    bracket = reader.bracket
    is_before_key = bracket is not None and bracket.kind == "map" and _is_key(reader, 1)
    takes_one = bracket is not None and bracket.takes_comma()
    for call in reader.open_calls() if not (is_before_key or takes_one) else []:
        if call.takes_operand_of_clause():
            reader.close_calls(keep=call)
            reader.emit("ARG_OF_CLAUSE")
            reader.position = Position.OPERAND
            return
        if call.takes_argument():
            reader.close_calls(keep=call)
            _take_argument_comma(reader, call)
            return
    calls = reader.open_calls()
    header = reader.header
    if bracket is None and not (header and header.takes_commas):
        _refuse_comma(reader, calls)
        return
    reader.close_calls()
    reader.emit("COMMA")
    if bracket is not None:
        bracket.count += 1
    reader.position = Position.KEY if bracket is not None and bracket.kind == "map" else Position.OPERAND


def _take_argument_comma(reader: Reader, call: OpenCall) -> None:
    """`a, ATTACHMENT f`: a comma before a clause is no argument."""
    found = find_clause(reader, call.clauses, 1)
    if (
        found
        and found.clause.type is not None
        and starts_operand(reader, 1 + found.taken)
        and not find_clause(reader, call.clauses, 1 + found.taken)
    ):
        reader.index += 1
        _enter_clause(reader, call, found)
        return
    reader.emit("ARG")
    call.count += 1
    call.clause = None
    reader.position = Position.OPERAND


def _is_key(reader: Reader, distance: int) -> bool:
    lexeme = reader.peek(distance)
    while lexeme.kind == lexemes.NEWLINE:
        distance += 1
        lexeme = reader.peek(distance)
    is_name = lexeme.kind in {lexemes.WORD, lexemes.STRING, lexemes.NUMBER}
    return lexeme.is_symbol("}") or (is_name and reader.peek(distance + 1).is_symbol(":"))


def _refuse_comma(reader: Reader, calls: list[OpenCall]) -> None:
    span = reader.lexeme.span
    if not calls or calls[-1].verb is None:
        reader.fail("BM109", span, "this comma is one too many", "put brackets around the values of a list: [1, 2]")
        return
    verb = calls[-1].verb
    count = {0: "no values", 1: "one value"}.get(verb.most or 0, f"at most {verb.most} values")
    reader.fail("BM302", span, f"{verb.phrase} takes {count}", f"for example: {example_line(verb)}")
