"""`TableService`: users' own tables - finding rows in them, and the actions that change them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from botmail.domain.action import Action, DeleteRows, Repeat, SaveRows, UpdateRows
from botmail.domain.conditions import AllOf, Condition, Operand
from botmail.domain.errors import ProgramError
from botmail.domain.table import Table
from botmail.lang.conditions import Columns, equalities, settled, settled_fields, test_of
from botmail.lang.rows import Rows, rows_of, table_of_rows
from botmail.lang.suggest import nearest
from botmail.services.automation.current import CurrentRun
from botmail.services.local_times import local
from botmail.store.store import Store
from botmail.store.unit import Unit
from botmail.store.user_tables import FoundRows

_VIEWS = ("mail", "sends", "daily", "folders", "drafts", "tasks", "tickets")


class TableService:
    """Reads at once; what changes a table is an action, performed by `automation`."""

    def __init__(self, store: Store, *, current: CurrentRun) -> None:
        self._store = store
        self._current = current

    def find(
        self,
        table: str,
        condition: Condition,
        *,
        order_by: Sequence[str] = (),
        is_descending: bool = False,
        limit: int | None = None,
    ) -> Table:
        """The rows of a table for which `condition` holds; none, and a note, where there is no such table.

        Raises:
            ProgramError: it names no column of the table.
        """
        if limit is not None and limit < 0:
            raise ProgramError(f"LIMIT {limit} is below 0", hint="write how many rows at most, such as LIMIT 10")
        columns = self.columns(table)
        if not columns.names:
            return self._nothing(table)
        decided = settled(condition, columns)
        with self._store.database.unit_of_work(f"reading {table}") as unit:
            found = self.matching(unit, table, decided)
        rows = rows_of(localized(found.rows), what=f'"{table}"')
        ordered = rows.ordered(order_by, is_descending=is_descending) if order_by and len(rows.rows) else rows.source
        assert isinstance(ordered, Table)
        return ordered if limit is None else Table(ordered.columns, tuple(column[:limit] for column in ordered.data))

    def columns(self, table: str) -> Columns:
        """The columns of a table; none where there is no such table."""
        with self._store.database.unit_of_work(f"looking at {table}") as unit:
            return Columns(self._store.user_tables.columns(unit, table), what=f'"{table}"')

    def matching(self, unit: Unit, table: str, condition: Condition) -> FoundRows:
        """The rows for which a settled `condition` holds: the store narrows, the language decides."""
        found = self._store.user_tables.select(unit, table, equal=dict(equalities(condition)))
        test = test_of(condition)
        kept = [index for index, row in enumerate(localized(found.rows)) if test(row)]
        data = tuple(tuple(column[index] for index in kept) for column in found.rows.data)
        return FoundRows(tuple(found.numbers[index] for index in kept), Table(found.rows.columns, data))

    def save(self, table: str, rows: Rows, *, key: Sequence[str] = ()) -> Action:
        """Put rows into a table; one that equals a row there in all of `key` takes its place.

        Raises:
            ProgramError: the table has no name, or the rows lack a column of the key.
        """
        _check_name(table)
        if len(rows.rows) and not rows.columns.names:
            raise ProgramError(f'what goes into "{table}" has no columns', hint='save a map such as {name: "Ana"}')
        spelled = tuple(rows.columns.needed(name) for name in key)
        count = _counted(len(rows.rows))
        return Action(
            kind="save",
            account="",
            target=f'{count} into "{table}"',
            payload=SaveRows(table, table_of_rows(rows), spelled),
            repeat=Repeat.SAFE if key else Repeat.LOOK_FIRST,
            after="saved",
        )

    def update(self, table: str, condition: Condition, fields: Mapping[str, Operand]) -> Action:
        """Set columns of the rows for which `condition` holds.

        Raises:
            ProgramError: there is nothing to set.
        """
        _check_name(table)
        if not fields:
            raise ProgramError("UPDATE has nothing to set", hint=f'write UPDATE "{table}" SET name = "x" WHERE id = 1')
        columns = self._needed(table)
        return Action(
            kind="update",
            account="",
            target=f'{_described(condition)} of "{table}"',
            payload=UpdateRows(table, settled(condition, columns), settled_fields(fields, columns)),
            repeat=Repeat.SAFE,
            after=f"{', '.join(fields)} set",
        )

    def delete(self, table: str, condition: Condition) -> Action:
        """Take the rows out for which `condition` holds."""
        _check_name(table)
        return Action(
            kind="delete",
            account="",
            target=f'{_described(condition)} of "{table}"',
            payload=DeleteRows(table, settled(condition, self._needed(table))),
            repeat=Repeat.SAFE,
            after="deleted",
        )

    def _needed(self, table: str) -> Columns:
        columns = self.columns(table)
        if not columns.names:
            raise ProgramError(f'there is no table "{table}"', hint=self._advice(table))
        return columns

    def _advice(self, table: str) -> str:
        with self._store.database.unit_of_work("looking for a table") as unit:
            close = nearest(table, self._store.user_tables.names(unit))
        return f'did you mean "{close[0]}"?' if close else "SAVE or INSERT makes it"

    def _nothing(self, table: str) -> Table:
        """What FIND gives where there is no table yet: a program may look before it first saves."""
        run = self._current.run
        note = f'there is no table "{table}" yet, so FIND gave no rows'
        note += f"; {self._advice(table)}"
        if run is not None and note not in run.notes:
            run.notes.append(note)
        return Table((), ())


def localized(table: Table) -> Table:
    """The table with moments in the local zone."""
    return Table(table.columns, tuple(tuple(local(value) for value in column) for column in table.data))


def _check_name(table: str) -> None:
    if not table.strip():
        raise ProgramError("a table needs a name", hint='write one like "customers"')
    if table.strip().casefold() in _VIEWS:
        raise ProgramError(
            f'"{table}" is what botmail itself keeps, and programs only read it',
            hint="give your table another name",
        )


def _described(condition: Condition) -> str:
    return "all rows" if condition == AllOf(()) else "rows"


def _counted(number: int) -> str:
    return "1 row" if number == 1 else f"{number} rows"
