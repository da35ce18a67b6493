"""Verbs that do not exist: seen by their form, reported once with what is near, and read with their arguments."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.frames import OpenCall
from botmail.lang.lexemes import CONSTANTS, GUARDED_WORDS, OPERATOR_WORDS
from botmail.lang.promote_call import (
    FoundVerb,
    find_clause,
    is_clause_of_enclosing,
    is_full_position,
    is_header_word,
    is_in_header,
    is_name_like,
    phrase_length,
    start_arguments,
    starts_operand,
)
from botmail.lang.reader import Reader
from botmail.lang.suggest import did_you_mean, nearest
from botmail.lang.vocabulary import words_of

MOST_UNKNOWN_WORDS = 4


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
    if run > 1 and follows.is_symbol("(", "{", "#{") and not is_in_header(reader):
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
        if count and is_header_word(reader, count):
            break
        if count and (is_clause_of_enclosing(reader, count)):
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
    if find_clause(reader, clauses, 1) or find_clause(reader, clauses, 2) or is_clause_of_enclosing(reader, 2):
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
    start_arguments(reader, call)
