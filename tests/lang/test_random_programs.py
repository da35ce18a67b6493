"""Laws over programs that nobody wrote: they parse, formatting keeps what they mean, and formatting twice is once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from botmail.lang.codes import Category
from botmail.lang.formatter import format_program
from botmail.lang.functions import FUNCTIONS
from botmail.lang.likeness import is_like
from botmail.lang.parser import parse
from botmail.lang.scan import scan
from botmail.lang.source import normalized
from botmail.lang.vocabulary import Vocabulary
from tests.lang import vocabulary
from tests.lang.programs import write_program

VOCABULARY = Vocabulary(vocabulary.VOCABULARY.verbs, FUNCTIONS)
FAST = settings(max_examples=120, deadline=None, derandomize=True)


def check_laws(source: str) -> None:
    """What is true of every valid program."""
    parsed = parse(source, VOCABULARY)
    assert [found for found in parsed.diagnostics if found.category is Category.SYNTAX and found.is_error] == []
    formatted = format_program(source, VOCABULARY)
    assert formatted.is_safe
    assert is_like(parsed.program, parse(formatted.text, VOCABULARY).program)
    assert format_program(formatted.text, VOCABULARY).text == formatted.text


@pytest.mark.parametrize("seed", range(120))
def test_random_program_is_read_and_formatted(seed: int) -> None:
    check_laws(write_program(seed))


@pytest.mark.deep
def test_many_random_programs_are_read_and_formatted() -> None:
    for seed in range(120, 20_000):
        check_laws(write_program(seed))


@FAST
@given(st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda data: data.decode("latin-1"))))
def test_any_text_is_formatted_or_left(source: str) -> None:
    formatted = format_program(source, VOCABULARY)
    assert formatted.is_safe
    assert not formatted.mistakes or formatted.text == source


@FAST
@given(st.text(alphabet=" \t\n\"'_#/*:;,.(){}[]=+-?&$“é1aREM", max_size=120))
def test_lexemes_cover_the_text_in_order(source: str) -> None:
    text = normalized(source)
    found = scan(text, VOCABULARY).lexemes
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(text[one.start : one.end] == one.text for one in found)
    assert found[-1].end == len(text)
