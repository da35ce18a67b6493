"""Search criteria as people write them: what travels, and what is refused with which words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.domain.errors import CriteriaRefused
from botmail.mail.arguments import Argument, Literal
from botmail.mail.criteria import search_arguments


def shown(arguments: list[Argument]) -> str:
    return " ".join(
        f"{{{each.value.decode()}}}" if isinstance(each, Literal) else each.decode("ascii") for each in arguments
    )


@pytest.mark.parametrize(
    ("criteria", "sent"),
    [
        ("", "ALL"),
        ("  unseen ", "UNSEEN"),
        ("UNSEEN SINCE 1-Nov-2026", "UNSEEN SINCE 1-Nov-2026"),
        ("since 2026-11-01 before 09-dec-2026", "SINCE 1-Nov-2026 BEFORE 9-Dec-2026"),
        ('FROM "bob"', 'FROM "bob"'),
        ("FROM bob@example.org", 'FROM "bob@example.org"'),
        ("SUBJECT 'two words' SEEN", 'SUBJECT "two words" SEEN'),
        ("SUBJECT don't", 'SUBJECT "don\'t"'),
        (r'SUBJECT "a \"b\" \\c"', r'SUBJECT "a \"b\" \\c"'),
        ('SUBJECT ""', 'SUBJECT ""'),
        ("SUBJECT Grüße", "SUBJECT {Grüße}"),
        ('NOT (OR SEEN (FLAGGED TEXT "x"))', 'NOT ( OR SEEN ( FLAGGED TEXT "x" ) )'),
        ("HEADER X-Mark yes", 'HEADER "X-Mark" "yes"'),
        ("UID 1:4,9:* KEYWORD invoice LARGER 1000", "UID 1:4,9:* KEYWORD invoice LARGER 1000"),
        ("1:10", "1:10"),
        ("ON 31-Dec-1999", "ON 31-Dec-1999"),
    ],
)
def test_criteria_travel_as_meant(criteria: str, sent: str) -> None:
    assert shown(search_arguments(criteria)[0]) == sent


def test_text_beyond_ascii_is_told() -> None:
    assert (search_arguments("FROM ü")[1], search_arguments("FROM u")[1]) == (True, False)


@pytest.mark.parametrize(
    ("criteria", "message", "hint"),
    [
        ("UNREAD", "UNREAD is not a search key", "did you mean UNSEEN?"),
        ("UNSEN", '"UNSEN" is not a search key', "did you mean UNSEEN?"),
        ("SEEN AND UNSEEN", "AND is not a search key", "leave it out"),
        ("SUBJECT hello world", '"world" is not a search key', "stands in quotes"),
        ('"hello"', '"hello" is not a search key', "stands in quotes"),
        ("SINCE yesterday", 'SINCE needs a date, and "yesterday" is none', "SINCE 1-Nov-2026"),
        ("SINCE 31-Feb-2026", "needs a date", "SINCE 1-Nov-2026"),
        ("LARGER big", "needs a whole number", "LARGER 1000"),
        ('KEYWORD "two words"', '"two words" cannot be a keyword', "KEYWORD invoice"),
        ("UID x", "UID needs numbers", "UID 4,7:9"),
        ("UID ٣", "UID needs numbers", "UID 4,7:9"),
        ("KEYWORD 😀", "cannot be a keyword", "KEYWORD invoice"),
        ("FROM", "end where what FROM is to look for should follow", "for example"),
        ("FROM )", "needs something to look for", "for example"),
        ("NOT", "end where a search key should follow", "for example"),
        ("(UNSEEN", "is not closed", "add the missing )"),
        ("UNSEEN)", "closes nothing", "take the ) away"),
        ("()", "empty parentheses", "for example"),
        ('FROM "bob', "a quote in the search criteria is not closed", 'add the missing "'),
        ("UNSEEN\r\nA1 LOGOUT", "must be one line", "for example"),
        ("FROM a\0b", "must be one line", "for example"),
        ("(" * 100 + "ALL" + ")" * 100, "nested too deeply", "fewer"),
        ("NOT " * 3000, "more than 6000 characters", "several steps"),
    ],
)
def test_bad_criteria_say_what_to_write(criteria: str, message: str, hint: str) -> None:
    with pytest.raises(CriteriaRefused) as caught:
        search_arguments(criteria)
    assert message in caught.value.message
    assert hint in caught.value.hint


@given(st.text())
def test_any_text_is_criteria_or_refused(text: str) -> None:
    try:
        arguments, _ = search_arguments(text)
    except CriteriaRefused:
        return
    assert not any(b"\r" in each or b"\n" in each for each in arguments if isinstance(each, bytes))


@given(st.text(alphabet=st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=200))
def test_any_quoted_text_arrives_whole(text: str) -> None:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    (_, sent), _ = search_arguments(f'TEXT "{escaped}"')
    assert sent == (Literal(text.encode()) if isinstance(sent, Literal) else b'"' + escaped.encode("ascii") + b'"')
