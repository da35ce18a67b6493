"""Mails for people: a list as a grid, one mail as a card."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from botmail.domain.plain import plain
from botmail.services.email import Email
from botmail.services.email_list import CHUNK, EmailList
from botmail.show.columns import Grid, listed_columns, mail_rows, read_member
from botmail.show.html import html_frame
from botmail.show.words import cell_words, count_words, size_words

ROWS = 20
"""How many mails a list shows where it cannot be scrolled."""


def mail_grid(emails: EmailList, *, most: int = ROWS) -> Grid:
    """The first `most` mails under the columns of lists."""
    columns = listed_columns()
    rows = tuple(mail_rows(emails, columns, most=most))
    return Grid(columns, rows, len(emails), list_caption(emails))


def list_caption(emails: EmailList) -> str:
    """`12 mails in INBOX, 3 unread`; the unread ones of a long list are not counted, since that reads all of it."""
    where = f" in {cell_words(emails.folder)}" if emails.folder else ""
    if len(emails) > CHUNK:
        return count_words(len(emails), "mail") + where
    unread = sum(not email.is_read for email in emails)
    return count_words(len(emails), "mail") + where + (f", {unread:,} unread" if unread else "")


def mail_head(email: Email) -> list[tuple[str, str]]:
    """What stands above a mail's text: title and value, without the empty ones."""
    facts = [
        ("From", _whole_people([read_member(email, "from")])),
        ("To", _whole_people(read_member(email, "to"))),
        ("Cc", _whole_people(read_member(email, "cc"))),
        ("Subject", cell_words(email.subject) or "(no subject)"),
        ("Date", cell_words(email.date)),
        ("Folder", cell_words(email.folder)),
        ("Attachments", ", ".join(attachment_words(email))),
    ]
    return [(title, value) for title, value in facts if value]


def attachment_words(email: Email) -> list[str]:
    """`report.pdf (14 KB)` for each."""
    return [f"{cell_words(a.name or a.type)} ({size_words(a.size)})" for a in email.whole.attachments]


def mail_text(email: Email) -> str:
    """A mail as plain text: head, blank line, body."""
    head = "\n".join(f"{title}: {value}" for title, value in mail_head(email))
    return f"{head}\n\n{plain(email.text).strip()}"


def mail_card(email: Email) -> str:
    """A mail as HTML: escaped facts, its text, and its own HTML in a frame that can do nothing."""
    align = ' style="text-align: left; vertical-align: top"'
    head = "\n".join(
        f"<tr><th{align}>{escape(title)}</th><td{align}>{escape(value)}</td></tr>" for title, value in mail_head(email)
    )
    # Jupyter's own style for `<pre>` breaks lines inside words.
    wrap = "white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere"
    body = f'<pre style="{wrap}">{escape(plain(email.text).strip())}</pre>'
    markup = email.html
    framed = f"\n<details><summary>As HTML</summary>\n{html_frame(markup.markup)}\n</details>" if markup else ""
    return f"<table>\n<tbody>\n{head}\n</tbody>\n</table>\n{body}{framed}"


def _whole_people(people: Any) -> str:
    return ", ".join(cell_words(person.full) for person in people) if isinstance(people, Sequence) else ""
