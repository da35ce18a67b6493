"""The inbox widget's own page, without Jupyter: what it draws, what the keyboard does, and that mail stays text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import botmail.show
from botmail.show.html import SANDBOX, frame_document

pytestmark = pytest.mark.browser
SHOW = Path(botmail.show.__file__).parent
ATTACK = '<img src=x onerror="window.broken = true"><script>window.broken = true</script>'
COLUMNS = [
    {"name": "is_read", "title": "unread", "isRight": False},
    {"name": "from", "title": "From", "isRight": False},
    {"name": "subject", "title": "Subject", "isRight": False},
    {"name": "date", "title": "Date", "isRight": False},
    {"name": "size", "title": "Size", "isRight": True},
]
# The page's model: what anywidget would give, as far as inbox.js uses it.
PAGE = """
async ({ script, style, state }) => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: style }));
  const module = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const handlers = {};
  window.sent = [];
  window.model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; handlers[`change:${name}`]?.(); },
    send: (message) => window.sent.push(message),
    on: (event, handler) => { handlers[event] = handler; },
    off: (event) => { delete handlers[event]; },
  };
  module.default.render({ model: window.model, el: document.body.appendChild(document.createElement("div")) });
}
"""


def row(sender: str, subject: str, *, day: int, size: int, is_read: bool = True) -> dict[str, Any]:
    return {
        "cells": ["" if is_read else "●", sender, subject, f"{day} Nov 2026", f"{size} B"],
        "order": [float(is_read), sender.casefold(), subject.casefold(), float(day), float(size)],
        "isRead": is_read,
        "from": f"{sender} <{sender.lower()}@example.org>",
    }


ROWS = [
    row("Ann", "Urgent: the printer is on fire", day=2, size=900, is_read=False),
    row("Bob", "Minutes of the meeting", day=9, size=12),
    row("Carla", ATTACK, day=5, size=500),
]
MAIL = {
    "index": 2,
    "title": ATTACK,
    "head": [["From", "Carla <carla@example.org>"]],
    "attachments": ["plan.pdf (14 KB)"],
    "text": ATTACK,
    "page": frame_document(f"<p>Hello</p>{ATTACK}"),
    "sandbox": SANDBOX,
}


@pytest.fixture
def page(browser: Any) -> Any:
    page = browser.new_page(viewport={"width": 900, "height": 640})
    page.set_default_timeout(5_000)
    page.set_content("<!DOCTYPE html><html><head></head><body></body></html>")
    state = {"caption": "3 mails in INBOX, 1 unread", "columns": COLUMNS, "rows": ROWS, "opened": {}}
    script, style = ((SHOW / name).read_text(encoding="utf-8") for name in ("inbox.js", "inbox.css"))
    page.evaluate(PAGE, {"script": script, "style": style, "state": state})
    yield page
    page.close()


def subjects(page: Any) -> list[str]:
    return page.locator("tbody td:nth-child(3)").all_text_contents()


def test_inbox_page_lists_mails_in_the_order_given(page: Any) -> None:
    assert subjects(page) == [row["cells"][2] for row in ROWS]
    assert page.locator(".botmail-caption").text_content() == "3 mails in INBOX, 1 unread"
    assert page.locator("tr.botmail-unread").count() == 1


@pytest.mark.parametrize(
    ("title", "first", "second"),
    [("Subject", ATTACK, ROWS[0]["cells"][2]), ("Size", ROWS[1]["cells"][2], ROWS[0]["cells"][2])],
)
def test_inbox_page_sorts_by_a_column_both_ways(page: Any, title: str, first: str, second: str) -> None:
    page.get_by_role("button", name=title, exact=True).click()
    assert subjects(page)[0] == first
    page.get_by_role("button", name=title, exact=True).click()
    assert subjects(page)[0] == second
    assert page.locator('th[aria-sort="descending"]').text_content() == title


def test_inbox_page_filters_by_sender_and_subject(page: Any) -> None:
    page.locator(".botmail-filter").fill("MEETING")
    assert subjects(page) == ["Minutes of the meeting"]
    assert page.locator(".botmail-caption").text_content() == "3 mails in INBOX, 1 unread · 1 match"
    page.locator(".botmail-filter").fill("nobody")
    assert page.locator(".botmail-nothing").text_content() == "No mail matches the filter."


def test_inbox_page_works_by_keyboard_alone(page: Any) -> None:
    page.locator(".botmail-filter").focus()
    for key in ("ArrowDown", "End", "ArrowUp", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate("window.sent") == [{"open": 2}]
    page.evaluate("mail => window.model.set('opened', mail)", MAIL)
    assert page.locator(".botmail-mail").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".botmail-mail").is_hidden()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "botmail-filter"


def test_inbox_page_shows_mail_as_text_never_as_markup(page: Any) -> None:
    page.locator("tbody tr").nth(2).click()
    page.evaluate("mail => window.model.set('opened', mail)", MAIL)
    assert page.locator(".botmail-mail h3").text_content() == ATTACK
    assert page.locator(".botmail-text").text_content() == ATTACK
    page.get_by_role("button", name="Show as HTML").click()
    frame = page.locator("iframe")
    assert "allow-scripts" not in frame.get_attribute("sandbox")
    assert "allow-same-origin" not in frame.get_attribute("sandbox")
    assert page.frame_locator("iframe").locator("p").text_content() == "Hello"
    assert page.locator(".botmail-inbox img, .botmail-inbox script").count() == 0
    assert page.evaluate("window.broken") is None


def test_inbox_page_ignores_a_mail_that_was_left_meanwhile(page: Any) -> None:
    page.locator("tbody tr").nth(0).click()
    page.evaluate("mail => window.model.set('opened', mail)", MAIL)
    assert page.locator(".botmail-mail").is_hidden()
