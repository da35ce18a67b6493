"""Rows of any kind - tables, lists of maps, mails - seen as one thing: named columns, and a value for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from botmail.domain.conditions import Condition, Operand
from botmail.domain.members import Members
from botmail.domain.table import Table, table_of
from botmail.lang.conditions import Columns, reading_of, settled, settled_fields, test_of
from botmail.lang.conversion import TypeMismatch, number_in, to_items, to_text
from botmail.lang.functions.lists import order_key
from botmail.lang.members import declared_members, given
from botmail.lang.types import ParameterType
from botmail.lang.values import Map, named

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows in order; `source` is what the program gave, so that a result can be of the same kind."""

    source: object
    items: Sequence[object]
    rows: Sequence[Row]
    columns: Columns

    def where(self, condition: Condition) -> object:
        """Those rows for which `condition` holds, as the same kind of value.

        Raises:
            ProgramError: it names what is neither a column nor a variable.
        """
        if not self.rows:
            return self.source
        test = test_of(settled(condition, self.columns))
        return self.chosen([index for index, row in enumerate(self.rows) if test(row)])

    def with_fields(self, fields: Mapping[str, Operand]) -> list[Map]:
        """The rows as maps with these columns added or changed."""
        made = [Map(row) for row in self.rows]
        decided = settled_fields(fields, self.columns) if made else {}
        computed = {name: reading_of(operand) for name, operand in decided.items()}
        for row, target in zip(self.rows, made, strict=True):
            for name, compute in computed.items():
                target[name] = compute(row)
        return made

    def ordered(self, columns: Sequence[str], *, is_descending: bool) -> object:
        """The rows in order of these columns, empty values first."""
        names = [self.columns.needed(name) for name in columns] if self.rows else []
        indexes = sorted(
            range(len(self.rows)),
            key=lambda index: [order_key(self.rows[index].get(name)) for name in names],
            reverse=is_descending,
        )
        return self.chosen(indexes)

    def chosen(self, indexes: Sequence[int]) -> object:
        """The rows with these numbers, as the same kind of value."""
        if isinstance(self.source, Table):
            data = tuple(tuple(column[index] for index in indexes) for column in self.source.data)
            return Table(self.source.columns, data)
        return [self.items[index] for index in indexes]

    def column(self, name: str) -> list[object]:
        """The values of one column."""
        spelled = self.columns.needed(name) if self.rows else name
        return [row.get(spelled) for row in self.rows]

    def grouped(self, columns: Sequence[str]) -> dict[tuple[object, ...], list[int]]:
        """The numbers of the rows that have the same values in `columns`, in order of first appearance."""
        names = [self.columns.needed(name) for name in columns] if self.rows else []
        groups: dict[tuple[object, ...], list[int]] = {}
        for index, row in enumerate(self.rows):
            groups.setdefault(tuple(identity(row.get(name)) for name in names), []).append(index)
        return groups


class RowsType(ParameterType):
    """A table, a list of maps, or mails."""

    name = "rows"

    def convert(self, value: object) -> Rows:
        """The rows.

        Raises:
            TypeMismatch: there are none in it.
        """
        return rows_of(value)


ANY_ROWS = RowsType()


def rows_of(value: object, *, what: str = "") -> Rows:
    """`value` as rows; `what` names them in messages.

    Raises:
        TypeMismatch: it holds no rows.
    """
    if isinstance(value, Table):
        return Rows(value, (), list(value), Columns(value.columns, what=what or "the table"))
    items = [value] if isinstance(value, Mapping) else list(to_items(value))
    rows = [_row(item) for item in items]
    if rows and isinstance(rows[0], MemberRow):
        return Rows(items, items, rows, Columns(rows[0], what=what or named(items[0])))
    names: dict[str, str] = {}
    for row in rows:
        for name in row:
            names.setdefault(name.casefold(), name)
    return Rows(items, items, rows, Columns(names.values(), what=what or "the list"))


def table_of_rows(rows: Rows) -> Table:
    """The rows as a table, with null where a row lacks a column."""
    if isinstance(rows.source, Table):
        return rows.source
    names = rows.columns.names
    return table_of(names, [[row.get(name) for name in names] for row in rows.rows])


def identity(value: object) -> object:
    """What makes two values of a key the same: numbers and numeric text are, text counts with its case."""
    if isinstance(value, str):
        number = number_in(value)
        return value if number is None else number
    return value if isinstance(value, (bool, int, float)) or value is None else to_text(value)


class MemberRow(Mapping[str, object]):
    """A value with members, such as a mail, as a row: each is read when it is asked for."""

    __slots__ = ("_members", "_value")

    def __init__(self, value: object, members: Members) -> None:
        self._value = value
        self._members = members

    def __getitem__(self, name: str) -> object:
        return given(self._members[name.lower()].get(self._value))

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def _row(item: object) -> Row:
    if isinstance(item, Mapping):
        return item if isinstance(item, Map) else Map({to_text(key): value for key, value in item.items()})
    members = declared_members(item)
    if not members:
        raise TypeMismatch(
            f"rows are needed here, and in this list is {named(item)}", hint='a row is a map like {name: "Ana"}'
        )
    return MemberRow(item, members)
