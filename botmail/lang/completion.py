"""What fits at the cursor: verbs, clauses, functions, variables, members, and names from the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from botmail.domain.members import Members
from botmail.lang import lexemes
from botmail.lang.cursor import Cursor, read_cursor
from botmail.lang.definition import Clause, Verb
from botmail.lang.frames import OpenCall
from botmail.lang.lexemes import CONSTANTS
from botmail.lang.members import declared_members
from botmail.lang.naming import fold
from botmail.lang.reader import Position
from botmail.lang.signatures import function_signature, verb_signature
from botmail.lang.types import ParameterType
from botmail.lang.vocabulary import Vocabulary, words_of

NamesFor = Callable[[str], Iterable[str]]
"""Asked with a parameter type's name (`a folder's name`), gives what it may be, never over the network. Asked with
`a member`, it gives those of values that are not known before the program runs, such as a loop's mail; with `a word
of ` and a type's name, what a text of several words may be made of."""

_STATEMENT_WORDS = (
    "IF FOR FOR_EACH WHILE DO SELECT_CASE SWITCH SUB FUNCTION CALL RETURN EXIT WITH TRY CATCH FINALLY ELSE ELSE_IF "
    "NEXT END_IF END_SUB END_FUNCTION END_WITH END_TRY END_SELECT WEND LOOP CASE LET PARAM DIM ON_ERROR_RESUME_NEXT "
    "BEGIN_MAIL BEGIN_TALK"
)
_OPERATOR_WORDS = "AND OR MOD IN LIKE CONTAINS STARTS_WITH ENDS_WITH MATCHES IS_NULL IS_NOT_NULL NOT_IN"


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that fits; `type` is for the front end's icon."""

    text: str
    type: str
    signature: str = ""
    help: str = ""
    """One line on what it is."""


@dataclass(frozen=True, slots=True)
class Completions:
    """What fits, and the offsets of the text that it replaces."""

    items: tuple[Completion, ...]
    start: int
    end: int


def complete(
    source: str, cursor: int, vocabulary: Vocabulary, *, names: Mapping[str, object], names_for: NamesFor
) -> Completions:
    """What fits at `cursor` (an offset in characters); `names` are the notebook's variables with their values."""
    here = read_cursor(source, cursor, vocabulary, known_names=names)
    if here.is_in_comment:
        return Completions((), cursor, cursor)
    if here.is_in_text:
        words = tuple(_text_words(here, names_for))
        if words:
            prefix = here.prefix.rpartition(" ")[2].lstrip("(")
            return _completions(words, prefix, start=cursor - len(prefix), end=cursor)
        return _completions(_named_values(here, names_for, quote=""), here.prefix, start=here.start, end=cursor)
    if here.before and here.before[-1].is_symbol(".", "?."):
        return _completions(_members(here, names, names_for), here.prefix, start=here.start, end=cursor)
    phrases = _phrases(here, vocabulary)
    if phrases is not None and phrases.items:
        return Completions(phrases.items, phrases.start, cursor)
    return _completions(_fitting(here, vocabulary, names, names_for), here.prefix, start=here.start, end=cursor)


def _completions(items: Iterable[Completion], prefix: str, *, start: int, end: int) -> Completions:
    wanted = prefix.casefold().replace("_", " ")
    fitting = {
        item.text: item for item in items if item.text.casefold().replace("_", " ").lstrip('"').startswith(wanted)
    }
    return Completions(tuple(fitting.values()), start, end)


def _fitting(
    here: Cursor, vocabulary: Vocabulary, names: Mapping[str, object], names_for: NamesFor
) -> Iterator[Completion]:
    if here.position is Position.OPERATOR:
        yield from _clauses(here)
        yield from _header_words(here)
        yield from _words(_OPERATOR_WORDS)
        return
    if here.position is Position.KEY:
        return
    call = here.call
    if here.position is Position.OPERAND and call is not None:
        yield from _named_values(here, names_for, quote='"')
        yield from _clauses(here) if call.count == 0 or here.reader.tokens[-1].kind == "VERB" else ()
    yield from _variables(here, names)
    for verb in vocabulary.verbs:
        yield from _verb(verb)
    for function in vocabulary.functions:
        for name in (function.name, *function.aliases):
            yield Completion(name.upper(), "function", function_signature(function), function.summary)
    if here.position is Position.STATEMENT:
        yield from _words(_STATEMENT_WORDS)
    else:
        yield from _words(" ".join((*CONSTANTS, "NOT")))


def _verb(verb: Verb) -> Iterator[Completion]:
    for phrase in (verb.phrase, *verb.aliases):
        yield Completion(phrase, "function", verb_signature(verb), verb.summary)


def _words(words: str) -> Iterator[Completion]:
    return (Completion(word.replace("_", " "), "keyword") for word in words.split())


def _variables(here: Cursor, names: Mapping[str, object]) -> Iterator[Completion]:
    known = {fold(name): name for name in names}
    spelt = {fold(lexeme.text): lexeme.text for lexeme in here.before if lexeme.kind == lexemes.WORD}
    assigned = {name: spelt.get(name, name) for name in here.reader.surroundings.assigned}
    return (Completion(name, "instance") for name in {**assigned, **known}.values() if fold(name) != fold(here.prefix))


def _clauses(here: Cursor) -> Iterator[Completion]:
    for call in here.reader.open_calls():
        for rows in call.clauses.values():
            for _, clause in rows:
                if clause.words not in call.used:
                    yield Completion(clause.words, "keyword", help=clause.help)


def _header_words(here: Cursor) -> Iterator[Completion]:
    header = here.reader.header
    words = header.words if header is not None and here.reader.bracket is None else ()
    return (Completion(word, "keyword") for word in words if word.isalpha())


def _phrases(here: Cursor, vocabulary: Vocabulary) -> Completions | None:
    """Verbs of several words of which the first are typed: `SEND MA`."""
    run: list[lexemes.Lexeme] = []
    for lexeme in reversed(here.before[-3:]):
        if lexeme.kind != lexemes.WORD:
            break
        run.insert(0, lexeme)
    for index, first in enumerate(run):
        typed = words_of(" ".join(lexeme.text for lexeme in run[index:])) + words_of(here.prefix)
        if not typed:  # nothing but underscores
            continue
        items = [
            item
            for verb in vocabulary.verbs
            for item in _verb(verb)
            if _starts(words_of(item.text), typed, is_partial=bool(here.prefix))
        ]
        if items:
            return Completions(tuple(items), first.start + here.start - _offset(here), 0)
    return None


def _offset(here: Cursor) -> int:
    """Where the prefix starts in the text that was read; line ends of two characters make it differ."""
    return len(here.reader.source) - len(here.prefix)


def _starts(words: tuple[str, ...], typed: tuple[str, ...], *, is_partial: bool) -> bool:
    if len(typed) > len(words) or (len(typed) == len(words) and not is_partial):
        return False
    whole = typed[:-1] if is_partial else typed
    return words[: len(whole)] == whole and (not is_partial or words[len(whole)].startswith(typed[-1]))


def _named_values(here: Cursor, names_for: NamesFor, *, quote: str) -> Iterator[Completion]:
    wanted = _wanted_type(here.call, here.argument)
    if wanted is None:
        return iter(())
    return (Completion(f"{quote}{name}{quote}", "text", help=wanted.name) for name in names_for(wanted.name))


def _text_words(here: Cursor, names_for: NamesFor) -> Iterator[Completion]:
    wanted = _wanted_type(here.call, here.argument)
    words = names_for(f"a word of {wanted.name}") if wanted is not None else ()
    return (Completion(word, "keyword", help=wanted.name if wanted else "") for word in words)


def _wanted_type(call: OpenCall | None, argument: int) -> ParameterType | None:
    if call is None or call.verb is None:
        return None
    clause: Clause | None = call.clause
    if clause is not None:
        return clause.type
    parameters = call.verb.parameters
    if not parameters:
        return None
    return parameters[min(argument, len(parameters) - 1)].type


def _members(here: Cursor, names: Mapping[str, object], names_for: NamesFor) -> Iterator[Completion]:
    """Members of the value before the point; only a variable's own, so that nothing is fetched for a list."""
    target = here.before[-2] if len(here.before) > 1 else None
    is_deeper = len(here.before) > 2 and here.before[-3].is_symbol(".", "?.")
    values = {fold(name): value for name, value in names.items()}
    if target is None or target.kind != lexemes.WORD or is_deeper or fold(target.text) not in values:
        return (Completion(name, "property") for name in names_for("a member"))
    return _listed(declared_members(values[fold(target.text)]), values[fold(target.text)])


def _listed(members: Members, value: object) -> Iterator[Completion]:
    if isinstance(value, Mapping):
        yield from (Completion(str(key), "property") for key in value if str(key).isidentifier())
    seen = set()
    for member in members.values():
        if member.name not in seen:
            seen.add(member.name)
            yield Completion(member.name, "property", member.type, member.help)
