"""Values that become rows: `SAVE "leads", name, email` knows what its variables are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from botmail.domain.table import Table
from botmail.lang.conversion import TypeMismatch
from botmail.lang.rows import Rows, rows_of
from botmail.lang.types import ParameterType
from botmail.lang.values import Map, named


@dataclass(frozen=True, slots=True)
class Given:
    """A value and the name of the variable or member that it was written as; empty for other expressions."""

    name: str
    value: object


class GivenType(ParameterType):
    """Any value, together with its name."""

    def convert(self, value: object) -> Given:
        """The value with its name."""
        return value if isinstance(value, Given) else Given("", value)


GIVEN = GivenType()


def rows_given(values: Sequence[Given], *, table: str) -> Rows:
    """One map or rows as they are; several values as one row, with the names of their variables as columns.

    A map behind other values adds its members: `SAVE "t", id, {name: "Ana"}`.

    Raises:
        TypeMismatch: there is nothing, or a value has no name.
    """
    example = f'write SAVE "{table}", {{name: "Ana"}}'
    if not values:
        raise TypeMismatch(f'there is nothing to put into "{table}"', hint=example)
    only = values[0].value
    if len(values) == 1 and (isinstance(only, (Mapping, Table, list, tuple)) or not values[0].name):
        return rows_of(only, what=f'what goes into "{table}"')
    row = Map()
    for number, given in enumerate(values):
        if isinstance(given.value, Mapping) and number:
            row.update(given.value)
        elif given.name or not number:
            row[given.name or "id"] = given.value
        else:
            raise TypeMismatch(f"this is {named(given.value)} without a name, so it has no column", hint=example)
    return rows_of(row, what=f'what goes into "{table}"')
