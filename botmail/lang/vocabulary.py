"""The verbs and functions that a program may use, found by their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from botmail.lang.definition import Clause, Function, Verb

Words = tuple[str, ...]
Value = TypeVar("Value")


def words_of(text: str) -> Words:
    """`GET_EMAILS` and `get emails` are the words GET and EMAILS."""
    return tuple(text.upper().replace("_", " ").split())


class Vocabulary:
    """Looks up verbs by phrase or alias and functions by name; case, blanks and underscores do not matter."""

    def __init__(self, verbs: Iterable[Verb], functions: Iterable[Function] = ()) -> None:
        self.verbs = tuple(verbs)
        self.functions = tuple(functions)
        self._verb_by_words = {words_of(phrase): verb for verb in self.verbs for phrase in (*verb.aliases, verb.phrase)}
        self._function_by_name = {
            name.lower(): function for function in self.functions for name in (*function.aliases, function.name)
        }
        self._phrases_by_word = _by_first_word(self._verb_by_words)
        self._clauses = {
            verb.phrase: _by_first_word({words_of(c.words): c for c in verb.clauses}) for verb in self.verbs
        }
        self.clause_table = _by_first_word({words_of(c.words): c for verb in self.verbs for c in verb.clauses})
        self.clause_words = frozenset(word for verb in self.verbs for c in verb.clauses for word in words_of(c.words))
        self.verb_words = frozenset(word for words in self._verb_by_words for word in words)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases and aliases, in upper case with single blanks."""
        return tuple(" ".join(words) for words in self._verb_by_words)

    @property
    def function_names(self) -> tuple[str, ...]:
        """All names of functions, in upper case."""
        return tuple(name.upper() for name in self._function_by_name)

    def verb(self, phrase: str) -> Verb | None:
        """The verb of this phrase or alias."""
        return self._verb_by_words.get(words_of(phrase))

    def function(self, name: str) -> Function | None:
        """The function of this name; a trailing `$` does not count."""
        return self._function_by_name.get(name.lower().removesuffix("$"))

    def verbs_starting_with(self, word: str) -> tuple[tuple[Words, Verb], ...]:
        """Phrases whose first word is `word` (upper case), the longest first."""
        return self._phrases_by_word.get(word, ())

    def clauses_of(self, verb: Verb) -> Mapping[str, tuple[tuple[Words, Clause], ...]]:
        """The verb's clauses by first word, the longest first."""
        return self._clauses[verb.phrase]


def _by_first_word(table: Mapping[Words, Value]) -> dict[str, tuple[tuple[Words, Value], ...]]:
    grouped: dict[str, list[tuple[Words, Value]]] = {}
    for words, value in table.items():
        grouped.setdefault(words[0], []).append((words, value))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in grouped.items()}
