"""Every word of the language as a name, in every place of a name; made from the vocabulary, so that new verbs count."""

from __future__ import annotations

import dataclasses

import pytest

from botmail.keywords import VERBS
from botmail.lang.codes import Category
from botmail.lang.definition import Verb
from botmail.lang.functions import FUNCTIONS
from botmail.lang.lexemes import CONTROL_WORDS, HEADER_WORDS, OPERATOR_WORDS
from botmail.lang.nodes import Node
from botmail.lang.parser import parse
from botmail.lang.vocabulary import Vocabulary

VOCABULARY = Vocabulary(VERBS, FUNCTIONS)
COMMON = [
    *("to", "from", "body", "subject", "email", "status", "list", "file", "type", "date", "message", "item", "count"),
    *("order", "case"),
]
VERB_WORDS = sorted({word.lower() for word in VOCABULARY.verb_words})
CLAUSE_WORDS = sorted({word.lower() for word in VOCABULARY.clause_words})
CONTROLS = sorted({word.lower() for word in CONTROL_WORDS | HEADER_WORDS} - {"then"})
# Operators are names only before = . , ) and the end of a line.
OPERATORS = sorted(word.lower() for word in OPERATOR_WORDS)

PLACES = {
    "variable": "NAME = 1\nx = NAME",
    "variable before a comma": "NAME = 1\nTALK f(NAME, NAME)",
    "variable in brackets": "NAME = 1\nx = [NAME, (NAME)]",
    "changed variable": "NAME = 1\nNAME += 1",
    "member of a variable": "NAME = other\nx = NAME.field",
    "assigned member": "NAME.field = 1",
    "loop variable": "FOR EACH NAME IN rows\ny = 1\nNEXT NAME",
    "counter": "FOR NAME = 1 TO 3\ny = 1\nNEXT NAME",
    "parameter": "SUB reveal(NAME, other)\ny = NAME\nEND SUB",
    "key": "x = {NAME: 1, other: 2}",
    "key behind another": "x = {other: 1, NAME: NAME2}",
    "member": "x = row.NAME",
    "member of a member": "row.NAME.other = row.NAME",
    "caught error": "TRY\ny = 1\nCATCH NAME\nEND TRY",
    "asked for": "HEAR NAME",
    "field of WITH": "WITH row\nNAME = 1\nEND WITH",
}
OPERATOR_PLACES = ("key", "key behind another", "member", "variable before a comma", "variable in brackets")
IN_FRONT = {
    "sum": "NAME = 1\nx = NAME + 1",
    "difference": "NAME = 1\nx = NAME - 1",
    "comparison": "NAME = 1\nIF NAME = 2 THEN y = 1",
    "conjunction": "NAME = 1\nIF NAME AND NAME THEN y = 1",
    "item": "NAME = [1]\nx = NAME[0]",
    "condition": "NAME = 1\nIF NAME THEN y = 1",
    "argument": "NAME = 1\nTALK NAME",
    "iterated": "NAME = [1]\nFOR EACH x IN NAME\nNEXT",
    "bound": "NAME = 1\nFOR i = NAME TO NAME\nNEXT",
    "returned": "NAME = 1\nRETURN NAME",
}


@pytest.mark.parametrize("place", PLACES)
def test_word_is_a_name(place: str) -> None:
    words = [*COMMON, *VERB_WORDS, *CLAUSE_WORDS, *CONTROLS]
    words += OPERATORS if place in OPERATOR_PLACES else []
    assert _differing(PLACES[place], words) == []


@pytest.mark.parametrize("place", IN_FRONT)
def test_verb_with_a_value_is_a_name_where_the_next_token_allows_it(place: str) -> None:
    # RETURN WITH, alone on its line, opens a block.
    reserved = OPERATOR_WORDS | ({"WITH"} if place == "returned" else set())
    words = [word for word in {*COMMON, *VERB_WORDS, *CLAUSE_WORDS} if word.upper() not in reserved]
    assert _differing(IN_FRONT[place], sorted(words)) == []


def _differing(template: str, words: list[str]) -> list[str]:
    """The words that give another tree than a name without a meaning."""
    expected = _tree(template, "zz")
    return [word for word in dict.fromkeys(words) if _tree(template, word) != expected.replace("zz", word)]


def _tree(template: str, name: str) -> str:
    parsed = parse(template.replace("NAME", name), VOCABULARY)
    errors = [found.message for found in parsed.diagnostics if found.category is Category.SYNTAX and found.is_error]
    return _shown(parsed.program) + "".join(errors)


def _shown(value: object) -> str:
    """A node and all in it, without places."""
    if isinstance(value, Verb):
        return f"<{value.phrase}>"
    if isinstance(value, tuple):
        return f"({', '.join(map(_shown, value))})"
    if not isinstance(value, Node):
        return repr(value)
    fields = (getattr(value, field.name) for field in dataclasses.fields(value) if field.name != "span")
    return f"{type(value).__name__}{_shown(tuple(fields))}"
