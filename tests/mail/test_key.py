"""A message's key stays when servers rewrite what does not matter, and differs when anything does."""

from __future__ import annotations

import pytest

from botmail.mail.key import message_key

HEADER = (
    b"Received: by one.example.org\r\nReceived: by two.example.org\r\nMessage-ID: <1@example.org>\r\n"
    b"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nFrom: a@example.org\r\nTo: b@example.org,\r\n c@example.org\r\n"
    b"Subject: a long\r\n subject\r\n\r\n"
)
KEY = message_key(HEADER, 500)


def test_key_is_stable_for_ever() -> None:
    assert KEY == "30d720a10ad66e6f790f58787374fdc49276261bd7fbd1f96509670c621a7a2f"


@pytest.mark.parametrize(
    "header",
    [
        HEADER.replace(b"\r\n", b"\n"),
        HEADER.replace(b"\r\n ", b"  "),
        HEADER.replace(b"Subject", b"SUBJECT"),
        b"X-Spam: no\r\n" + HEADER,
        HEADER.replace(b"two.example.org", b"other"),
        HEADER + b"body",
    ],
    ids=["line ends", "folds", "case of names", "added field", "second Received", "body behind"],
)
def test_key_stays_when_what_does_not_matter_changes(header: bytes) -> None:
    assert message_key(header, 500) == KEY


@pytest.mark.parametrize(
    "header",
    [HEADER.replace(old, old + b"x") for old in (b"<1@", b"2026", b"From: a", b"To: b", b"long", b"one.example.org")],
)
def test_key_differs_when_anything_that_counts_does(header: bytes) -> None:
    assert message_key(header, 500) != KEY


def test_key_differs_by_size() -> None:
    assert message_key(HEADER, 501) != KEY


def test_any_header_has_a_key() -> None:
    assert len({message_key(header, 0) for header in (b"", b"\r\n", b"junk", b"Subject:\r\n")}) == 1
