"""Verbs and their clauses: which words are one, where a call starts, and what a comma or a clause word means in it."""

from __future__ import annotations

from typing import NamedTuple

from botmail.lang import lexemes
from botmail.lang.brackets import has_comma
from botmail.lang.definition import Clause, Verb
from botmail.lang.frames import Bracket, ClauseTable, OpenCall
from botmail.lang.lexemes import GUARDED_WORDS, OPERATOR_WORDS, Lexeme
from botmail.lang.reader import Position, Reader
from botmail.lang.vocabulary import Words, words_of


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
        return follows.is_symbol("(") or not is_in_header(reader)
    stands_alone = not is_word and verb.least == 0
    if follows.is_symbol("[", "-", ".", "!"):
        is_operand = follows.gap and not reader.peek(count + 1).gap
        return is_operand or (stands_alone and follows.is_symbol("-", "!"))
    return stands_alone


def is_in_header(reader: Reader) -> bool:
    """Whether we are in the header of a block, outside of brackets, where `{` opens the block."""
    return reader.header is not None and reader.header.opens_block and reader.bracket is None


def _word_follows(reader: Reader, verb: Verb, count: int, *, is_word: bool) -> bool:
    follows = reader.peek(count)
    if is_word and is_header_word(reader, count) and reader.surroundings.has_value(reader.lexeme.text):
        return False
    clause = find_clause(reader, reader.vocabulary.clauses_of(verb), count)
    if clause and (clause.clause.type is None or starts_operand(reader, count + clause.taken)):
        return True
    if follows.upper in GUARDED_WORDS | {"NOT"} and not is_name_like(reader, count):
        negates = follows.upper == "NOT" and not reader.peek(count + 1).is_word(*OPERATOR_WORDS)
        return negates or not is_word
    return not (is_word and (is_clause_of_enclosing(reader, count) or is_header_word(reader, count)))


def is_clause_of_enclosing(reader: Reader, distance: int) -> bool:
    """Whether a clause of an open call starts at this lexeme."""
    return any(find_clause(reader, call.clauses, distance) for call in reader.open_calls() if call.verb)


def is_header_word(reader: Reader, distance: int) -> bool:
    """Whether this lexeme is a word of the header we are in, such as TO of FOR."""
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
        guarded = guarded and not _is_function_behind_verb(reader, distance)
        return not guarded and not reader.is_inline_else(distance) and not is_header_word(reader, distance)
    if lexeme.is_symbol("-", "[", ".", "!"):
        return lexeme.gap and not reader.peek(distance + 1).gap
    return lexeme.is_symbol("(", "{", "#{")


def _is_function_behind_verb(reader: Reader, distance: int) -> bool:
    """`TALK CONTAINS(a, b)` at the start of a statement."""
    opener = reader.peek(distance + 1)
    is_called = opener.is_symbol("(") and not opener.gap
    return is_called and not reader.tokens and reader.vocabulary.function(reader.peek(distance).text) is not None


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
    start_arguments(reader, call)


def start_arguments(reader: Reader, call: OpenCall) -> None:
    """Enter the arguments of a call: in brackets, without them, or none before its first clause."""
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
