"""Verbs that do not exist: seen by their form, reported once with what is near, and read with their arguments."""

from __future__ import annotations

from botmail.lang import lexemes
from botmail.lang.advice import example_line
from botmail.lang.frames import CALL_FILE, OpenCall
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
from botmail.lang.reader import Position, Reader
from botmail.lang.suggest import did_you_mean, nearest
from botmail.lang.vocabulary import words_of

MOST_UNKNOWN_WORDS = 4
NO_PART_OF_A_VERB = GUARDED_WORDS | CONSTANTS.keys() | {CALL_FILE}


def find_unknown_verb(reader: Reader) -> int:
    """How many lexemes here look like the phrase of a verb that does not exist; 0 when they do not."""
    run, first = _run_of_words(reader), reader.lexeme
    if not run or first.upper in CONSTANTS or _is_variable(reader):
        return 0
    most = min(_phrase_by_case(reader, run), MOST_UNKNOWN_WORDS)
    follows = reader.peek(run)
    if follows.kind in {lexemes.STRING, lexemes.NUMBER} or (
        follows.is_symbol("[", "-", ".") and run > 1 and follows.gap and not reader.peek(run + 1).gap
    ):
        return most
    if run > 1 and follows.is_symbol("(", "{", "#{") and not is_in_header(reader) and not _is_call(reader, run - 1):
        return most
    is_whole = most == run > 1 and _is_capital(first.text) and reader.ends_statement(run)
    if is_whole and not reader.surroundings.has_value(reader.peek(run - 1).text):
        return most
    return min(most, run - 1)


def find_inner_unknown_verb(reader: Reader) -> int:
    """The same inside an expression, where only capitals, or a text right behind the word, leave no other reading."""
    first, follows = reader.lexeme, reader.peek()
    if first.upper in GUARDED_WORDS or reader.surroundings.is_procedure(first.text):
        return 0
    if any(call.takes_bare_words for call in reader.open_calls()):
        return 0
    if follows.kind == lexemes.STRING and reader.tokens[-1:] and reader.tokens[-1].kind == "IN":
        return find_unknown_verb(reader)
    if not _is_capital(first.text):
        return 0
    count = find_unknown_verb(reader)
    behind = reader.peek(count)
    is_value = behind.kind in {lexemes.STRING, lexemes.NUMBER} or (count > 1 and behind.kind == lexemes.WORD)
    inner = (reader.peek(index) for index in range(1, count + 1))
    has_verb = any(reader.vocabulary.verbs_starting_with(word.upper) for word in inner if word.kind == lexemes.WORD)
    return count if is_value and not has_verb and starts_operand(reader, count) else 0


def _is_capital(text: str) -> bool:
    return text.isupper() and len(text) > 1


def _is_variable(reader: Reader) -> bool:
    """A name with a value is no verb, save in capitals that the variable is not written with, or as a SUB's."""
    first = reader.lexeme
    if not reader.surroundings.has_value(first.text) or reader.surroundings.is_procedure(first.text):
        return False
    return reader.surroundings.is_spelt(first.text) or not _is_capital(first.text)


def _phrase_by_case(reader: Reader, run: int) -> int:
    """In `TRANSLATE note TO lang` only the capitals belong to the phrase; a variable never does."""
    is_capital = _is_capital(reader.lexeme.text)
    for count in range(1, run):
        text = reader.peek(count).text
        if reader.surroundings.is_spelt(text) or (is_capital and not text.isupper()):
            return count
    return run


def _is_call(reader: Reader, distance: int) -> bool:
    """`REMIND DATEADD("day", 1, NOW()), "call"`: the word before the bracket is itself called."""
    word, opener = reader.peek(distance), reader.peek(distance + 1)
    if opener.gap or not opener.is_symbol("("):
        return False
    is_known = reader.vocabulary.function(word.text) or reader.surroundings.is_procedure(word.text)
    partner = reader.partners.get(reader.index + distance + 1)
    return bool(is_known) or (partner is not None and reader.lexemes[partner + 1].is_symbol(",", ".", "+", "&", "["))


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
    """`GET SESSION "x"`: a known verb, a bare word and a value make a longer verb that does not exist."""
    second = reader.peek(found.taken)
    if found.verb.takes_bare_words or second.kind != lexemes.WORD or second.upper in NO_PART_OF_A_VERB:
        return 0
    if reader.surroundings.has_value(second.text) or (found.taken > 1 and not _is_capital(second.text)):
        return 0
    distances = (found.taken, found.taken + 1)
    clauses = reader.vocabulary.clauses_of(found.verb)
    has_clause = any(find_clause(reader, clauses, distance) for distance in distances)
    if has_clause or is_clause_of_enclosing(reader, distances[1]) or not _is_value(reader, distances[1]):
        return 0
    inner = reader.vocabulary.verbs_starting_with(second.upper)
    if any(len(words) == 1 or phrase_length(reader, words, found.taken) for words, _ in inner):
        return 0
    return max(distances[1], find_unknown_verb(reader))


def _is_value(reader: Reader, distance: int) -> bool:
    lexeme = reader.peek(distance)
    if nearest(lexeme.text, OPERATOR_WORDS, most=1):
        return False
    is_name = lexeme.kind == lexemes.WORD and starts_operand(reader, distance) and lexeme.upper not in OPERATOR_WORDS
    return is_name or lexeme.kind in {lexemes.STRING, lexemes.NUMBER}


def start_unknown_verb(reader: Reader, count: int) -> None:
    """Report a verb that does not exist and read its arguments all the same."""
    first, last = reader.lexeme, reader.peek(count - 1)
    if count == 1 and reader.surroundings.is_procedure(first.text):
        start_free_call(reader, count, "")
        return
    words = " ".join(words_of(reader.source_between(first, last)))
    message = f"there is no verb {words}"
    hint = _hint_for_unknown(reader, words)
    reader.report("BM201", first.span.to(last.span), message, hint)
    start_free_call(reader, count, words)


def _hint_for_unknown(reader: Reader, words: str) -> str:
    verb = reader.vocabulary.verb(words.split(maxsplit=1)[0]) if " " in words else None
    near = did_you_mean(words, reader.vocabulary.phrases)
    if verb is not None and near in {"", f"did you mean {verb.phrase}?"}:
        return f"{verb.phrase} exists, for example: {example_line(verb)}"
    return near or "press Tab behind its first letters to see the verbs"


def start_program_call(reader: Reader) -> bool:
    """`x = CALL "other.bas", 1` and `x = CALL greet`, where a value is expected."""
    follows, second = reader.peek(), reader.peek(2)
    if follows.kind == lexemes.STRING or (follows.is_symbol("(") and second.kind == lexemes.STRING):
        call = OpenCall(None, CALL_FILE, {}, None, is_full_position(reader))
        reader.emit("VERB", 1, CALL_FILE)
        reader.frames.append(call)
        start_arguments(reader, call)
        return True
    if follows.kind != lexemes.WORD or not reader.surroundings.is_procedure(follows.text):
        return False
    reader.index += 1
    if not second.is_symbol("("):
        start_free_call(reader, 1, "")
        return True
    reader.emit("NAME")
    reader.position = Position.OPERATOR
    return True


def start_free_call(reader: Reader, count: int, words: str) -> None:
    """Take the name of a SUB, or with `words` an unknown verb, and open its call."""
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
