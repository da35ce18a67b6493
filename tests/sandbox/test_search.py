"""SEARCH looks into decoded text, as people do."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from imapclient import IMAPClient

from botmail.sandbox.post_office import Delivery
from botmail.sandbox.server import SandboxServer
from tests.sandbox.conftest import BOB, Connect, compose

CRITERIA: list[tuple[list[object], list[int]]] = [
    (["ALL"], [1, 2, 3]),
    (["UNSEEN"], [2, 3]),
    (["SUBJECT", "invoice"], [1]),
    (["SUBJECT", "RÉUNION"], [2]),
    (["FROM", "bob@"], [1, 2, 3]),
    (["CC", "jürgen"], [3]),
    (["BODY", "café crème"], [2]),
    (["BODY", "réunion"], []),
    (["TEXT", "réunion"], [2]),
    (["HEADER", "Message-ID", "<3@"], [3]),
    (["HEADER", "X-Missing", ""], []),
    (["NOT", ["SUBJECT", "invoice"]], [2, 3]),
    (["OR", "SUBJECT", "invoice", "CC", "jürgen"], [1, 3]),
    (["SEEN", "FLAGGED"], [1]),
    (["KEYWORD", "$Done"], [3]),
    (["UNKEYWORD", "$Done"], [1, 2]),
    (["SINCE", date(2026, 2, 2)], [2, 3]),
    (["BEFORE", date(2026, 2, 2)], [1]),
    (["SENTON", date(2026, 1, 31)], [1]),
    (["SENTSINCE", date(2026, 2, 1)], []),
    (["UID", "2:3", "UNSEEN"], [2, 3]),
    (["UID", "2:3", "NOT", "UID", "2"], [3]),
    (["LARGER", 100_000], []),
    (["SUBJECT", "50% [off] (today)"], [3]),
]


@pytest.fixture
def client(sandbox: SandboxServer, connect: Connect) -> IMAPClient:
    mails = [
        (compose("Invoice 42", Date="Sat, 31 Jan 2026 23:30:00 -0500"), ("\\Seen", "\\Flagged"), 1),
        (compose("Réunion à Zürich", "café crème\n" * 30), (), 2),
        (compose("50% [off] (today)", Cc="Jürgen <j@example.net>", Message_ID="<3@example.org>"), ("$Done",), 3),
    ]
    sandbox.deliver(
        Delivery(BOB, mail.as_bytes(), flags=flags, arrived=datetime(2026, 2, day, tzinfo=UTC))
        for mail, flags, day in mails
    )
    return connect()


@pytest.mark.parametrize(("criteria", "found"), CRITERIA, ids=[" ".join(map(str, each)) for each, _ in CRITERIA])
def test_search_finds(client: IMAPClient, criteria: list[object], found: list[int]) -> None:
    assert client.search(criteria, "UTF-8") == found


def test_search_can_be_sorted_by_sequence(client: IMAPClient) -> None:
    client.use_uid = False
    assert client.search(["SUBJECT", "invoice"]) == [1]
