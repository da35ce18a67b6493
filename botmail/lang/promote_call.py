"""Verbs and their clauses: which words are one, where a call starts, and what a comma or a clause word means in it."""

from __future__ import annotations

from typing import NamedTuple

from botmail.lang import lexemes
from botmail.lang.brackets import has_comma
from botmail.lang.definition import Clause, Verb
from botmail.lang.frames import Bracket, ClauseTable, OpenCall
from botmail.lang.lexemes import CONSTANTS, GUARDED_WORDS, OPERATOR_WORDS, Lexeme
from botmail.lang.reader import Position, Reader
from botmail.lang.suggest import did_you_mean, nearest
from botmail.lang.vocabulary import Words, words_of

MOST_UNKNOWN_WORDS = 4


class FoundVerb(NamedTuple):
    """A verb at the present lexeme and how many lexemes its phrase takes."""

    verb: Verb
    taken: int


def find_verb(reader: Reader, *, is_statement: bool = False) -> FoundVerb | None:
    """The verb whose phrase starts here, the longest that fits."""
    spelt = _words(reader.lexeme)
    for words, verb in reader.vocabulary.verbs_starting_with(spelt[0]) if spelt else ():
        count = phrase_length(reader, words)
        if count and _stands_as_verb(reader, verb, count, is_statement=is_statement):
            return FoundVerb(verb, count)
    return None


def _words(lexeme: Lexeme) -> Words:
    return words_of(lexeme.text)


def phrase_length(reader: Reader, words: Words, distance: int = 0) -> int:
    """How many lexemes from `distance` on spell `words`; 0 when they do not."""
    taken: Words = ()
    count = 0
    while len(taken) < len(words):
        lexeme = reader.peek(distance + count)
        if lexeme.kind != lexemes.WORD:
            return 0
        taken += _words(lexeme)
        count += 1
    return count if taken == words else 0


def _stands_as_verb(reader: Reader, verb: Verb, count: int, *, is_statement: bool) -> bool:
    """A phrase is a verb when a value follows; one word alone may as well be a name."""
    name, follows = reader.lexeme.text, reader.peek(count)
    is_word = count == 1 and "_" not in name
    is_variable = count == 1 and reader.surroundings.has_value(name)
    if reader.ends_statement(count):
        return not is_variable and (is_statement or not is_word or verb.least == 0)
    if follows.kind == lexemes.WORD:
        return _word_follows(reader, verb, count, is_word=is_word)
    if follows.is_symbol("(") and not follows.gap:
        return not (count == 1 and reader.vocabulary.function(name))
    if follows.kind == lexemes.SYMBOL:
        is_assigned = is_statement and follows.is_symbol("=", "+=", "-=", "*=", "/=", "&=")
        return not is_variable and not is_assigned and _symbol_follows(reader, verb, count, is_word=is_word)
    return True


def _symbol_follows(reader: Reader, verb: Verb, count: int, *, is_word: bool) -> bool:
    """`TALK -1`, `TALK [1]` and `TALK (1)` have a value; `find - 1` and `list[0]` are names."""
    follows = reader.peek(count)
    if follows.is_symbol("(", "{", "#{"):
        return follows.is_symbol("(") or not _is_in_header(reader)
    stands_alone = not is_word and verb.least == 0
    if follows.is_symbol("[", "-", ".", "!"):
        is_operand = follows.gap and not reader.peek(count + 1).gap
        return is_operand or (stands_alone and follows.is_symbol("-", "!"))
    return stands_alone


def _is_in_header(reader: Reader) -> bool:
    return reader.header is not None and reader.header.opens_block and reader.bracket is None


def _word_follows(reader: Reader, verb: Verb, count: int, *, is_word: bool) -> bool:
    follows = reader.peek(count)
    clause = find_clause(reader, reader.vocabulary.clauses_of(verb), count)
    if clause and (clause.clause.type is None or starts_operand(reader, count + clause.taken)):
        return True
    if follows.upper in GUARDED_WORDS | {"NOT"} and not is_name_like(reader, count):
        negates = follows.upper == "NOT" and not reader.peek(count + 1).is_word(*OPERATOR_WORDS)
        return negates or not is_word
    return not (is_word and (_is_clause_of_enclosing(reader, count) or _is_header_word(reader, count)))


def _is_clause_of_enclosing(reader: Reader, distance: int) -> bool:
    return any(find_clause(reader, call.clauses, distance) for call in reader.open_calls() if call.verb)


def _is_header_word(reader: Reader, distance: int) -> bool:
    header = reader.header
    return header is not None and reader.bracket is None and reader.peek(distance).upper in header.words


def is_name_like(reader: Reader, distance: int = 0) -> bool:
    """Whether what follows an operator's word makes a name of it."""
    return reader.peek(distance + 1).is_symbol("=", ".", ",", ")") or reader.ends_statement(distance + 1)


def starts_operand(reader: Reader, distance: int) -> bool:
    """Whether a value can start at this lexeme, behind a verb or a clause word."""
    lexeme = reader.peek(distance)
    if lexeme.kind in {lexemes.STRING, lexemes.NUMBER, lexemes.CURSOR}:
        return True
    if lexeme.kind == lexemes.WORD:
        guarded = lexeme.upper in GUARDED_WORDS and not is_name_like(reader, distance)
        return not guarded and not reader.is_inline_else(distance) and not _is_header_word(reader, distance)
    if lexeme.is_symbol("-", "[", ".", "!"):
        return lexeme.gap and not reader.peek(distance + 1).gap
    return lexeme.is_symbol("(", "{", "#{")


class FoundClause(NamedTuple):
    """A clause at a lexeme and how many lexemes its words take."""

    clause: Clause
    taken: int


def find_clause(reader: Reader, clauses: ClauseTable, distance: int = 0) -> FoundClause | None:
    """The clause of the table whose words start here, the longest that fits."""
    lexeme = reader.peek(distance)
    if lexeme.kind != lexemes.WORD:
        return None
    first = _words(lexeme)
    for words, clause in clauses.get(first[0], ()) if first else ():
        count = phrase_length(reader, words, distance)
        if count:
            return FoundClause(clause, count)
    return None


# Starting a call


def is_full_position(reader: Reader) -> bool:
    """Whether a call here may hold comparisons: as a statement, behind `=` or RETURN."""
    return not reader.tokens or reader.tokens[-1].kind in {"ASSIGN", "RETURN"}


def start_verb(reader: Reader, found: FoundVerb) -> None:
    """Take a verb's phrase and open its call."""
    if reader.is_too_deep():
        return
    verb = found.verb
    call = OpenCall(
        verb,
        verb.phrase,
        reader.vocabulary.clauses_of(verb),
        verb.most,
        is_full_position(reader),
        takes_bare_words=verb.takes_bare_words,
    )
    reader.emit("VERB", found.taken, verb)
    reader.frames.append(call)
    _start_arguments(reader, call)


def _start_arguments(reader: Reader, call: OpenCall) -> None:
    follows = reader.lexeme
    if follows.is_symbol("(") and (not follows.gap or has_comma(reader.lexemes, reader.index, reader.partners)):
        open_bracket(reader, "LVERB", "verb", call.limit)
        return
    if _starts_with_clause(reader, call) or not starts_operand(reader, 0):
        reader.position = Position.OPERATOR
        return
    call.count = 1
    reader.position = Position.OPERAND


def open_bracket(reader: Reader, terminal: str, kind: str, limit: int | None = None) -> None:
    """Take an opening bracket; one without a partner is reported here. `limit` is how many values fit in."""
    index, lexeme = reader.index, reader.lexeme
    if reader.is_too_deep():
        return
    if index not in reader.partners:
        reader.fail(
            "BM102",
            lexeme.span,
            f"this {lexeme.text} is not closed",
            f"write {lexemes.OPENING[lexeme.text]} where it ends",
        )
        return
    token = reader.emit(terminal)
    reader.frames.append(Bracket(kind, token, index, limit))
    reader.position = Position.KEY if kind == "map" else Position.OPERAND


def _starts_with_clause(reader: Reader, call: OpenCall) -> bool:
    """Whether a clause follows the verb at once. `SEND EMAIL TO to SUBJECT s` is decided by alternation."""
    found = find_clause(reader, call.clauses)
    if found is None:
        return False
    if found.clause.type is None:
        return reader.ends_statement(found.taken)
    if not starts_operand(reader, found.taken):
        return False
    second = find_clause(reader, call.clauses, found.taken)
    if second is None:
        return True
    return _is_clause_by_alternation(reader, call)


def _is_clause_by_alternation(reader: Reader, call: OpenCall) -> bool:
    """In a run of words, operands and clauses take turns; what ends the run tells which was the last."""
    distance = turns = 0
    while reader.peek(distance).kind == lexemes.WORD and not reader.ends_statement(distance):
        found = find_clause(reader, call.clauses, distance)
        distance += found.taken if found else 1
        turns += 1
    last_is_clause = reader.peek(distance).kind in {lexemes.STRING, lexemes.NUMBER}
    return (turns % 2 == 1) if last_is_clause else (turns % 2 == 0)


# Verbs that do not exist


def find_unknown_verb(reader: Reader) -> int:
    """How many lexemes here look like the phrase of a verb that does not exist; 0 when they do not."""
    run, first = _run_of_words(reader), reader.lexeme
    if not run or first.upper in CONSTANTS:
        return 0
    if reader.surroundings.has_value(first.text) and not reader.surroundings.is_procedure(first.text):
        return 0
    follows = reader.peek(run)
    if follows.kind in {lexemes.STRING, lexemes.NUMBER} or (
        follows.is_symbol("[", "-", ".") and run > 1 and follows.gap and not reader.peek(run + 1).gap
    ):
        return min(run, MOST_UNKNOWN_WORDS)
    if run > 1 and follows.is_symbol("(", "{", "#{") and not _is_in_header(reader):
        return min(run, MOST_UNKNOWN_WORDS)
    return min(run - 1, MOST_UNKNOWN_WORDS)


def _is_variable(reader: Reader) -> bool:
    """At the start of a statement a name may also be that of a SUB."""
    name = reader.lexeme.text
    is_procedure = not reader.tokens and reader.surroundings.is_procedure(name)
    return reader.surroundings.has_value(name) and not is_procedure


def _run_of_words(reader: Reader) -> int:
    count = 0
    while reader.peek(count).kind == lexemes.WORD and not reader.is_inline_else(count):
        if count and reader.peek(count).upper in GUARDED_WORDS and not is_name_like(reader, count):
            break
        if count and _is_header_word(reader, count):
            break
        if count and (_is_clause_of_enclosing(reader, count)):
            break
        count += 1
    return count


def find_longer_unknown_verb(reader: Reader, found: FoundVerb) -> int:
    """`GET SESSION "x"`: a known verb of one word, a bare word and a value make a longer verb that does not exist."""
    second = reader.peek(found.taken)
    if found.taken > 1 or found.verb.takes_bare_words or second.kind != lexemes.WORD:
        return 0
    if reader.surroundings.has_value(second.text) or second.upper in GUARDED_WORDS or second.upper in CONSTANTS:
        return 0
    third = reader.peek(2)
    clauses = reader.vocabulary.clauses_of(found.verb)
    if find_clause(reader, clauses, 1) or find_clause(reader, clauses, 2) or _is_clause_of_enclosing(reader, 2):
        return 0
    is_value = third.kind in {lexemes.STRING, lexemes.NUMBER}
    is_value = is_value or (
        third.kind == lexemes.WORD and starts_operand(reader, 2) and third.upper not in OPERATOR_WORDS
    )
    if not is_value or nearest(third.text, OPERATOR_WORDS, most=1):
        return 0
    inner = reader.vocabulary.verbs_starting_with(second.upper)
    return 0 if any(len(words) == 1 or phrase_length(reader, words, 1) for words, _ in inner) else 2


def start_unknown_verb(reader: Reader, count: int) -> None:
    """Report a verb that does not exist and read its arguments all the same."""
    first, last = reader.lexeme, reader.peek(count - 1)
    if count == 1 and reader.surroundings.is_procedure(first.text):
        _start_free_call(reader, count, "")
        return
    words = " ".join(words_of(reader.source_between(first, last)))
    message = f"there is no verb {words}"
    hint = _hint_for_unknown(reader, words)
    reader.report("BM201", first.span.to(last.span), message, hint)
    _start_free_call(reader, count, words)


def _hint_for_unknown(reader: Reader, words: str) -> str:
    verb = reader.vocabulary.verb(words.split(maxsplit=1)[0]) if " " in words else None
    near = did_you_mean(words, reader.vocabulary.phrases)
    if verb is not None and near in {"", f"Did you mean {verb.phrase}?"}:
        return f"{verb.phrase} exists, for example: {verb.example.splitlines()[0]}"
    return near or "press Tab behind its first letters to see the verbs"


def _start_free_call(reader: Reader, count: int, words: str) -> None:
    call = OpenCall(
        None,
        words,
        reader.vocabulary.clause_table if words else {},
        None,
        is_full_position(reader),
        takes_bare_words=bool(words),
    )
    reader.emit("VERB", count, words or None)
    reader.frames.append(call)
    _start_arguments(reader, call)


# Inside a call


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
    reader.fail("BM302", span, f"{verb.phrase} takes {count}", f"for example: {verb.example.splitlines()[0]}")
