"""Reading mail: the corpus, and laws for any bytes at all."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.domain.message import Message
from botmail.mail import parse, structure
from botmail.mail.parse import parse_message

CORPUS = Path(__file__).parent.parent / "corpus" / "mail"
CASES = sorted(CORPUS.glob("*/*.eml"))
PEOPLE = ("from", "to", "cc", "bcc", "reply_to")


def told(message: Message) -> dict[str, object]:
    """A message as the corpus writes it: people and attachments as lists."""
    facts = message.to_dict()
    for field in PEOPLE:
        facts[field] = [[person["name"], person["address"]] for person in facts[field]]  # type: ignore[attr-defined]  # it is a list
    facts["attachments"] = [[each.name, each.type, each.content_id, each.inline] for each in message.attachments]
    return facts


def test_corpus_is_there() -> None:
    assert len(CASES) >= 15


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_message_reads_as_a_careful_reader_would(path: Path, ending: bytes) -> None:
    wanted = json.loads(path.with_suffix(".json").read_text())
    facts = told(parse_message(path.read_bytes().replace(b"\n", ending)))
    found = {field: facts[field] for field in wanted}
    assert found == wanted


@given(st.binary(max_size=2000))
def test_any_bytes_are_a_message(raw: bytes) -> None:
    message = parse_message(raw)
    assert isinstance(message.text, str | None)
    json.dumps(message.to_dict())


def test_attachment_holds_what_was_attached() -> None:
    message = parse_message((CORPUS / "rfc" / "alternative_and_attachment.eml").read_bytes())
    assert [(each.content, each.size) for each in message.attachments] == [(b"%PDF-", 5), (b"x", 1)]
    forwarded = parse_message((CORPUS / "rfc" / "forwarded_message.eml").read_bytes()).attachments[0]
    assert parse_message(forwarded.content).text == "inner text"


SEEDS = [path.read_bytes() for path in CASES]


@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 3000), st.binary(max_size=8)), max_size=6))
def test_any_damage_leaves_a_message(raw: bytes, damages: list[tuple[int, bytes]]) -> None:
    for position, inserted in damages:
        raw = raw[:position] + inserted + raw[position + len(inserted) // 2 :]
    parse_message(raw)


@given(st.sampled_from(SEEDS), st.integers(0, 3000))
def test_any_cut_leaves_a_message(raw: bytes, length: int) -> None:
    parse_message(raw[:length])


def nested(depth: int) -> bytes:
    opened = [f"Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n" for level in range(depth)]
    return "".join(["From: a@example.org\n", *opened, "\ninnermost\n"]).encode()


ONE_PART = b"--b\nContent-Type: text/plain\n\nx\n"
BOMBS = {
    "depth": (nested(500), "nested deeper"),
    "parts": (
        b"Content-Type: multipart/mixed; boundary=b\n\n" + ONE_PART * 20_000 + b"--b--\n",
        "more than 1000 parts",
    ),
    "fields": (b"X-A: 1\n" * 100_000 + b"\nbody\n", "more than 2000 header fields"),
    "delimiters": (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--c\n" * 400_000, "without parts"),
    "recipients": (b"To: " + b"a@b.org," * 200_000 + b"\n\nx", ""),
    "comments": (b"To: " + b"(" * 300_000 + b"\n\nx", ""),
    "words": (b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nx", ""),
    "broken words": (b"Subject: " + b"=?utf-8?q?" * 200_000 + b"\n\nx", ""),
    "quotes": (b"To: " + b'"' * 300_001 + b"\n\nx", ""),
    "angles": (b"To: " + b"<" * 300_000 + b"\n\nx", ""),
    "parameters": (b"Content-Type: text/plain" + b";a=" * 200_000 + b"\n\nx", ""),
    "sections": (b"Content-Type: text/plain" + b"".join(b";n*%d=x" % n for n in range(20_000)) + b"\n\nx", ""),
    "fold": (b"Subject: a" + b"\n " * 300_000 + b"b\n\nx", ""),
    "tags": (b"Content-Type: text/html\n\n" + b"<" * 400_000, ""),
    "comments in html": (b"Content-Type: text/html\n\n" + b"<!--" * 200_000, ""),
    "scripts": (b"Content-Type: text/html\n\n" + b"<script>" * 100_000, ""),
    "entities": (b"Content-Type: text/html\n\n" + b"&" * 400_000, ""),
    "attributes": (b"Content-Type: text/html\n\n<a " + b"href=' " * 100_000 + b">", ""),
    "one line": (b"a" * 3_000_000, ""),
    "blank lines": (b"\n" * 1_000_000 + b"Subject: x\n\ny", ""),
    "blanks": (b" " * 500_000 + b"\n\nx", ""),
    "ids": (b"References: " + b"<a" * 300_000 + b"\n\nx", ""),
    "date": (b"Date: " + b"1 " * 300_000 + b"\n\nx", ""),
}


@pytest.mark.parametrize(("raw", "defect"), BOMBS.values(), ids=BOMBS)
def test_bomb_is_read_soon_and_told(raw: bytes, defect: str) -> None:
    began = time.process_time()
    message = parse_message(raw)
    assert time.process_time() - began < 4
    assert any(defect in each for each in message.defects) or not defect


def test_too_large_message_is_read_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MAX_BYTES", 1024 * 1024)
    message = parse_message(b"Subject: big\n\n" + b"x" * (2 * 1024 * 1024))
    assert message.subject == "big"
    assert message.defects == ("larger than 1 MiB: the rest was left out",)


def test_reading_stops_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "MAX_SECONDS", -1.0)
    message = parse_message(b"Content-Type: multipart/mixed; boundary=b\n\n" + ONE_PART)
    assert message.defects == ("reading took too long", "a multipart without parts")
