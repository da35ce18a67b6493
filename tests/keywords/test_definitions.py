"""Every verb is one file with everything in it, and the vocabulary is all of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import botmail.keywords
from botmail.keywords import VERBS
from botmail.lang.definition import Verb
from botmail.lang.functions import FUNCTIONS
from botmail.lang.language import Language
from botmail.lang.vocabulary import Vocabulary

PACKAGE = Path(botmail.keywords.__file__).parent
BY_PHRASE = {verb.phrase: verb for verb in VERBS}
LANGUAGE = Language(Vocabulary(VERBS, FUNCTIONS))


def files_with_a_verb() -> list[Path]:
    return [path for path in sorted(PACKAGE.glob("*/*.py")) if "@verb(" in path.read_text(encoding="utf-8")]


def test_every_file_with_a_verb_is_in_the_vocabulary() -> None:
    assert len(files_with_a_verb()) == len(VERBS) == len(BY_PHRASE)


@pytest.mark.parametrize("path", files_with_a_verb(), ids=lambda path: path.stem)
def test_file_of_a_verb_is_named_like_its_phrase(path: Path) -> None:
    phrase = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert phrase is not None
    verb = BY_PHRASE[phrase.replace("_", " ")]
    assert path.stem == verb.phrase.lower().replace(" ", "_")
    assert path.parent.name == verb.topic


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.phrase)
def test_definition_is_complete(verb: Verb) -> None:
    assert verb.summary.endswith(".")
    assert verb.result
    assert all(parameter.help for parameter in verb.parameters)
    assert all(clause.help for clause in verb.clauses)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.phrase)
def test_example_is_a_program_without_mistakes(verb: Verb) -> None:
    assert LANGUAGE.check(verb.example) == ()


def test_definition_as_data() -> None:
    assert BY_PHRASE["MOVE"].to_info() == {
        "phrase": "MOVE",
        "aliases": [],
        "topic": "mailbox",
        "effect": "changes",
        "result": "Outcome",
        "summary": "Move a mail, or a list of mails, to another folder of its account.",
        "text": "",
        "example": 'FOR EACH e IN GET_EMAILS("INBOX", "SUBJECT newsletter")\nMOVE e TO "Archive"\nNEXT',
        "parameters": [
            {
                "name": "email",
                "type": "a mail or a list of mails",
                "help": "one mail or a list; a list goes to the server at once",
                "optional": False,
                "repeated": False,
            }
        ],
        "clauses": [
            {"words": "TO", "type": "a folder's name", "help": "a folder of the same account", "required": True}
        ],
    }
