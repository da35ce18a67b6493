"""A value in a few words and its parts, for a debugger: nothing here ever asks the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any

from botmail.domain.address import Address
from botmail.domain.plain import plain_line
from botmail.domain.table import Table
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from botmail.show.words import count_words, day_words, people_words, scalar_words

_LONGEST = 200
_MOST = 10
_PARTS = 200
# What the headers tell; the other members would fetch the body.
_MAIL_PARTS = ("subject", "from", "to", "cc", "date", "received", "folder", "is_read", "is_flagged", "size", "labels")


def brief(value: object) -> str:
    """One line as a program would write the value: `"text"`, `TRUE`, `[1, 2]`; a mail by subject, sender and date."""
    write = next((write for kind, write in _WRITERS if isinstance(value, kind)), scalar_words)
    line = plain_line(write(value))
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def parts(value: object) -> list[tuple[str, object]]:
    """Name and value of what can be seen inside without fetching anything."""
    if isinstance(value, Email):
        return [(name, Email.members[name].get(value)) for name in _MAIL_PARTS]
    if isinstance(value, EmailList):
        return [(f"[{index}]", email) for index, email in enumerate(value.loaded()[:_PARTS])]
    if isinstance(value, Table):
        return [(f"[{index}]", value[index]) for index in range(min(len(value), _PARTS))]
    if isinstance(value, FunctionType):
        return []
    members = getattr(type(value), "members", {})
    return [(member.name, member.get(value)) for member in dict.fromkeys(members.values())]


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _mail(email: Email) -> str:
    return f"{_text(email.subject)} from {people_words(email.from_)}, {day_words(email.date)}"


def _mails(emails: EmailList) -> str:
    return count_words(len(emails), "mail") + (f" in {emails.folder}" if emails.folder else "")


def _list(values: Any) -> str:
    shown = [brief(value) for value in list(values)[:_MOST]]
    return f"[{', '.join(shown)}{', …' if len(values) > _MOST else ''}]"


def _map(entries: Mapping[str, object]) -> str:
    shown = [f"{name}: {brief(value)}" for name, value in list(entries.items())[:_MOST]]
    return "{" + ", ".join(shown) + (", …" if len(entries) > _MOST else "") + "}"


_WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (type(None), lambda _: "NULL"),
    (bool, lambda value: "TRUE" if value else "FALSE"),
    (str, _text),
    (Email, _mail),
    (EmailList, _mails),
    (Address, lambda address: address.full),
    (Table, lambda table: f"{count_words(len(table), 'row')}: {', '.join(table.columns)}"),
    (Mapping, _map),
    ((list, tuple), _list),
    ((dt.date, dt.datetime), scalar_words),
    (FunctionType, lambda function: f"SUB {function.__name__}"),
)
