"""What of a program's variables a query can use: those that hold rows as tables, simple ones as `$name`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from botmail.domain.table import Table, table_of_maps

_SIMPLE = (bool, int, float, str, dt.date, type(None))


@dataclass(frozen=True, slots=True)
class Bindings:
    """Tables to select from, and values to compare with."""

    tables: Mapping[str, Table]
    values: Mapping[str, object]


def bindings_of(variables: Mapping[str, object]) -> Bindings:
    """The bindings that `variables`, by their BASIC names, make."""
    tables = {name: table for name, value in variables.items() if (table := _rows(value)) is not None}
    return Bindings(tables, {name: value for name, value in variables.items() if isinstance(value, _SIMPLE)})


def _rows(value: object) -> Table | None:
    if isinstance(value, Table):
        return value
    if isinstance(value, list) and value and all(isinstance(row, Mapping) for row in value):
        return table_of_maps(value)
    return None
