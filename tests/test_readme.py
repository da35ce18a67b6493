"""The README promises only what is there."""

from __future__ import annotations

import re
from pathlib import Path

from botmail.keywords import VERBS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("## What it can do")[2].partition("In a notebook")[0]


def phrase_of(typed: str) -> str:
    """`MOVE … TO` and `GET_EMAILS` as the vocabulary spells them."""
    return typed.replace("_", " ").partition(" …")[0]


def test_readme_names_every_verb() -> None:
    named = {phrase_of(typed) for typed in re.findall(r"`([A-Z_ …]+)`", TABLE)} | {"GET"}
    assert {verb.phrase for verb in VERBS} <= named


def test_readme_names_no_verb_that_is_not_there() -> None:
    named = {phrase_of(typed) for typed in re.findall(r"`([A-Z_ …]+)`", TABLE)}
    clauses = {clause.words for verb in VERBS for clause in verb.clauses}
    assert named <= {name for verb in VERBS for name in (verb.phrase, *verb.aliases)} | clauses


def test_readme_pictures_and_documents_exist() -> None:
    root = Path(__file__).parent.parent
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)|`([\w/]+\.(?:ipynb|md|py))`", README):
        path = next(part for part in name if part)
        assert (root / path).exists(), path
