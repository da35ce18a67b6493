"""DataFrames from what programs hold: dates with a zone, categories for folders, lists for recipients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from botmail.domain.address import Address
from botmail.domain.errors import ProgramError
from botmail.domain.table import Table, table_of_maps
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from botmail.show.columns import MAIL_COLUMNS, Column, Kind, mail_rows

Frame = pd.DataFrame
"""What the rooms call a DataFrame that may not know pandas."""


def to_frame(value: object) -> pd.DataFrame:
    """The DataFrame of a list of mails, a table, a list of maps, one map (a row), or a list of plain values.

    Raises:
        ProgramError: there are no rows in such a value.
    """
    build = next((build for kind, build in _FRAMES if isinstance(value, kind)), None)
    if build is None:
        raise ProgramError(
            f"a {type(value).__name__} has no rows, so it cannot be a DataFrame",
            hint="lists of mails, tables, maps and lists of maps can",
        )
    return build(value)


def mail_frame(emails: Sequence[Email]) -> pd.DataFrame:
    """A row per mail with every column of `MAIL_COLUMNS`; headers are read, bodies are not.

    `date` and `received` are datetimes in UTC, `account` and `folder` categories, `from` an address, `to` and `cc`
    lists of addresses, `flags` a list.
    """
    rows = mail_rows(emails, MAIL_COLUMNS)
    columns = zip(*rows, strict=True) if rows else ((),) * len(MAIL_COLUMNS)
    return pd.DataFrame(
        {column.name: _mail_series(column, list(values)) for column, values in zip(MAIL_COLUMNS, columns, strict=True)}
    )


def table_frame(table: Table) -> pd.DataFrame:
    """A row per row of the table; a column of dates in several zones becomes one in UTC."""
    return pd.DataFrame({name: _series(list(values)) for name, values in zip(table.columns, table.data, strict=True)})


def _list_frame(values: Sequence[object]) -> pd.DataFrame:
    if values and all(isinstance(value, Email) for value in values):
        return mail_frame([value for value in values if isinstance(value, Email)])
    if values and all(isinstance(value, Mapping) for value in values):
        return table_frame(table_of_maps([_named(value) for value in values if isinstance(value, Mapping)]))
    return table_frame(Table(("value",), (tuple(values),)))


def _named(row: Mapping[Any, object]) -> dict[str, object]:
    return {str(name): value for name, value in row.items()}


def _mail_series(column: Column, values: list[Any]) -> pd.Series[Any]:
    build = _BUILDERS.get(column.kind)
    return build(values) if build else pd.Series(values, dtype="str")


def _moments(values: list[Any]) -> pd.Series[Any]:
    return pd.Series(pd.to_datetime(values, utc=True)).astype("datetime64[us, UTC]")


_BUILDERS: dict[Kind, Callable[[list[Any]], pd.Series[Any]]] = {
    Kind.CATEGORY: lambda values: pd.Series(values, dtype="category"),
    Kind.MOMENT: _moments,
    Kind.NUMBER: lambda values: pd.Series(values, dtype="int64"),
    Kind.BYTES: lambda values: pd.Series(values, dtype="int64"),
    Kind.FLAG: lambda values: pd.Series(values, dtype="bool"),
    Kind.UNREAD: lambda values: pd.Series(values, dtype="bool"),
    Kind.PERSON: lambda people: pd.Series([person.address for person in people], dtype="str"),
    Kind.PEOPLE: lambda lists: pd.Series([[p.address for p in people] for people in lists], dtype="object"),
    Kind.LIST: lambda lists: pd.Series([list(items) for items in lists], dtype="object"),
}


def _series(values: list[Any]) -> pd.Series[Any]:
    present = [value for value in values if value is not None]
    if present and all(getattr(value, "tzinfo", None) for value in present):
        return _moments(values)
    if any(isinstance(value, Address) for value in present):
        return pd.Series([value.address if isinstance(value, Address) else value for value in values])
    if present and len(present) < len(values):
        return _series_with_gaps(values, present)
    return pd.Series(values, dtype=None if present else "object")


def _series_with_gaps(values: list[Any], present: list[Any]) -> pd.Series[Any]:
    # Whole numbers and booleans stay what they are beside a gap, instead of turning into floats and objects.
    if all(isinstance(value, bool) for value in present):
        return pd.Series(values, dtype="boolean")
    if all(isinstance(value, int) and not isinstance(value, bool) for value in present):
        return pd.Series(values, dtype="Int64")
    return pd.Series(values)


_FRAMES: tuple[tuple[Any, Callable[[Any], pd.DataFrame]], ...] = (
    (pd.DataFrame, lambda frame: frame),
    (EmailList, mail_frame),
    (Email, lambda email: mail_frame([email])),
    (Table, table_frame),
    (Mapping, lambda entries: table_frame(table_of_maps([_named(entries)]))),
    ((list, tuple), _list_frame),
)
