"""Composing: what is meant reads back the same, and nothing else gets in."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botmail.domain.address import Address
from botmail.domain.draft import Draft
from botmail.domain.errors import AddressInvalid, HeaderInvalid
from botmail.mail.compose import compose, new_message_id
from botmail.mail.header_lines import header_text
from botmail.mail.parse import parse_message

SENDER = Address("Me, Myself", "me@example.com")
BOB = Address("Bob", "bob@example.org")
DATE = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
LINE = st.text(CHARACTERS.filter(lambda c: c not in "\r\n"), max_size=120)
NAME = LINE.map(lambda text: header_text(text, field="name"))


def draft_of(**facts: Any) -> Draft:
    return Draft(**{"to": (BOB,), "subject": "Hello", "text": "Hi.\n"} | facts)


def composed(draft: Draft, *, sender: Address = SENDER) -> bytes:
    return compose(draft, sender=sender, message_id="<1@example.com>", date=DATE, reference="ref-1")


def test_plain_mail_is_what_it_should_be() -> None:
    assert composed(draft_of()) == (
        b"Date: Mon, 23 Nov 2026 09:30:00 +0100\r\n"
        b'From: "Me, Myself" <me@example.com>\r\n'
        b"To: Bob <bob@example.org>\r\n"
        b"Subject: Hello\r\n"
        b"Message-ID: <1@example.com>\r\n"
        b"X-Botmail-Ref: ref-1\r\n"
        b"MIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: 7bit\r\n"
        b"\r\n"
        b"Hi.\r\n"
    )


@given(
    st.lists(st.builds(Address, NAME, st.just("bob@example.org")), min_size=1, max_size=4), LINE, st.text(CHARACTERS)
)
def test_what_is_composed_reads_back_the_same(people: list[Address], subject: str, text: str) -> None:
    message = parse_message(composed(draft_of(to=tuple(people), subject=subject, text=text)))
    assert [(person.name, person.address) for person in message.to] == [(p.name, p.address) for p in people]
    assert message.subject == header_text(subject, field="Subject")
    assert message.text == text.replace("\r\n", "\n").replace("\r", "\n")
    assert message.defects == ()


def test_controls_leave_no_double_blanks() -> None:
    draft = draft_of(subject="a \x1b b\t\x07 c ", to=(Address("d \x01e", "d@example.org"),))
    message = parse_message(composed(draft))
    assert (message.subject, message.to[0].name) == ("a b c", "d e")


@given(st.text(CHARACTERS), st.text(CHARACTERS))
def test_html_goes_with_text_and_reads_back_the_same(text: str, html: str) -> None:
    message = parse_message(composed(draft_of(text=text, html=html)))
    assert (message.text, message.html) == tuple(
        each.replace("\r\n", "\n").replace("\r", "\n") for each in (text, html)
    )
    assert message.attachments == ()


@given(LINE, st.text(CHARACTERS, max_size=2000))
def test_wire_form_is_short_lines_of_ascii(subject: str, text: str) -> None:
    raw = composed(draft_of(subject=subject, text=text, html=f"<p>{text}"))
    assert raw.isascii()
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_another_reader_sees_the_same() -> None:
    draft = draft_of(
        to=(Address("Jürgen Groß", "j@example.org"), Address('O"Neil, B. (x)', "o@example.org")),
        cc=(Address("", "c@example.org"),),
        subject="Grüße 😀 " * 20,
        text="Käse\n",
        html="<b>Käse</b>",
    )
    other = message_from_bytes(composed(draft), policy=policy.default)
    assert other["Subject"] == ("Grüße 😀 " * 20).strip()
    assert [address.display_name for address in other["To"].addresses] == ["Jürgen Groß", 'O"Neil, B. (x)']
    assert other.get_body(("plain",)).get_content().strip() == "Käse"
    assert other.get_body(("html",)).get_content().strip() == "<b>Käse</b>"


def test_html_alone_gets_a_text_part() -> None:
    message = parse_message(
        composed(draft_of(text=None, html="<h1>News</h1><p>Read <a href='https://x.org/a'>this</a>."))
    )
    assert message.text == "News\n\nRead this (https://x.org/a)."


def test_bcc_is_in_the_envelope_and_in_no_header() -> None:
    draft = draft_of(to=(), bcc=(Address("", "hidden@example.org"),))
    raw = composed(draft)
    assert b"hidden" not in raw
    assert b"To: undisclosed-recipients:;\r\n" in raw
    assert draft.recipients == (Address("", "hidden@example.org"),)


def test_reply_carries_what_threads_and_robots_need() -> None:
    raw = composed(draft_of(in_reply_to="a@x.org", references=("<r@x.org>", "a@x.org"), is_automatic=True))
    assert b"In-Reply-To: <a@x.org>\r\nReferences: <r@x.org> <a@x.org>\r\nAuto-Submitted: auto-replied\r\n" in raw


def test_long_references_are_folded_and_never_cut() -> None:
    ids = tuple(f"{'x' * 60}{number}@example.org" for number in range(20))
    raw = composed(draft_of(references=ids, in_reply_to=ids[-1]))
    assert parse_message(raw).references == ids


BREAKS = ["\r\n", "\r", "\n", "\0"]


@pytest.mark.parametrize("line_break", BREAKS, ids=repr)
@pytest.mark.parametrize(
    "place", ["subject", "name", "address", "sender", "in_reply_to", "references", "reply_to", "cc"]
)
def test_line_breaks_get_into_no_header(place: str, line_break: str) -> None:
    evil = f"x{line_break}Bcc: evil@example.org"
    drafts = {
        "subject": lambda: draft_of(subject=evil),
        "name": lambda: draft_of(to=(Address(evil, "bob@example.org"),)),
        "address": lambda: draft_of(to=(Address("", f"bob@example.org{evil}"),)),
        "sender": draft_of,
        "in_reply_to": lambda: draft_of(in_reply_to=evil),
        "references": lambda: draft_of(references=(evil,)),
        "reply_to": lambda: draft_of(reply_to=(Address("", f"{evil}@example.org"),)),
        "cc": lambda: draft_of(cc=(Address(evil, "c@example.org"),)),
    }
    sender = Address(evil, "me@example.com") if place == "sender" else SENDER
    with pytest.raises((HeaderInvalid, AddressInvalid)) as caught:
        composed(drafts[place](), sender=sender)
    assert caught.value.hint


@pytest.mark.parametrize("address", ["<bob@example.org>", "bob@example.org, eve@example.org", "a b@x.org", "bob", ""])
def test_address_that_is_more_or_less_than_one_is_refused(address: str) -> None:
    with pytest.raises(AddressInvalid):
        composed(draft_of(to=(Address("", address),)))


def test_domain_beyond_ascii_is_sent_in_ascii() -> None:
    assert b"To: bob@xn--exmple-cua.org\r\n" in composed(draft_of(to=(Address("", "bob@exämple.org"),)))


def test_letters_beyond_ascii_before_the_at_are_refused_in_words() -> None:
    with pytest.raises(AddressInvalid, match="before the @"):
        composed(draft_of(to=(Address("", "jürgen@example.org"),)))


def test_message_ids_never_repeat() -> None:
    ids = {new_message_id("example.com") for _ in range(1000)}
    assert len(ids) == 1000
    assert all(each.endswith("@example.com>") for each in ids)
    assert new_message_id("x\r\ny").endswith("@botmail.invalid>")
