"""What to say about a line that cannot be read: by what stands there, in the words of the language."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.advice import example_line
from botmail.lang.definition import Verb
from botmail.lang.lexemes import HEADER_WORDS, OPERATOR_WORDS
from botmail.lang.reader import Reader
from botmail.lang.suggest import nearest

UNSUPPORTED: dict[str, tuple[str, str]] = {
    "GOTO": ("GOTO and labels are out of scope", "use WHILE, FOR or a SUB"),
    "GOSUB": ("GOSUB is out of scope", "write SUB name … END SUB and call it by its name"),
    "DESCRIPTION": (
        "DESCRIPTION, the header of a bot's tool, is out of scope",
        "write it as a comment: ' what this does",
    ),
    "TABLE": ("TABLE … END TABLE is out of scope", 'SAVE "name", row makes a table from its first row'),
    "ORCHESTRATE": ("workflows of bots are out of scope", "write SUBs and call them one after the other"),
    "STEP": ("workflows of bots are out of scope", "write SUBs and call them one after the other"),
    "BOT": ("workflows of bots are out of scope", "write SUBs and call them one after the other"),
    "GPIO": ("hardware is out of scope", "call it from a cell that starts with %%python"),
}
FOREIGN: dict[str, tuple[str, str]] = {
    "DEF": ("DEF is Python's word", "write FUNCTION name(a, b) … END FUNCTION, or SUB without a result"),
    "ELIF": ("ELIF is Python's word", "write ELSE IF condition THEN"),
    "VAR": ("VAR is not needed", "write x = 1"),
    "CONST": ("CONST is not needed", "write x = 1"),
    "IMPORT": ("IMPORT is Python's word", "a cell that starts with %%python can import, and shares its variables"),
    "FOREACH": ("FOREACH is written in two words", "write FOR EACH x IN list"),
    "REPEAT": ("REPEAT is another language's word", "write DO … LOOP UNTIL condition"),
    "UNTIL": ("UNTIL stands behind LOOP", "write DO … LOOP UNTIL condition"),
    "BREAK": ("BREAK is another language's word", "write EXIT FOR, EXIT DO or EXIT WHILE"),
    "CONTINUE": ("CONTINUE is another language's word", "put the rest of the loop's body into IF … END IF"),
    "THEN": ("THEN stands behind IF", "write IF condition THEN"),
    "EXCEPT": ("EXCEPT is Python's word", "write CATCH e"),
    "CLASS": ("CLASS is another language's word", 'maps hold values, {name: "Ana"}, and SUBs do things'),
    "RAISE": ("RAISE is Python's word", 'write THROW "what went wrong"'),
    "PASS": ("PASS is not needed", "take it out: a block may be empty"),
    "MSGBOX": ("MSGBOX is Visual Basic's word", "write TALK"),
    "REDIM": ("a list needs no size", "PUSH(list, value) makes it longer"),
    "OPTION": ("OPTION is not needed", "take it out"),
}
_WORDS = OPERATOR_WORDS | HEADER_WORDS
_OWN_LINE = "give each statement a line of its own, or write : between them"
_FORMS = {
    "if": ("THEN", "write IF condition THEN"),
    "elseif": ("THEN", "write ELSE IF condition THEN"),
    "for": ("TO", "write FOR i = 1 TO 10"),
}


def explain_unsupported(reader: Reader) -> bool:
    """Answer a statement that is recognised and out of scope with its alternative."""
    lexeme = reader.lexeme
    known = UNSUPPORTED.get(lexeme.upper)
    if known and not reader.ends_statement(1):
        reader.fail("BM160", lexeme.span, *known)
        return True
    if reader.peek().is_symbol(":") and reader.peek(2).kind == lexemes.NEWLINE and lexeme.kind == lexemes.WORD:
        reader.index += 2
        if not any(other.is_word("GOTO", "GOSUB") for other in reader.lexemes):
            reader.report("BM160", lexeme.span, *UNSUPPORTED["GOTO"])
        return True
    return False


def explain_foreign(reader: Reader) -> bool:
    """Answer what people of other languages type with the line to write."""
    lexeme = reader.lexeme
    known = FOREIGN.get(lexeme.upper) if lexeme.kind == lexemes.WORD else None
    if known and not reader.peek().is_symbol("("):
        reader.fail("BM113", lexeme.span, *known)
        return True
    if lexeme.kind == lexemes.NUMBER and reader.peek().kind == lexemes.WORD:
        _explain_line_number(reader)
        return True
    if lexeme.is_symbol("?"):
        reader.fail("BM113", lexeme.span, "? does not print here", "write PRINT")
        return True
    if reader.peek().is_symbol("++", "--") and lexeme.kind == lexemes.WORD:
        sign = reader.peek().text[0]
        message = f"{lexeme.text}{sign * 2} is another language's way"
        reader.fail("BM113", lexeme.span.to(reader.peek().span), message, f"write {lexeme.text} {sign}= 1")
        return True
    return False


def _explain_line_number(reader: Reader) -> None:
    """`10 PRINT "hello"`: said once, and the statement behind the number is read."""
    message = "lines have no numbers here"
    if all(found.message != message for found in reader.diagnostics):
        reader.report("BM160", reader.lexeme.span, message, "take the numbers out; GOTO is out of scope too")
    reader.index += 1


def explain_array(reader: Reader) -> None:
    """`DIM a(10)`"""
    name = reader.peek()
    message = "a list needs no size"
    reader.fail(
        "BM113", reader.lexeme.span.to(name.span), message, f"write {name.text} = [] and PUSH({name.text}, value)"
    )


def explain_event(reader: Reader) -> None:
    """Other words behind ON than ERROR and EMAIL."""
    span = reader.lexeme.span.to(reader.peek().span)
    hint = "write ON ERROR RESUME NEXT, ON ERROR GOTO 0, or ON EMAIL … END ON"
    event = reader.peek()
    is_event = event.kind in {lexemes.WORD, lexemes.STRING} and not nearest(event.text, ["ERROR", "EMAIL"], most=1)
    if is_event and not reader.ends_statement(2) and not reader.peek(2).is_word("RESUME", "GOTO"):
        reader.fail("BM160", span, f"ON {event.text.upper()} is out of scope: programs react to mails alone", hint)
        return
    reader.fail("BM106", span, "ON goes with ERROR or EMAIL", hint)


def explain_missing_operator(reader: Reader) -> None:
    """A value, or a word, stands where an operator, a comma or the end of the line should."""
    lexeme = reader.lexeme
    last = reader.tokens[-1]
    if lexeme.is_word("THEN") and reader.head == "statement" and reader.bracket is None:
        # The block is opened all the same, so that its ELSE and END IF are no mistakes too.
        reader.head = "if" if reader.ends_statement(1) else "statement"
        first = reader.tokens[0]
        reader.fail("BM106", first.span, f"IF is missing before {_short(first.text)}", "write IF condition THEN")
        return
    if reader.head in _FORMS and reader.bracket is None and not any(token.kind == "THEN" for token in reader.tokens):
        word, hint = _FORMS[reader.head]
        if not _nearest_word(reader):
            reader.may_end = reader.head == "if"
            reader.fail("BM106", last.span.to(lexeme.span), f"{word} is missing before {lexeme.text}", hint)
            return
    near = _nearest_word(reader)
    is_slip = near in _WORDS and len(near) >= len(lexeme.text) - 1
    if not is_slip and _explain_unknown_clause(reader, near):
        return
    is_second = reader.head == "statement" and reader.bracket is None and reader.peek().is_symbol("=")
    usual = _OWN_LINE if is_second else "write a comma between values, or + between texts"
    hint = f"did you mean {near}?" if near else usual
    message = f"a comma or an operator is missing between {_short(last.text)} and {_short(lexeme.text)}"
    reader.fail("BM107", lexeme.span, message, hint)


def _explain_unknown_clause(reader: Reader, near: str) -> bool:
    """`SEND MAIL a, b, c PRIORITY 1`: written as a clause, and not one of this verb."""
    word = reader.lexeme
    verb = next((token.value for token in reversed(reader.tokens) if isinstance(token.value, Verb)), None)
    is_clause = word.text.isupper() or word.upper in reader.vocabulary.clause_words
    if word.kind != lexemes.WORD or verb is None or not is_clause or reader.surroundings.has_value(word.text):
        return False
    follows = reader.peek()
    if follows.kind == lexemes.SYMBOL and follows.text not in lexemes.OPENING and not reader.ends_statement(1):
        return False
    known = ", ".join(clause.words for clause in verb.clauses)
    hint = f"it knows {known}" if known else f"for example: {example_line(verb)}"
    hint = f"did you mean {near}?" if near and near not in _WORDS else hint
    reader.fail("BM304", word.span, f"{verb.phrase} has no clause {word.text.upper()}", hint)
    return True


def _nearest_word(reader: Reader) -> str:
    lexeme = reader.lexeme
    if lexeme.kind != lexemes.WORD:
        return ""
    words = {*_WORDS}
    for call in reader.open_calls():
        words.update(clause.words for rows in call.clauses.values() for _, clause in rows)
    # A word that is spelt right and stands in the wrong place is no slip of the pen.
    found = nearest(lexeme.text, sorted(words - {lexeme.upper}), most=1) if lexeme.upper not in words else []
    return found[0] if found else ""


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:27]}…"
