"""What the data verbs make of rows: sums, groups, joins, pivots."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from botmail.domain.errors import ProgramError
from botmail.domain.table import Table, table_of
from botmail.lang.conditions import Columns
from botmail.lang.conversion import TypeMismatch, to_number, to_text
from botmail.lang.functions.lists import order_key
from botmail.lang.rows import Rows, identity, rows_of
from botmail.lang.values import Map

_KINDS: dict[str, Callable[[Sequence[object]], object]] = {
    "SUM": lambda values: sum(map(to_number, values)),
    "AVG": lambda values: sum(map(to_number, values)) / len(values) if values else None,
    "MIN": lambda values: min(values, key=order_key, default=None),
    "MAX": lambda values: max(values, key=order_key, default=None),
    "COUNT": len,
}
_ALIASES = {"AVERAGE": "AVG", "MEAN": "AVG", "TOTAL": "SUM"}
_RENAMED = re.compile(r"\s*(.+?)\s*(?:->|=>|\sAS\s)\s*(.+?)\s*", re.IGNORECASE)


def aggregate_of(kind: object, rows: object, *, column: object = "") -> object:
    """The sum, mean, least, most or number of a column; `kind` and `rows` may stand in either order.

    Raises:
        ProgramError: there is no such kind or column.
        TypeMismatch: there are no rows.
    """
    if not isinstance(kind, str) and isinstance(rows, str):
        kind, rows = rows, kind
    work = _work_of(kind)
    table = rows_of(rows)
    if not column:
        if work is len:
            return len(table.rows)
        raise ProgramError("AGGREGATE needs a column", hint='write AGGREGATE "SUM", orders, "total"')
    return work(_given(table.column(to_text(column))))


def groups_of(rows: Rows, column: str) -> Map:
    """The rows by what they have in a column, as a map of text to rows of the same kind."""
    spelled = rows.columns.needed(column) if rows.rows else column
    return Map(
        (to_text(rows.rows[indexes[0]].get(spelled)), rows.chosen(indexes))
        for indexes in rows.grouped([column]).values()
    )


def distinct(rows: Rows, columns: Sequence[str]) -> object:
    """The first row of each kind; by all columns where none is named."""
    return rows.chosen([indexes[0] for indexes in rows.grouped(columns or rows.columns.names).values()])


def joined_rows(rows: Rows, others: Rows, *, columns: Sequence[str], keeps_left: bool) -> Table:
    """Rows side by side where both have the same key; a column that both have besides gets a 2 behind its name.

    Raises:
        ProgramError: one of them lacks a column of the key.
    """
    for side in (rows, others):
        for column in columns:
            side.columns.needed(column)
    keys = {others.columns.needed(column) for column in columns}
    added = [name for name in others.columns.names if name not in keys]
    names = [*rows.columns.names, *(f"{name}2" if rows.columns.spelled(name) else name for name in added)]
    partners = others.grouped(columns)
    made: list[list[object]] = []
    for key, indexes in rows.grouped(columns).items():
        matching: Sequence[int | None] = partners.get(key) or ([None] if keeps_left else [])
        for index in indexes:
            own = [rows.rows[index].get(name) for name in rows.columns.names]
            for other in matching:
                made.append([*own, *(others.rows[other].get(name) if other is not None else None for name in added)])
    return table_of(names, made)


def pivoted(rows: Rows, row: str, *, column: str, value: str, kind: str) -> Table:
    """A table with a row for each value of `row` and a column for each value of `column` (one when it is empty).

    Raises:
        ProgramError: there is no such column or kind.
    """
    work = _work_of(kind)
    if not rows.rows:
        return table_of([row, *([] if column else [value])], [])
    heads = _heads(rows, column) if column else []
    names = [to_text(head) or "(empty)" for head in heads] or [rows.columns.needed(value)]
    cells = rows.grouped([row, column] if column else [row])
    made = []
    for (key,), indexes in rows.grouped([row]).items():
        places: list[tuple[object, ...]] = [(key, identity(head)) for head in heads] or [(key,)]
        made.append(
            [
                rows.rows[indexes[0]].get(rows.columns.needed(row)),
                *(_summary(rows, cells.get(place), value=value, work=work) for place in places),
            ]
        )
    return table_of([rows.columns.needed(row), *names], made)


def renamed(rows: Sequence[Map], columns: str, *, known: Columns) -> list[object]:
    """Maps with the named columns alone: `"name, mail -> email"`."""
    chosen: list[tuple[str, str]] = []
    for part in columns.split(","):
        found = _RENAMED.fullmatch(part)
        old, new = (found[1], found[2]) if found else (part.strip(), part.strip())
        if rows and old not in rows[0]:
            known.needed(old)
        chosen.append((old, new))
    return [Map((new, row.get(old)) for old, new in chosen) for row in rows]


def _heads(rows: Rows, column: str) -> list[object]:
    spelled = rows.columns.needed(column)
    return [rows.rows[indexes[0]].get(spelled) for indexes in rows.grouped([column]).values()]


def _summary(
    rows: Rows, indexes: Sequence[int] | None, *, value: str, work: Callable[[Sequence[object]], object]
) -> object:
    if not indexes:
        return None
    spelled = rows.columns.needed(value)
    return work(_given([rows.rows[index].get(spelled) for index in indexes]))


def _given(values: Sequence[object]) -> list[object]:
    return [value for value in values if value is not None]


def _work_of(kind: object) -> Callable[[Sequence[object]], object]:
    if not isinstance(kind, str):
        raise TypeMismatch("AGGREGATE needs a kind and rows", hint='write AGGREGATE "SUM", orders, "total"')
    word = kind.strip().upper()
    found = _KINDS.get(_ALIASES.get(word, word))
    if found is None:
        raise ProgramError(f'"{kind}" is nothing that rows can be summed up by', hint=f"there is {', '.join(_KINDS)}")
    return found
