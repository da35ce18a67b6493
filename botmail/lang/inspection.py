"""The page about what stands at the cursor: a verb, a function, a clause or a variable."""

from __future__ import annotations

from collections.abc import Mapping

from botmail.lang import lexemes
from botmail.lang.cursor import read_cursor
from botmail.lang.definition import Clause, Function, Parameter, Verb
from botmail.lang.lexemes import Lexeme
from botmail.lang.naming import fold
from botmail.lang.scan import scan
from botmail.lang.signatures import function_signature, verb_signature
from botmail.lang.source import normalized
from botmail.lang.values import named
from botmail.lang.vocabulary import Vocabulary, words_of

_LONGEST_PHRASE = 4


def inspect(source: str, cursor: int, vocabulary: Vocabulary, *, names: Mapping[str, object]) -> str | None:
    """The page in plain text, or None; `names` are the notebook's variables with their values."""
    before = source[:cursor]
    offset = len(before) - len(normalized(before))
    found = [lexeme for lexeme in scan(normalized(source), vocabulary).lexemes if lexeme.kind == lexemes.WORD]
    at = next((i for i, word in enumerate(found) if word.start <= cursor - offset <= word.end), None)
    if at is not None:
        page = _page_of_words(found, at, vocabulary) or _page_of_name(found[at], vocabulary, names)
        if page:
            return page
    call = read_cursor(source, cursor, vocabulary, known_names=names).call
    if call is None or call.verb is None:
        return None
    clause = None if at is None else _clause_at(call.verb, found[at])
    return clause_page(call.verb, clause) if clause else verb_page(call.verb)


def _page_of_words(found: list[Lexeme], at: int, vocabulary: Vocabulary) -> str | None:
    """The longest verb whose phrase the word at the cursor is part of."""
    best: tuple[int, Verb] | None = None
    for first in range(max(0, at - _LONGEST_PHRASE + 1), at + 1):
        for last in range(at, min(first + _LONGEST_PHRASE, len(found))):
            words = found[first : last + 1]
            if any(word.span.line != words[0].span.line for word in words):
                continue
            verb = vocabulary.verb(" ".join(word.text for word in words))
            if verb is not None and (best is None or len(words) > best[0]):
                best = (len(words), verb)
    return verb_page(best[1]) if best else None


def _page_of_name(word: Lexeme, vocabulary: Vocabulary, names: Mapping[str, object]) -> str | None:
    for name, value in names.items():
        if fold(name) == fold(word.text):
            return f"{name}: {named(value)}"
    function = vocabulary.function(word.text)
    return function_page(function) if function else None


def _clause_at(verb: Verb, word: Lexeme) -> Clause | None:
    return next((clause for clause in verb.clauses if word.upper in words_of(clause.words)), None)


def verb_page(verb: Verb) -> str:
    """Signature, text, parameters, clauses, result and example."""
    parts = [verb_signature(verb), "", verb.summary, *([verb.text] if verb.text else [])]
    parts += _table([*map(_parameter_row, verb.parameters), *map(_clause_row, verb.clauses)])
    if verb.result:
        parts += ["", f"Gives: {verb.result}"]
    if verb.aliases:
        parts += ["", f"Also: {', '.join(verb.aliases)}"]
    return "\n".join([*parts, "", "Example:", *(f"  {line}" for line in verb.example.splitlines())])


def function_page(function: Function) -> str:
    """Signature, text, parameters and example."""
    parts = [function_signature(function), "", function.summary, *_table(map_rows(function))]
    return "\n".join([*parts, "", "Example:", *(f"  {line}" for line in function.example.splitlines())])


def map_rows(function: Function) -> list[tuple[str, str]]:
    """A function's parameters as rows of name and help."""
    return [_parameter_row(parameter) for parameter in function.parameters]


def clause_page(verb: Verb, clause: Clause) -> str:
    """What a clause of a verb is for."""
    kind = f": {clause.type.name}" if clause.type else ""
    return f"{clause.words}{kind}, in {verb_signature(verb)}\n\n{clause.help}"


def _parameter_row(parameter: Parameter) -> tuple[str, str]:
    return parameter.name, f"{parameter.type.name}; {parameter.help}" if parameter.help else parameter.type.name


def _clause_row(clause: Clause) -> tuple[str, str]:
    kind = clause.type.name if clause.type else "a word alone"
    return clause.words, f"{kind}; {clause.help}" if clause.help else kind


def _table(rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    width = max(len(name) for name, _ in rows)
    return ["", *(f"  {name.ljust(width)}  {text}" for name, text in rows)]
