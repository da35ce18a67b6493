"""Behind a value: operators, trailers, commas, clause words, and the end of the line."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.continuation import goes_on_before
from botmail.lang.explain import explain_missing_operator
from botmail.lang.frames import OpenCall, Ternary
from botmail.lang.lexemes import Lexeme
from botmail.lang.promote_argument import take_clause, take_comma
from botmail.lang.promote_call import find_clause, open_bracket
from botmail.lang.promote_header import take_header_word
from botmail.lang.promote_operand import close_bracket, refuse_operator
from botmail.lang.reader import BRACE_HEADS, Position, Reader

_CANONICAL = {"==": "=", "!=": "<>", "%": "MOD", "&&": "AND", "||": "OR", "=<": "<=", "=>": ">="}
_ARITHMETIC = frozenset(["+", "-", "*", "/", "\\", "MOD", "^", "&"])
_SYMBOLS = _ARITHMETIC | frozenset(["%", "=", "==", "<>", "!=", "<", "<=", ">", ">=", "=<", "=>", "&&", "||", "??"])
_AUGMENTS = frozenset(["+=", "-=", "*=", "/=", "&="])
_WORD_OPERATORS = {
    ("AND",): "AND",
    ("OR",): "OR",
    ("MOD",): "MOD",
    ("IN",): "IN",
    ("LIKE",): "LIKE",
    ("CONTAINS",): "CONTAINS",
    ("MATCHES",): "MATCHES",
    ("STARTS", "WITH"): "STARTS WITH",
    ("ENDS", "WITH"): "ENDS WITH",
    ("STARTSWITH",): "STARTS WITH",
    ("ENDSWITH",): "ENDS WITH",
}
_PRINTING = frozenset({"PRINT", "TALK"})


def take_operator(reader: Reader) -> None:
    """Take what follows a value."""
    lexeme = reader.lexeme
    if lexeme.kind in {lexemes.NEWLINE, lexemes.END}:
        _take_line_end(reader)
    elif _take_trailer(reader, lexeme):
        return
    else:
        _close_tight_call(reader)
        if lexeme.kind == lexemes.WORD:
            _take_word(reader)
        elif lexeme.kind == lexemes.RAW:
            reader.close_calls()
            reader.emit("RAW")
        elif lexeme.kind == lexemes.SYMBOL:
            _take_symbol(reader, lexeme)
        else:
            take_bare(reader)


def _take_trailer(reader: Reader, lexeme: Lexeme) -> bool:
    """`.member`, `[index]` and `(arguments)` belong to the value before."""
    if lexeme.kind != lexemes.SYMBOL or lexeme.text not in {".", "?.", "[", "("}:
        return False
    last = reader.tokens[-1]
    if last.kind == "VERB":
        return False
    if lexeme.text in {".", "?."} and reader.peek().kind in {lexemes.WORD, lexemes.NUMBER}:
        reader.emit("DOT")
        reader.emit("MEMBER")
        return True
    if lexeme.text == "[" and (not lexeme.gap or last.kind in {"NAME", "MEMBER"}) and not _is_bare(reader, lexeme):
        open_bracket(reader, "LINDEX", "index")
        return True
    if lexeme.text == "(" and last.kind in {"NAME", "MEMBER", "RPAR", "RBRACKET"} and not _is_bare(reader, lexeme):
        function = reader.vocabulary.function(last.text) if last.kind == "NAME" else None
        open_bracket(reader, "LCALL", "call", function.most if function else None)
        return True
    return False


def _is_bare(reader: Reader, lexeme: Lexeme) -> bool:
    calls = reader.open_calls()
    return bool(calls) and calls[0].takes_bare_words and lexeme.gap


def _close_tight_call(reader: Reader) -> None:
    top = reader.frames[-1] if reader.frames else None
    if isinstance(top, OpenCall) and top.is_tight and not find_clause(reader, top.clauses):
        reader.close_top()


def _take_symbol(reader: Reader, lexeme: Lexeme) -> None:
    text = lexeme.text
    if text == "=" and _is_assignment(reader):
        reader.emit("ASSIGN")
        reader.position = Position.OPERAND
    elif text in _AUGMENTS and reader.bracket is None:
        reader.emit("AUGMENT", value=text[0])
        reader.position = Position.OPERAND
    elif text in _SYMBOLS:
        emit_operator(reader, 1, _CANONICAL.get(text, text))
    elif text == "?":
        _end_partial_calls(reader)
        reader.emit("QUESTION")
        reader.frames.append(Ternary())
        reader.position = Position.OPERAND
    elif text == ",":
        take_comma(reader)
    elif text == ":":
        _take_colon(reader)
    elif text == ";":
        _take_semicolon(reader)
    elif text in lexemes.OPENING and _is_bare(reader, lexeme) and reader.head not in BRACE_HEADS:
        take_bare(reader)
    elif text == "{":
        _take_brace(reader)
    elif text in lexemes.CLOSING:
        _take_closer(reader, text)
    else:
        explain_missing_operator(reader)


def emit_operator(reader: Reader, count: int, operator: str, *, is_negated: bool = False) -> None:
    """Take an operator; a comparison, AND or OR ends the calls that are not full."""
    if operator not in _ARITHMETIC:
        _end_partial_calls(reader)
    reader.emit("OPERATOR", count, (operator, is_negated))
    reader.position = Position.OPERAND


def _end_partial_calls(reader: Reader) -> None:
    while reader.frames and isinstance(reader.frames[-1], OpenCall) and not reader.frames[-1].may_compare:
        reader.close_top()


def _is_assignment(reader: Reader) -> bool:
    """`=` assigns when all before it is a name with members and items."""
    header = reader.header
    if header is not None and "=" in header.words:
        return reader.bracket is None and not any(token.kind == "ASSIGN" for token in reader.tokens)
    if header is not None or reader.frames:
        return False
    first = 1 if reader.tokens[0].kind == "LET" else 0
    return reader.tokens[first].kind in {"NAME", "DOT"} and not any(
        token.kind in {"ASSIGN", "AUGMENT", "OPERATOR", "RETURN"} for token in reader.tokens
    )


def _take_colon(reader: Reader) -> None:
    frames = list(reader.frames)
    while frames and isinstance(frames[-1], OpenCall):
        frames.pop()
    if frames and isinstance(frames[-1], Ternary):
        reader.close_calls(keep=frames[-1])
        reader.frames.pop()
        reader.emit("COLON")
        reader.position = Position.OPERAND
    elif reader.bracket is None:
        end_statement(reader)
    else:
        refuse_operator(reader)


def end_statement(reader: Reader) -> None:
    """A `:` or `;` ends the statement, the line may go on."""
    reader.end_line()
    reader.index += 1


def _take_semicolon(reader: Reader) -> None:
    calls = reader.open_calls()
    if reader.bracket is not None:
        refuse_operator(reader)
    elif calls and calls[-1].words in _PRINTING and calls[-1].count and not _ends_behind(reader):
        reader.close_calls(keep=calls[-1])
        reader.emit("ARG")
        reader.position = Position.OPERAND
    elif reader.header is not None and reader.header.takes_semicolon:
        reader.emit("SEMICOLON")
        reader.position = Position.OPERAND
    else:
        end_statement(reader)


def _ends_behind(reader: Reader) -> bool:
    return reader.ends_statement(1)


def _take_brace(reader: Reader) -> None:
    """`{` behind a header opens its block."""
    if reader.bracket is None and reader.head in BRACE_HEADS:
        reader.end_line(has_brace=True)
        reader.index += 1
    else:
        explain_missing_operator(reader)


def _take_closer(reader: Reader, text: str) -> None:
    bracket = reader.bracket
    if bracket is not None and bracket.closer == text:
        close_bracket(reader, bracket)
        _close_finished_call(reader, bracket.kind)
    elif text == "}" and bracket is None:
        reader.end_line()
        reader.close_inline_ifs()
    elif bracket is not None and reader.partners.get(bracket.index) != reader.index:
        message = f"this {bracket.token.text} is not closed"
        reader.fail("BM102", bracket.token.span, message, f"write {bracket.closer} where it ends")
    else:
        refuse_operator(reader)


def _close_finished_call(reader: Reader, kind: str) -> None:
    """Behind `VERB(…)` only clauses may follow in the call."""
    call = reader.frames[-1] if reader.frames else None
    if kind != "verb" or not isinstance(call, OpenCall):
        return
    call.limit = 0
    distance = 1 if reader.lexeme.kind == lexemes.NEWLINE else 0
    if not find_clause(reader, call.clauses, distance) and reader.lexeme.kind != lexemes.CURSOR:
        reader.close_top()


def _take_word(reader: Reader) -> None:
    if reader.is_inline_else() or _is_inline_end(reader):
        reader.end_line()
        return
    if take_clause(reader) or _take_header_word(reader) or _take_operator_word(reader):
        return
    if reader.lexeme.upper == "REM":
        reader.skip_remark()
        return
    take_bare(reader)


def _is_inline_end(reader: Reader) -> bool:
    """`IF a THEN b = 1 END IF`, in one line."""
    if not reader.inline_ifs or reader.bracket is not None:
        return False
    return reader.lexeme.is_word("ENDIF") or (reader.lexeme.is_word("END") and reader.peek().is_word("IF"))


def _take_header_word(reader: Reader) -> bool:
    header = reader.header
    if header is None or reader.bracket is not None:
        return False
    kind = header.words.get(reader.lexeme.upper)
    if kind is None:
        return False
    reader.close_calls()
    take_header_word(reader, kind)
    return True


def _take_operator_word(reader: Reader) -> bool:
    distance = 1 if reader.lexeme.upper == "NOT" else 0
    if reader.lexeme.upper == "IS":
        return _take_null_test(reader)
    for count in (2, 1):
        words = tuple(reader.peek(distance + index).upper for index in range(count))
        operator = _WORD_OPERATORS.get(words)
        if operator and not (distance and operator in {"AND", "OR", "MOD"}):
            emit_operator(reader, distance + count, operator, is_negated=bool(distance))
            return True
    return False


def _take_null_test(reader: Reader) -> bool:
    is_negated = reader.peek().is_word("NOT")
    last = 2 if is_negated else 1
    _end_partial_calls(reader)
    if reader.peek(last).is_word("NULL", "NOTHING", "EMPTY"):
        reader.emit("NULL_TEST", last + 1, is_negated)
        return True
    hint = f"write {'<>' if is_negated else '='} to compare"
    reader.fail("BM107", reader.lexeme.span, "IS goes with NULL alone", hint)
    return True


def take_bare(reader: Reader) -> None:
    """A value behind a value: the next argument of SET SCHEDULE and HEAR, else a mistake."""
    calls = reader.open_calls()
    if calls and calls[0].takes_bare_words and (calls[0].count or calls[0].clause):
        call = calls[0]
        reader.insert("ARG")
        call.count += 1
        call.clause = None
        reader.position = Position.OPERAND
        return
    explain_missing_operator(reader)


def _take_line_end(reader: Reader) -> None:
    if reader.lexeme.kind == lexemes.NEWLINE and goes_on_before(reader):
        reader.index += 1
        return
    bracket = reader.bracket
    if bracket is not None:
        message = f"this {bracket.token.text} is not closed"
        reader.fail("BM102", bracket.token.span, message, f"write {bracket.closer} where it ends")
        return
    reader.end_line()
