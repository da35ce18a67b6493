"""The words of a vocabulary by kind, for everything that colours programs."""

from __future__ import annotations

from collections.abc import Iterable

from botmail.lang.lexemes import CONSTANTS, CONTROL_WORDS, HEADER_WORDS, OPERATOR_WORDS
from botmail.lang.vocabulary import Vocabulary


def word_lists(vocabulary: Vocabulary) -> dict[str, Iterable[str]]:
    """Upper-case words by kind: `verbs`, `clauses`, `functions`, `keywords`, `operators`, `constants`."""
    return {
        "verbs": vocabulary.phrases,
        "clauses": {" ".join(clause.words.upper().split()) for verb in vocabulary.verbs for clause in verb.clauses},
        "functions": vocabulary.function_names,
        "keywords": CONTROL_WORDS | HEADER_WORDS,
        "operators": OPERATOR_WORDS | {"NOT"},
        "constants": CONSTANTS,
    }
