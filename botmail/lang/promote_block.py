"""The first words of blocks, their middles and their ends."""

from __future__ import annotations

from collections.abc import Callable

from botmail.lang import lexemes
from botmail.lang.frames import Header
from botmail.lang.lexemes import Lexeme
from botmail.lang.promote_query import is_query, take_query
from botmail.lang.reader import BRACE_HEADS, Position, Reader

_END_WORDS = frozenset(["IF", "FOR", "WHILE", "DO", "SELECT", "SWITCH", "SUB", "FUNCTION", "WITH", "TRY", "ON"])
_ONE_WORD_ENDS = {
    "ENDIF": "end if",
    "ENDFOR": "end for",
    "ENDWHILE": "end while",
    "ENDSELECT": "end select",
    "ENDSWITCH": "end switch",
    "ENDSUB": "end sub",
    "ENDFUNCTION": "end function",
    "ENDWITH": "end with",
    "ENDTRY": "end try",
    "END_IF": "end if",
    "WEND": "wend",
}


def end_bare_head(reader: Reader) -> None:
    """Behind ELSE, TRY and the like: `{`, a `:`, the line's end, or a statement on the same line."""
    if reader.lexeme.is_symbol("{") and reader.head in BRACE_HEADS:
        reader.end_line(has_brace=True)
        reader.index += 1
        return
    reader.end_line()


def _bare(head: str) -> Callable[[Reader], None]:
    def take(reader: Reader) -> None:
        reader.head = head
        reader.emit("ELSE" if head == "else" else "BARE_HEAD")
        end_bare_head(reader)

    return take


def _if(reader: Reader) -> None:
    _condition(reader, "IF", "if", 1)


def _elseif(reader: Reader) -> None:
    _condition(reader, "ELSEIF", "elseif", 1)


def _condition(reader: Reader, terminal: str, head: str, count: int) -> None:
    reader.head = head
    reader.emit(terminal, count)
    reader.frames.append(Header({"THEN": "THEN"}, opens_block=True))
    reader.position = Position.OPERAND


def _else(reader: Reader) -> None:
    if reader.peek().is_word("IF") and not reader.inline_ifs:
        _condition(reader, "ELSEIF", "elseif", 2)
        return
    _bare("else")(reader)


def _for(reader: Reader) -> None:
    is_each = reader.peek().is_word("EACH") and not reader.peek(2).is_symbol("=")
    if is_each or reader.peek(2).is_word("IN"):
        _for_each(reader, 2 if is_each else 1)
        return
    reader.head = "for"
    reader.emit("FOR")
    if not _take_variable(reader, "FOR", "="):
        return
    reader.emit("ASSIGN")
    reader.frames.append(Header({"TO": "TO", "STEP": "STEP", "DO": "DO"}, opens_block=True))
    reader.position = Position.OPERAND


def _for_each(reader: Reader, count: int) -> None:
    reader.head = "for each"
    reader.emit("FOREACH", count)
    if not _take_variable(reader, "FOR EACH", "IN"):
        return
    reader.emit("IN")
    reader.frames.append(Header({"DO": "DO", "ONCE": "ONCE"}, opens_block=True))
    reader.position = Position.OPERAND


_FORMS = {"FOR": "FOR i = 1 TO 10 … NEXT", "FOR EACH": "FOR EACH email IN emails … NEXT"}


def _take_variable(reader: Reader, what: str, separator: str) -> bool:
    """The loop's variable and the `=` or IN behind it, which is left to be taken."""
    name, follows = reader.lexeme, reader.peek()
    if name.kind != lexemes.WORD:
        reader.fail("BM106", reader.tokens[-1].span, f"{what} needs the name of a variable", f"write {_FORMS[what]}")
        return False
    if not (follows.is_symbol(separator) or follows.is_word(separator)):
        message = f"{what} {name.text} needs {separator} behind {name.text}"
        reader.fail("BM106", name.span, message, f"write {_FORMS[what]}")
        return False
    reader.emit("NAME")
    return True


def _while(reader: Reader) -> None:
    reader.head = "while"
    reader.emit("WHILE")
    reader.frames.append(Header({"DO": "DO"}, opens_block=True))
    reader.position = Position.OPERAND


def _do(reader: Reader) -> None:
    reader.head = "do"
    reader.emit("DO")
    _take_test(reader)


def _loop(reader: Reader) -> None:
    reader.head = "loop"
    reader.emit("LOOP")
    _take_test(reader)


def _take_test(reader: Reader) -> None:
    if reader.lexeme.is_word("WHILE", "UNTIL"):
        reader.emit("TEST", value=reader.lexeme.upper)
        reader.frames.append(Header({}, opens_block=reader.head == "do"))
        reader.position = Position.OPERAND
        return
    end_bare_head(reader)


def _select(reader: Reader) -> None:
    if is_query(reader):
        take_query(reader)
        return
    if not reader.peek().is_word("CASE"):
        message, hint = "SELECT needs CASE, or the columns of a query", "write SELECT CASE x, or SELECT name FROM rows"
        reader.fail("BM106", reader.lexeme.span, message, hint)
        return
    reader.head = "select"
    reader.emit("SELECT", 2)
    reader.frames.append(Header({}, opens_block=True))
    reader.position = Position.OPERAND


def _switch(reader: Reader) -> None:
    reader.head = "switch"
    reader.emit("SELECT")
    reader.frames.append(Header({}, opens_block=True))
    reader.position = Position.OPERAND


def _case(reader: Reader) -> None:
    if reader.peek().is_word("ELSE") and not reader.peek(2).is_symbol("=", ".", ","):
        reader.head = "case else"
        reader.emit("BARE_HEAD", 2)
        reader.end_line()
        return
    reader.head = "case"
    reader.emit("CASE")
    reader.frames.append(Header({"TO": "TO"}, takes_commas=True))
    reader.position = Position.OPERAND


def _with(reader: Reader) -> None:
    reader.head = "with"
    reader.emit("WITH")
    reader.frames.append(Header({}, opens_block=True))
    reader.position = Position.OPERAND


def _catch(reader: Reader) -> None:
    reader.head = "catch"
    reader.emit("CATCH")
    has_bracket = reader.lexeme.is_symbol("(") and reader.peek(2).is_symbol(")")
    reader.index += has_bracket
    if reader.lexeme.kind == lexemes.WORD:
        reader.emit("NAME")
    reader.index += has_bracket
    end_bare_head(reader)


def _end(reader: Reader) -> None:
    follows = reader.peek()
    if follows.kind == lexemes.WORD and follows.upper in _END_WORDS:
        _take_closer(reader, f"end {follows.text.lower()}", 2)
    elif reader.ends_statement(1):
        reader.emit("EXIT", 1, "PROGRAM")
        reader.position = Position.OPERATOR
    else:
        _refuse_end(reader, follows)


def _refuse_end(reader: Reader, follows: Lexeme) -> None:
    message = f"there is no block that ends with END {follows.text.upper()}"
    hint = "write END IF, END FOR, END WHILE, END SELECT, END SUB, END FUNCTION, END WITH or END TRY"
    reader.fail("BM104", reader.lexeme.span.to(follows.span), message, hint)


def _one_word_end(reader: Reader) -> None:
    _take_closer(reader, _ONE_WORD_ENDS[reader.lexeme.upper], 1)


def _next(reader: Reader) -> None:
    _take_closer(reader, "next", 1)


def _take_closer(reader: Reader, head: str, count: int) -> None:
    reader.head = head
    reader.emit("CLOSER", count, head)
    if reader.lexeme.kind == lexemes.WORD and not reader.is_inline_else():
        reader.emit("NAME")
    reader.position = Position.OPERATOR


BLOCK_HANDLERS: dict[str, Callable[[Reader], None]] = {
    "IF": _if,
    "ELSEIF": _elseif,
    "ELSE": _else,
    "FOR": _for,
    "WHILE": _while,
    "DO": _do,
    "LOOP": _loop,
    "SELECT": _select,
    "SWITCH": _switch,
    "CASE": _case,
    "DEFAULT": _bare("case else"),
    "WITH": _with,
    "TRY": _bare("try"),
    "CATCH": _catch,
    "FINALLY": _bare("finally"),
    "END": _end,
    "NEXT": _next,
    **dict.fromkeys(_ONE_WORD_ENDS, _one_word_end),
}
