"""`Table`: rows with named columns, as plain Python values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from botmail.domain.members import Member, Members, member_table


@dataclass(frozen=True, slots=True)
class Table:
    """Columns of equal length; iterating gives rows as maps, indexing a row."""

    columns: tuple[str, ...]
    data: tuple[tuple[object, ...], ...]
    """One tuple per column."""

    members: ClassVar[Members]

    def __len__(self) -> int:
        return len(self.data[0]) if self.data else 0

    def __iter__(self) -> Iterator[dict[str, object]]:
        return (dict(zip(self.columns, row, strict=True)) for row in zip(*self.data, strict=True))

    def __getitem__(self, index: int) -> dict[str, object]:
        return {name: column[index] for name, column in zip(self.columns, self.data, strict=True)}

    def column(self, name: str) -> tuple[object, ...]:
        """One column by name, without case.

        Raises:
            KeyError: there is no such column.
        """
        wanted = name.casefold()
        for column, values in zip(self.columns, self.data, strict=True):
            if column.casefold() == wanted:
                return values
        raise KeyError(name)


def table_of(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """A `Table` from rows of values in the order of `columns`."""
    gathered = list(rows)
    data = tuple(zip(*gathered, strict=True)) if gathered else tuple(() for _ in columns)
    return Table(tuple(columns), data)


def table_of_maps(rows: Iterable[Mapping[str, object]]) -> Table:
    """A `Table` from maps; columns in order of first appearance, None where a map lacks one."""
    gathered = list(rows)
    columns = list(dict.fromkeys(name for row in gathered for name in row))
    return table_of(columns, [[row.get(name) for name in columns] for row in gathered])


Table.members = member_table(
    Member("length", "number", "how many rows", len),
    Member("columns", "list", "the names of the columns", lambda t: list(t.columns)),
    aliases={"count": "length", "size": "length"},
)
