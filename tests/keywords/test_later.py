"""Verbs that are not there yet: known and checked, never pretended."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.app import VOCABULARY
from botmail.keywords import LATER, VERBS
from botmail.lang.definition import Verb
from botmail.lang.faults import NotThereYet
from botmail.lang.language import Language
from tests.keywords.conftest import OpenWorkspace

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
LANGUAGE = Language(VOCABULARY)
FORMS = [
    'SEARCH MAIL "invoice" IN "INBOX" LIMIT 5',
    'SEND TEMPLATE TO address, "welcome", {name: "Ana"}',
    'SEND TEMPLATE "welcome", "email", address, {name: "Ana"}',
    'MAIL MERGE "welcome", people',
    'CREATE EVENT "Lunch", NOW() WITH ["ana@example.com"] AT "Graz"',
    'x = SEARCH KB "lamps"',
    "text = CONTEXT FOR address",
    'PLOT people AS "bar"',
]


def program(form: str) -> str:
    return f'email = NULL : address = "a@example.com" : note = "" : body = "" : people = []\n{form}'


@pytest.mark.parametrize("form", FORMS)
def test_form_is_no_mistake(form: str) -> None:
    assert LANGUAGE.check(program(form)) == ()


@pytest.mark.parametrize("form", FORMS)
def test_running_it_says_that_it_is_not_there_and_what_to_do(form: str, open_workspace: OpenWorkspace) -> None:
    error = open_workspace().attempt(program(form)).error
    assert isinstance(error, NotThereYet)
    assert error.message.endswith("is not there yet")
    assert error.hint.startswith("meanwhile, ")


def test_missing_argument_is_reported_all_the_same() -> None:
    assert [one.code for one in LANGUAGE.check("email = NULL\nSAVE TEMPLATE email")] == ["BM303"]


@pytest.mark.parametrize("verb", LATER, ids=lambda verb: verb.phrase)
def test_verb_to_come_is_promised_nowhere(verb: Verb) -> None:
    assert verb.phrase not in {one.phrase for one in VERBS}
    assert f"`{verb.phrase}`" not in README
    assert verb.text.startswith("meanwhile, ")
