"""The inbox: a list of mails as a widget that sorts, filters and opens one mail at a time.

The browser gets words, never markup: `inbox.js` writes with `textContent` alone, and the HTML of a mail only ever
goes into a sandboxed frame (`show.html`). Sorting and filtering happen in the browser; opening asks back here, since
bodies are fetched when they are first wanted.
"""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from botmail.domain.errors import BotmailError
from botmail.domain.plain import plain, plain_line
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from botmail.show.columns import Column, Kind, listed_columns, read_member
from botmail.show.html import SANDBOX, frame_document
from botmail.show.mails import attachment_words, list_caption, mail_head
from botmail.show.words import cell_words

MOST_ROWS = 500
_FOLDER = Path(__file__).parent


class Inbox(anywidget.AnyWidget):
    """The widget of an `EmailList`. Rows are set once; `opened` holds the mail that the user chose last."""

    _esm = _FOLDER / "inbox.js"
    _css = _FOLDER / "inbox.css"
    caption = traitlets.Unicode().tag(sync=True)
    columns = traitlets.List(traitlets.Dict()).tag(sync=True)
    rows = traitlets.List(traitlets.Dict()).tag(sync=True)
    opened = traitlets.Dict().tag(sync=True)

    def __init__(self, emails: EmailList) -> None:
        self._emails = list(islice(emails, MOST_ROWS))
        super().__init__(
            caption=_caption(emails, len(self._emails)),
            columns=[_column(column) for column in listed_columns()],
            rows=[_row(email) for email in self._emails],
        )
        self.on_msg(self._answer)

    def _answer(self, _widget: object, request: object, _buffers: object) -> None:
        # What comes from a browser is looked at before it is used: one known request, one number in range.
        index = request.get("open") if isinstance(request, dict) else None
        if isinstance(index, int) and 0 <= index < len(self._emails):
            self.opened = {"index": index, **opened_mail(self._emails[index])}


def opened_mail(email: Email) -> dict[str, object]:
    """One mail in the words that the widget shows; what went wrong, where it cannot be read."""
    try:
        markup = email.html
        return {
            "title": plain_line(email.subject) or "(no subject)",
            "head": [list(fact) for fact in mail_head(email) if fact[0] not in ("Subject", "Attachments")],
            "attachments": attachment_words(email),
            "text": plain(email.text).strip(),
            "page": frame_document(markup.markup) if markup else "",
            "sandbox": SANDBOX,
        }
    except BotmailError as error:
        return {"error": plain_line(f"{error.message} {error.hint}")}


def _caption(emails: EmailList, shown: int) -> str:
    caption = list_caption(emails)
    return caption if len(emails) <= shown else f"{caption}; the first {shown} are shown"


def _column(column: Column) -> dict[str, object]:
    title = "unread" if column.kind is Kind.UNREAD else column.title
    return {"name": column.name, "title": title, "isRight": column.is_right_aligned}


def _row(email: Email) -> dict[str, object]:
    values = {column: read_member(email, column.name) for column in listed_columns()}
    return {
        "cells": [cell_words(value, column.kind) for column, value in values.items()],
        "order": [_order(value, column.kind) for column, value in values.items()],
        "isRead": email.is_read,
        "from": cell_words(email.from_.full),
    }


def _order(value: Any, kind: Kind) -> str | float:
    """What the browser sorts by: numbers and moments as numbers, all else as text without case."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, (bool, int, float)):
        return float(value)
    return cell_words(value, kind).casefold()
