from __future__ import annotations

import json
from typing import Any

import pytest

from botmail.show.inbox import MOST_ROWS, Inbox
from botmail.show.render import render
from tests.show.mails import ATTACK, ATTACK_IN_WORDS, mail, mailbox


def ask(widget: Inbox, request: object) -> dict[str, Any]:
    """What the widget shows after the browser sent `request`."""
    widget._handle_custom_msg(request, [])
    return dict(widget.opened)


def test_inbox_is_the_widget_of_a_list() -> None:
    bundle = render(mailbox(mail()))
    assert bundle.widget is not None
    assert isinstance(bundle.widget(), Inbox)


def test_inbox_tells_the_browser_words_and_what_to_sort_by() -> None:
    widget = Inbox(mailbox(mail(ATTACK), mail(flags=["\\Seen"])))
    first, second = widget.rows
    assert widget.caption == "2 mails in INBOX, 1 unread"
    assert first["cells"][:4] == ["●", "Ann Example", ATTACK_IN_WORDS, "9 Nov 2026"]
    assert first["from"] == "Ann Example <ann@example.org>"
    assert first["order"][0] < second["order"][0]
    assert len(first["cells"]) == len(first["order"]) == len(widget.columns)


def test_inbox_state_holds_no_body_and_nothing_but_json() -> None:
    widget = Inbox(mailbox(mail(text="a secret body", is_gone=True)))
    assert "a secret body" not in json.dumps([widget.caption, widget.columns, widget.rows, widget.opened])


def test_inbox_opens_the_mail_that_the_browser_asks_for() -> None:
    email = mail(ATTACK, text=ATTACK, html="<p>Hi</p><script>x()</script>", attachment=b"1")
    opened = ask(Inbox(mailbox(mail(), email)), {"open": 1})
    assert (opened["index"], opened["title"], opened["text"]) == (1, ATTACK_IN_WORDS, ATTACK_IN_WORDS)
    assert opened["attachments"] == ["plan.pdf (1 B)"]
    assert "<p>Hi</p>" in opened["page"]
    assert "x()" not in opened["page"]
    assert not email.is_read


def test_inbox_says_so_when_a_mail_is_gone() -> None:
    opened = ask(Inbox(mailbox(mail(is_gone=True))), {"open": 0})
    assert opened == {"index": 0, "error": "the mail is no longer in INBOX it was moved or deleted"}


@pytest.mark.parametrize("request_", [{"open": 9}, {"open": -1}, {"open": "0"}, {"open": None}, {}, "open", None, [0]])
def test_inbox_ignores_what_it_did_not_offer(request_: object) -> None:
    assert ask(Inbox(mailbox(mail())), request_) == {}


def test_inbox_of_a_long_list_says_that_it_is_cut() -> None:
    widget = Inbox(mailbox(*(mail(uid=uid) for uid in range(MOST_ROWS + 1))))
    assert len(widget.rows) == MOST_ROWS
    assert widget.caption == "501 mails in INBOX; the first 500 are shown"
