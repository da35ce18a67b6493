"""`Html`: markup that is meant as markup, told apart from text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Html:
    """A piece of HTML. `+` with text escapes the text, so that a value never becomes markup by accident."""

    markup: str

    def __add__(self, other: object) -> Html:
        return Html(self.markup + _markup(other))

    def __radd__(self, other: object) -> Html:
        return Html(_markup(other) + self.markup)

    def __str__(self) -> str:
        return self.markup

    def __len__(self) -> int:
        return len(self.markup)


def _markup(value: object) -> str:
    return value.markup if isinstance(value, Html) else escape("" if value is None else str(value))
