"""Conditions at work: which names are columns, for which rows one holds, and what a store may narrow them by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from botmail.domain.conditions import (
    AllOf,
    AnyOf,
    Column,
    Comparison,
    Computed,
    Condition,
    Negation,
    NullTest,
    Operand,
    Truth,
    Value,
)
from botmail.domain.errors import ProgramError
from botmail.lang import comparison
from botmail.lang.conversion import TypeMismatch
from botmail.lang.suggest import nearest

Row = Mapping[str, object]
Test = Callable[[Row], object]

_COMPARISONS: dict[str, Callable[[object, object], bool]] = {
    "=": comparison.equal,
    "<>": comparison.not_equal,
    "<": comparison.less,
    "<=": comparison.less_or_equal,
    ">": comparison.greater,
    ">=": comparison.greater_or_equal,
    "CONTAINS": comparison.contains,
    "STARTS WITH": comparison.starts_with,
    "ENDS WITH": comparison.ends_with,
    "LIKE": comparison.like,
    "MATCHES": comparison.matches,
    "IN": comparison.is_in,
}
_ORDERING = frozenset({"<", "<=", ">", ">="})


class Columns:
    """The columns that rows have, by name without case; `what` names the rows in messages."""

    def __init__(self, names: Iterable[str], *, what: str) -> None:
        self.names = tuple(names)
        self.what = what
        self._spelled = {name.casefold(): name for name in self.names}

    def spelled(self, name: str) -> str | None:
        """How the rows spell the column `name`, or None."""
        return self._spelled.get(name.casefold())

    def needed(self, name: str) -> str:
        """The same, where nothing else will do.

        Raises:
            ProgramError: there is no such column; those that exist are named.
        """
        spelled = self.spelled(name)
        if spelled is None:
            close = nearest(name, self.names)
            listed = ", ".join(self.names[:12])
            hint = f"did you mean {' or '.join(close)}?" if close else f"there is {listed}" if listed else ""
            raise ProgramError(f"{self.what} has no column `{name}`", hint=hint)
        return spelled


def settled(condition: Condition, columns: Columns) -> Condition:
    """The condition with every name decided: a column of these rows, else the value of the variable.

    Raises:
        ProgramError: a name is neither.
    """
    match condition:
        case Comparison(operator, left, right, is_negated):
            return Comparison(operator, _settled(left, columns), _settled(right, columns), is_negated)
        case NullTest(operand, is_negated):
            return NullTest(_settled(operand, columns), is_negated)
        case Truth(operand):
            return Truth(_settled(operand, columns))
        case Negation(part):
            return Negation(settled(part, columns))
        case AllOf(parts):
            return AllOf(tuple(settled(part, columns) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(settled(part, columns) for part in parts))


def test_of(condition: Condition) -> Test:
    """A function that tells of a row whether the settled `condition` holds."""
    match condition:
        case Comparison(operator, left, right, is_negated):
            return _comparison(operator, reading_of(left), reading_of(right), is_negated=is_negated)
        case NullTest(operand, is_negated):
            read = reading_of(operand)
            return lambda row: (read(row) is None) != is_negated
        case Truth(operand):
            return reading_of(operand)
        case Negation(part):
            test = test_of(part)
            return lambda row: not test(row)
        case AllOf(parts):
            tests = [test_of(part) for part in parts]
            return lambda row: all(test(row) for test in tests)
        case AnyOf(parts):
            tests = [test_of(part) for part in parts]
            return lambda row: any(test(row) for test in tests)


def settled_fields(fields: Mapping[str, Operand], columns: Columns) -> dict[str, Operand]:
    """What SET gives to each column, with every name in it decided."""
    return {columns.spelled(name) or name: _settled(operand, columns) for name, operand in fields.items()}


def reading_of(operand: Operand) -> Test:
    """A function that reads a settled operand of a row."""
    match operand:
        case Column(name):
            return lambda row: row.get(name)
        case Value(value):
            return lambda _: value
        case Computed(function, operands):
            return _computation(function, [reading_of(one) for one in operands])


def equalities(condition: Condition) -> Iterator[tuple[str, object]]:
    """Columns that must equal a value for a settled `condition` to hold: what a store may look up first."""
    match condition:
        case Comparison("=", Column(name), Value(value), False) | Comparison("=", Value(value), Column(name), False):
            yield name, value
        case AllOf(parts):
            for part in parts:
                yield from equalities(part)


def _computation(function: Callable[..., object], reads: list[Test]) -> Test:
    def compute(row: Row) -> object:
        values = [read(row) for read in reads]
        try:
            return function(*values)
        except TypeMismatch:
            # Of an empty column nothing can be computed, as in SQL; other mistakes are told.
            if None in values:
                return None
            raise

    return compute


def _comparison(operator: str, left: Test, right: Test, *, is_negated: bool) -> Test:
    compare = _COMPARISONS[operator]
    if operator not in _ORDERING:
        return lambda row: compare(left(row), right(row)) != is_negated

    def ordered(row: Row) -> bool:
        # Where a column is empty there is nothing before or after it, as in SQL.
        first, second = left(row), right(row)
        return first is not None and second is not None and compare(first, second) != is_negated

    return ordered


def _settled(operand: Operand, columns: Columns) -> Operand:
    match operand:
        case Column(name, variable):
            spelled = columns.spelled(name)
            if spelled is not None:
                return Column(spelled)
            if variable is not None:
                try:
                    return Value(variable())
                except NameError:
                    pass
            return Column(columns.needed(name))
        case Computed(function, operands):
            inner = tuple(_settled(one, columns) for one in operands)
            if all(isinstance(one, Value) for one in inner):
                return Value(function(*(one.value for one in inner if isinstance(one, Value))))
            return Computed(function, inner)
    return operand
