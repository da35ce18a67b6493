"""Conditions on rows as data: what WHERE and a filter mean, before it is known which names are columns.

    WHERE city = town AND age >= 18     AllOf(Comparison("=", Column("city"), Column("town")), Comparison(">=", …))

A name is a column where the rows have one, else the variable of that name; `botmail.lang.conditions` decides it, and
tells which rows a condition holds for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A name; `variable` reads the program's variable of that name, None where there is none."""

    name: str
    variable: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is the same for every row: only ever compared, never read as part of a condition."""

    value: object


@dataclass(frozen=True, slots=True)
class Computed:
    """What a function makes of other operands: `price * 2`, `UPPER(name)`."""

    function: Callable[..., object]
    operands: tuple[Operand, ...]


Operand = Column | Value | Computed


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left operator right`; the operator as in the language: `=`, `<>`, `<`, `CONTAINS`, `STARTS WITH`, `IN` …"""

    operator: str
    left: Operand
    right: Operand
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class NullTest:
    """`operand IS NULL`, `IS NOT NULL`"""

    operand: Operand
    is_negated: bool = False


@dataclass(frozen=True, slots=True)
class Truth:
    """An operand alone, which holds when it is true."""

    operand: Operand


@dataclass(frozen=True, slots=True)
class Negation:
    """`NOT part`"""

    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """`a AND b AND c`; no parts hold for every row."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`a OR b OR c`"""

    parts: tuple[Condition, ...]


Condition = Comparison | NullTest | Truth | Negation | AllOf | AnyOf

EVERY_ROW = AllOf(())
