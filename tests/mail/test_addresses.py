"""Address syntax, with what is wrong in words."""

from __future__ import annotations

import pytest

from botmail.domain.errors import AddressInvalid
from botmail.mail.addresses import validate


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("bob@example.org", "", "bob@example.org"),
        (" Bob Jones <bob@Example.ORG> ", "Bob Jones", "bob@example.org"),
        ("bob+tag@mail.local", "", "bob+tag@mail.local"),
        ("bob@localhost", "", "bob@localhost"),
        ("jürgen@exämple.org", "", "jürgen@exämple.org"),
        ("bob@sandbox.test", "", "bob@sandbox.test"),
        ('"a.b."@example.org', "", '"a.b."@example.org'),
    ],
)
def test_good_address_is_accepted(text: str, name: str, address: str) -> None:
    person = validate(text)
    assert (person.name, person.address) == (name, address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bob",
        "bob@",
        "@example.org",
        "bob@example",
        "bob@@example.org",
        "bob@exa mple.org",
        "bob@example..org",
        ".bob@example.org",
        "bob@example.org, eve@example.org",
        "bob@example.org\nBcc: eve@example.org",
        "bob@-example.org",
        "x" * 65 + "@example.org",
        "bob@" + "x" * 300 + ".org",
    ],
)
def test_bad_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(AddressInvalid) as caught:
        validate(text)
    assert caught.value.message
    assert caught.value.hint
