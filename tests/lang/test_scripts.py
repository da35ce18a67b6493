"""Programs as people write them, in every style: none of them has a syntax error."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.keywords import VERBS
from botmail.lang.codes import Category
from botmail.lang.functions import FUNCTIONS
from botmail.lang.parser import parse
from botmail.lang.vocabulary import Vocabulary
from tests.lang.vocabulary import VOCABULARY

SCRIPTS = sorted(Path(__file__).with_name("scripts").glob("*.bas"))
SELECT = next(verb for verb in VERBS if verb.phrase == "SELECT")
VOCABULARIES = {"manual": Vocabulary((*VOCABULARY.verbs, SELECT), FUNCTIONS), "own": Vocabulary(VERBS, FUNCTIONS)}
"""With the phrases of the manual, and with those that exist: a verb that is not known is no syntax error."""


def test_there_are_scripts() -> None:
    assert len(SCRIPTS) >= 60


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_script_is_read_without_syntax_error(script: Path, vocabulary: str) -> None:
    parsed = parse(script.read_text(encoding="utf-8"), VOCABULARIES[vocabulary])
    wrong = [found for found in parsed.diagnostics if found.category is Category.SYNTAX and found.is_error]
    assert wrong == []
