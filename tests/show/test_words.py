from __future__ import annotations

import datetime as dt

import pytest

from botmail.domain.address import Address
from botmail.lang.conversion import to_text
from botmail.show.columns import Kind
from botmail.show.words import cell_words, count_words, scalar_words, size_words

MOMENT = dt.datetime(2026, 11, 2, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (None, Kind.TEXT, ""),
        (None, Kind.MOMENT, ""),
        (True, Kind.TEXT, "true"),
        (3.0, Kind.TEXT, "3"),
        (MOMENT, Kind.MOMENT, "2 Nov 2026"),
        (MOMENT, Kind.TEXT, "2026-11-02 23:30"),
        (2048, Kind.BYTES, "2.0 KB"),
        (True, Kind.FLAG, "yes"),
        (False, Kind.FLAG, ""),
        (False, Kind.UNREAD, "●"),
        (True, Kind.UNREAD, ""),
        (Address("Ann", "ann@example.org"), Kind.PERSON, "Ann"),
        ([Address("Ann", "ann@example.org"), Address("", "bob@example.org")], Kind.PEOPLE, "Ann, bob@example.org"),
        (["a", 1], Kind.LIST, "a, 1"),
        ({"a": 1, "b": None}, Kind.TEXT, "a: 1, b:"),
        ("two\r\nlines\x00 and \x1b[2Ja clear screen", Kind.TEXT, "two lines and a clear screen"),
        (Address("\u202eevil", "e@example.org"), Kind.PERSON, "evil"),
    ],
)
def test_cell_says_value_on_one_plain_line(value: object, kind: Kind, words: str) -> None:
    assert cell_words(value, kind) == words


@pytest.mark.parametrize("value", [None, True, 0, -2.5, 3.0, 1e300, "text", MOMENT, dt.date(2026, 11, 2), 10**30])
def test_scalar_reads_as_the_language_prints_it(value: object) -> None:
    assert scalar_words(value) == to_text(value)


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (20_480, "20 KB"), (5 << 20, "5.0 MB"), (3 << 40, "3072 GB")],
)
def test_size_says_three_digits_and_a_unit(size: int, words: str) -> None:
    assert size_words(size) == words


def test_count_knows_one_from_many() -> None:
    assert [count_words(n, "mail") for n in (0, 1, 1200)] == ["0 mails", "1 mail", "1,200 mails"]
