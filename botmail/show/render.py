"""`render`: the one door from a value to what people see of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from botmail.domain.address import Address
from botmail.domain.html import Html
from botmail.domain.outcome import Outcome
from botmail.domain.plain import plain
from botmail.domain.table import Table, table_of_maps
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from botmail.show.columns import Grid, table_grid
from botmail.show.html import html_frame
from botmail.show.mails import mail_card, mail_grid, mail_text
from botmail.show.outcome import outcome_html
from botmail.show.tables import html_table, text_table
from botmail.show.views import named_view
from botmail.show.words import count_words, scalar_words

WIDGET_TYPE = "application/vnd.jupyter.widget-view+json"
ROWS = 40
"""How many rows a table shows."""


class Widget(Protocol):
    """A live widget of ipywidgets, as far as who shows it must know."""

    @property
    def model_id(self) -> str:
        """What the browser finds it by."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What people see of a value: always plain text, perhaps HTML that reads well on a page, perhaps a live widget.

    Text and HTML hold no ids and nothing of the present time: the same value always reads the same.
    """

    text: str
    html: str | None = None
    widget: Callable[[], Widget] | None = None


def mime_bundle(value: object) -> dict[str, Any]:
    """A value for a notebook: text, HTML where there is some, and a live widget where there is one."""
    bundle = render(value)
    data: dict[str, Any] = {"text/plain": bundle.text}
    if bundle.html is not None:
        data["text/html"] = bundle.html
    if bundle.widget is not None:
        data[WIDGET_TYPE] = {"version_major": 2, "version_minor": 0, "model_id": bundle.widget().model_id}
    return data


def render(value: object) -> Bundle:
    """A value in its forms; what has no view of its own is shown as the text that programs print."""
    view = next((view for kind, view in _VIEWS if isinstance(value, kind)), None)
    return view(value) if view else Bundle(scalar_words(value))


def _emails(emails: EmailList) -> Bundle:
    grid = mail_grid(emails)
    return Bundle(text_table(grid), html_table(grid), lambda: _inbox(emails))


def _inbox(emails: EmailList) -> Widget:
    from botmail.show.inbox import Inbox  # noqa: PLC0415 - ipywidgets is loaded when the first list is shown

    widget: Widget = Inbox(emails)
    return widget


def _email(email: Email) -> Bundle:
    return Bundle(mail_text(email), mail_card(email))


def _table(table: Table) -> Bundle:
    grid = named_view(table) or table_grid(table, most=ROWS, caption=count_words(len(table), "row"))
    return _grid(grid)


def _grid(grid: Grid) -> Bundle:
    return Bundle(text_table(grid), html_table(grid))


def _list(values: list[Any]) -> Bundle:
    if values and all(isinstance(value, Email) for value in values):
        return _emails(EmailList.of(values))
    if values and all(isinstance(value, dict) for value in values):
        return _table(table_of_maps([{str(name): cell for name, cell in row.items()} for row in values]))
    return Bundle("\n".join(scalar_words(value) for value in values) or "an empty list")


def _html(value: Html) -> Bundle:
    return Bundle(f"HTML, {count_words(len(value), 'character')}", html_frame(value.markup, title="HTML"))


_VIEWS: tuple[tuple[type, Callable[[Any], Bundle]], ...] = (
    (EmailList, _emails),
    (Email, _email),
    (Table, _table),
    (Outcome, lambda outcome: Bundle(plain(str(outcome)), outcome_html(outcome))),
    (Html, _html),
    (Address, lambda address: Bundle(plain(address.full))),
    (list, _list),
    (dict, lambda entries: _grid(table_grid(table_of_maps([{"name": n, "value": v} for n, v in entries.items()])))),
)
