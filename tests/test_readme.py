"""The README promises only what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from botmail.app import Workspace

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
TABLE = README.partition("## What it can do")[2].partition("In a notebook")[0]


def phrase_of(typed: str) -> str:
    """`MOVE … TO` and `GET_EMAILS` as the vocabulary spells them."""
    return typed.replace("_", " ").partition(" …")[0]


@pytest.fixture
def phrases(tmp_path: Path) -> set[str]:
    """Every phrase and alias of the vocabulary."""
    with Workspace(tmp_path, environ={}) as workspace:
        return {name for verb in workspace.vocabulary.verbs for name in (verb.phrase, *verb.aliases)}


def test_readme_names_every_verb(phrases: set[str]) -> None:
    named = {phrase_of(typed) for typed in re.findall(r"`([A-Z_ …]+)`", TABLE)} | {"GET"}
    unknown_to_the_readme = {p for p in phrases if p not in named}
    assert unknown_to_the_readme <= {"SEND EMAIL"} | {"INPUT", "VALIDATE ADDRESS"}


def test_readme_pictures_and_documents_exist() -> None:
    root = Path(__file__).parent.parent
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)|`([\w/]+\.(?:ipynb|md|py))`", README):
        path = next(part for part in name if part)
        assert (root / path).exists(), path
