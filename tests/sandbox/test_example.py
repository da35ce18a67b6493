"""The example mailbox: the story it tells, and that it tells the same one every time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from botmail.sandbox.example import ACCOUNT, DEFAULT_NOW, example_mailbox, example_users, read_clock
from botmail.sandbox.post_office import Delivery

MAILBOX = example_mailbox()


def parse(delivery: Delivery) -> EmailMessage:
    return message_from_bytes(delivery.raw, EmailMessage, policy=policy.default)


def unseen(folder: str) -> list[EmailMessage]:
    return [parse(each) for each in MAILBOX if each.folder == folder and "\\Seen" not in each.flags]


def test_folders_are_filled() -> None:
    assert Counter(each.folder for each in MAILBOX) == {
        "INBOX": 64,
        "Archive": 43,
        "support": 28,
        "Sent": 26,
        "tasks": 18,
        "Junk": 9,
        "Trash": 8,
        "Drafts": 4,
    }


@pytest.mark.parametrize(("folder", "count"), [("INBOX", 12), ("support", 5), ("tasks", 4), ("Archive", 0)])
def test_some_mail_is_unseen(folder: str, count: int) -> None:
    assert len(unseen(folder)) == count


def test_three_mails_are_urgent_and_one_of_them_wants_no_answer() -> None:
    urgent = [mail for mail in unseen("INBOX") if "urgent" in str(mail["Subject"])]
    assert len(urgent) == 3
    assert [str(mail["From"]) for mail in urgent if mail["List-Id"]] == ["Terminal Status <status@pay.example.org>"]


def test_support_is_written_by_people() -> None:
    assert not [mail["From"] for mail in unseen("support") if mail["Auto-Submitted"] or mail["List-Id"]]


def test_mail_is_in_the_order_of_its_arrival() -> None:
    arrivals = [each.arrived for each in MAILBOX if each.arrived]
    assert arrivals == sorted(arrivals)
    assert DEFAULT_NOW - timedelta(days=40) < arrivals[0] < arrivals[-1] < DEFAULT_NOW


def test_mailbox_is_the_same_every_time() -> None:
    assert example_mailbox() == MAILBOX


def test_mailbox_moves_with_the_clock() -> None:
    later = example_mailbox(DEFAULT_NOW + timedelta(days=7))
    assert [each.arrived - timedelta(days=7) for each in later if each.arrived] == [each.arrived for each in MAILBOX]


def test_message_ids_are_unique() -> None:
    ids = Counter(str(parse(each)["Message-ID"]) for each in MAILBOX)
    assert [name for name, count in ids.items() if count > 1] == []


def test_every_answer_has_its_thread() -> None:
    known = {str(parse(each)["Message-ID"]) for each in MAILBOX}
    answered = {str(mail["In-Reply-To"]) for mail in map(parse, MAILBOX) if mail["In-Reply-To"]}
    assert answered
    assert answered <= known


def test_one_mail_is_ugly() -> None:
    (ugly,) = (each for each in MAILBOX if b"x-klingon" in each.raw)
    assert b"\xb0" in ugly.raw
    assert parse(ugly).defects


@pytest.mark.parametrize("word", ["Angebot", "lumière", "reforma", "ペンダント", "ثريا", "гарантия", "Θεσσαλονίκη"])
def test_many_languages_are_written(word: str) -> None:
    texts = [part.get_content() for each in MAILBOX if (part := parse(each).get_body(("plain",)))]
    assert any(word in text for text in texts)


def test_users_are_all_of_example_domains() -> None:
    users = example_users()
    assert {ACCOUNT, "recipient@example.com", "user@example.com"} <= set(users)
    assert [name for name in users if not name.endswith(("example.com", "example.org", "example.net"))] == []


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        (None, DEFAULT_NOW),
        ("2026-05-01T10:00", datetime(2026, 5, 1, 10, tzinfo=UTC)),
        ("2026-05-01T10:00+02:00", datetime(2026, 5, 1, 8, tzinfo=UTC)),
    ],
)
def test_clock_is_read(text: str | None, clock: datetime) -> None:
    assert read_clock(text) == clock


def test_clock_can_be_the_real_one() -> None:
    assert abs(read_clock("now") - datetime.now(UTC)) < timedelta(minutes=1)
