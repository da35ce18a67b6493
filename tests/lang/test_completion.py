"""Completion, inspection and completeness."""

from __future__ import annotations

import pytest

from botmail.lang.completeness import is_complete
from botmail.lang.completion import complete
from botmail.lang.inspection import inspect
from botmail.lang.signatures import verb_signature
from tests.lang.vocabulary import VOCABULARY

NAMES: dict[str, object] = {"emails": [1, 2], "person": {"city": "Rome"}, "note": "text"}
ASKED = {"any value": ("INBOX", "Archive"), "a member": ("subject", "sender")}
WORDS = {"a word of any value": ("UNSEEN", "SINCE", "SUBJECT")}

FITTING = {
    "SEND MA": ("SEND MA", {"SEND MAIL"}),
    "x = GET_EM": ("GET_EM", {"GET EMAILS"}),
    "SEND MAIL a, b CC": ("CC", {"CC"}),
    "MOVE e ": ("", {"TO"}),
    'GET_EMAILS("IN': ("IN", {"INBOX"}),
    'GET_EMAILS("INBOX", "UNSEEN") LI': ("LI", {"LIMIT", "LIKE"}),
    "TALK em": ("em", {"emails"}),
    "IF x TH": ("TH", {"THEN"}),
    "IF emails > 3 A": ("A", {"AND"}),
    "FOR i = 1 T": ("T", {"TO"}),
    "email.s": ("s", {"subject", "sender"}),
    "person.ci": ("ci", {"city"}),
    "broken = = (\nTALK no": ("no", {"note", "NOT"}),
    "' a comment SEND": ("", set()),
}


@pytest.mark.parametrize(
    ("source", "replaced", "texts"), [(s, *found) for s, found in FITTING.items()], ids=list(FITTING)
)
def test_completion_fits(source: str, replaced: str, texts: set[str]) -> None:
    found = complete(source, len(source), VOCABULARY, names=NAMES, names_for=lambda kind: ASKED.get(kind, ()))
    assert source[found.start : found.end] == replaced
    offered = {item.text for item in found.items}
    assert texts <= offered
    assert texts or not offered


@pytest.mark.parametrize(
    ("source", "replaced", "texts"),
    [
        ('GET_EMAILS("INBOX", "', "", ["UNSEEN", "SINCE", "SUBJECT"]),
        ('GET_EMAILS("INBOX", "UNSEEN SU', "SU", ["SUBJECT"]),
        ('GET_EMAILS("INBOX", "NOT (un', "un", ["UNSEEN"]),
    ],
)
def test_completion_fits_words_within_a_text(source: str, replaced: str, texts: list[str]) -> None:
    found = complete(source, len(source), VOCABULARY, names={}, names_for=lambda kind: WORDS.get(kind, ()))
    assert source[found.start : found.end] == replaced
    assert [item.text for item in found.items] == texts


def test_completion_says_what_a_thing_is() -> None:
    verb = VOCABULARY.verb("SEND MAIL")
    assert verb is not None
    (item,) = complete("SEND MA", 7, VOCABULARY, names={}, names_for=lambda _: ()).items
    assert (item.type, item.signature) == ("function", verb_signature(verb))
    assert item.help == verb.summary


def test_completion_offers_nothing_else_for_a_member() -> None:
    found = complete("person.", 7, VOCABULARY, names=NAMES, names_for=lambda _: ())
    assert "city" in {item.text for item in found.items}
    assert not any(item.type == "function" for item in found.items)


def test_completion_leaves_out_a_clause_that_stands_already() -> None:
    source = 'SEND MAIL a, b CC "x" '
    offered = {item.text for item in complete(source, len(source), VOCABULARY, names={}, names_for=lambda _: ()).items}
    assert "ATTACHMENT" in offered
    assert "CC" not in offered


def test_inspection_shows_the_verb_around_the_cursor() -> None:
    page = inspect("x = SEND MAIL a, b", 7, VOCABULARY, names={})
    assert page is not None
    assert page.startswith("SEND MAIL value0[, value1]")
    assert "SUBJECT" in page
    assert "Example:" in page


def test_inspection_shows_the_call_that_is_open() -> None:
    page = inspect('GET_EMAILS("INBOX", ', 20, VOCABULARY, names={})
    assert page is not None
    assert page.startswith("GET EMAILS")


def test_inspection_shows_a_variable_and_nothing_for_nothing() -> None:
    assert inspect("TALK emails", 8, VOCABULARY, names=NAMES) == "emails: a list"
    assert inspect("  ", 1, VOCABULARY, names=NAMES) is None


COMPLETENESS = {
    "x = 1": "complete",
    "": "complete",
    "FOR EACH e IN xs\n  TALK e": "incomplete",
    "IF a THEN": "incomplete",
    "x = [1,\n2": "incomplete",
    'TALK "a': "incomplete",
    "BEGIN MAIL x\nhello": "incomplete",
    "SEND MAIL a,": "incomplete",
    "x = = 1": "invalid",
    "FOR EACH e IN xs\n  TALK e\nNEXT": "complete",
}


@pytest.mark.parametrize(("source", "state"), COMPLETENESS.items(), ids=list(COMPLETENESS))
def test_completeness(source: str, state: str) -> None:
    assert is_complete(source, VOCABULARY)[0] == state


def test_completeness_gives_the_indent_of_the_open_blocks() -> None:
    assert is_complete("FOR i = 1 TO 3\nIF i THEN", VOCABULARY) == ("incomplete", "        ")
