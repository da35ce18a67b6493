"""Parameter types: each knows how to convert a value, how to describe itself and what to say when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from botmail.domain.html import Html
from botmail.domain.table import Table
from botmail.lang.conversion import (
    TypeMismatch,
    to_boolean,
    to_date,
    to_integer,
    to_items,
    to_list,
    to_number,
    to_text,
)
from botmail.lang.values import Map, named

__all__ = [
    "ANY",
    "BARE_WORDS",
    "BOOLEAN",
    "COLUMN",
    "DATE",
    "INTEGER",
    "LIST",
    "MAP",
    "MARKUP_OR_TEXT",
    "NUMBER",
    "ROWS",
    "TEXT",
    "VARIABLE",
    "WORD",
    "ConvertedType",
    "ParameterType",
    "TypeMismatch",
    "WordType",
    "list_of",
]


class ParameterType:
    """Takes anything; subclasses narrow it. Immutable: one instance per type."""

    name = "any value"

    def convert(self, value: object) -> object:
        """`value` as the verb's body wants it.

        Raises:
            TypeMismatch: it cannot be one; the message says what was expected and what came.
        """
        return value


class ConvertedType(ParameterType):
    """A type that is a name and a function which converts or raises TypeMismatch."""

    def __init__(self, name: str, conversion: Callable[[object], object]) -> None:
        self.name = name
        self.conversion = conversion

    def convert(self, value: object) -> object:
        """The function's answer."""
        return self.conversion(value)


class VariableType(ParameterType):
    """A variable that the verb fills: `HEAR name`. The body gets the variable's name as text, as typed, and what
    it returns is assigned to the variable."""

    name = "a variable"


class WordType(ParameterType):
    """A word that names something, bare or as text: `ORDER BY date`, `AS EMAIL`. The body gets text; no variable of
    that name is read."""

    def __init__(self, name: str) -> None:
        self.name = name

    def convert(self, value: object) -> object:
        """The word as text."""
        return _text(value)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (list, tuple, Mapping, Table)) or callable(value):
        raise TypeMismatch(
            f"text is needed here, and this is {named(value)}", hint='JOIN(list, ", ") makes text of a list'
        )
    return to_text(value)


def _markup_or_text(value: object) -> str | Html:
    return value if isinstance(value, Html) else _text(value)


def _map(value: object) -> Mapping[str, object]:
    if isinstance(value, Map):
        return value
    if isinstance(value, Mapping):
        return Map({to_text(key): item for key, item in value.items()})
    raise TypeMismatch(f"a map is needed here, and this is {named(value)}", hint='write one like {name: "Ana", age: 3}')


def _rows(value: object) -> list[Mapping[str, object]]:
    if isinstance(value, Mapping):
        return [_map(value)]
    return [_map(row) for row in to_items(value)]


def list_of(kind: ParameterType) -> ParameterType:
    """The type of a list whose items are all of one type."""

    def convert(value: object) -> list[object]:
        return [kind.convert(item) for item in to_items(value)]

    return ConvertedType(f"a list of {kind.name}", convert)


ANY = ParameterType()
TEXT = ConvertedType("text", _text)
MARKUP_OR_TEXT = ConvertedType("text or Html", _markup_or_text)
NUMBER = ConvertedType("a number", to_number)
INTEGER = ConvertedType("a whole number", to_integer)
BOOLEAN = ConvertedType("true or false", to_boolean)
DATE = ConvertedType("a date", to_date)
LIST = ConvertedType("a list", to_list)
MAP = ConvertedType("a map", _map)
ROWS = ConvertedType("rows", _rows)
VARIABLE = VariableType()
COLUMN = WordType("a column")
WORD = WordType("a word")
BARE_WORDS = frozenset({VARIABLE, COLUMN, WORD})
"""Types whose operand may be a bare word, which is then taken as text."""
