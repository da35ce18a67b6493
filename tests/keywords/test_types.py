"""Parameter types of mail: what they take, and what they say of what they don't."""

from __future__ import annotations

import pytest

from botmail.domain.address import Address
from botmail.keywords.types import ADDRESSES, EMAILS
from botmail.lang.types import TypeMismatch

ANA = Address("Ana", "ana@example.com")


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("a@example.com", ("a@example.com",)),
        ("a@example.com, b@example.com;c@example.com", ("a@example.com", "b@example.com", "c@example.com")),
        ('"Jones, Bob" <bob@example.org>, a@example.com', ('"Jones, Bob" <bob@example.org>', "a@example.com")),
        (ANA, (ANA,)),
        ([ANA, "b@example.com", ["c@example.com"]], (ANA, "b@example.com", "c@example.com")),
        ("", ()),
        ([], ()),
        (5, ("5",)),
        ("a@example.com\r\nBcc: b@example.com", ("a@example.com\r\nBcc: b@example.com",)),
    ],
)
def test_addresses_are_told_apart(value: object, people: tuple[object, ...]) -> None:
    assert ADDRESSES.convert(value) == people


@pytest.mark.parametrize("value", [None, {"email": "a@example.com"}, len])
def test_what_cannot_be_an_address_is_refused(value: object) -> None:
    with pytest.raises(TypeMismatch, match="an address is needed here"):
        ADDRESSES.convert(value)


@pytest.mark.parametrize(
    ("value", "message"), [("x", "this is text"), (None, "this is null"), ([1], "in this list is a number")]
)
def test_what_is_no_mail_is_refused(value: object, message: str) -> None:
    with pytest.raises(TypeMismatch, match=message):
        EMAILS.convert(value)
