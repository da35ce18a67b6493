"""Parameter types of the data verbs: conditions, filters given as text, fields to set, queries.

A filter as text is read by the language's own grammar. Where it is put together (`"name = '" + name + "'"`) the
literal parts alone give its form; what stands between them is a value, whatever characters it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeGuard, get_args

from botmail.domain.conditions import (
    EVERY_ROW,
    AllOf,
    AnyOf,
    Column,
    Comparison,
    Computed,
    Condition,
    Negation,
    NullTest,
    Operand,
    Value,
)
from botmail.lang import nodes
from botmail.lang.conversion import TypeMismatch, number_in, to_text
from botmail.lang.functions import FUNCTIONS
from botmail.lang.parser import parse
from botmail.lang.types import ParameterType
from botmail.lang.values import named
from botmail.lang.vocabulary import Vocabulary

_HINT = "write one like \"status = 'open' AND age > 18\", or use WHERE"
_GRAMMAR = Vocabulary((), FUNCTIONS)
_JOINED: dict[str, type[AllOf] | type[AnyOf]] = {"AND": AllOf, "OR": AnyOf}
_COMPARING = frozenset(
    {"=", "<>", "<", "<=", ">", ">=", "CONTAINS", "STARTS WITH", "ENDS WITH", "LIKE", "MATCHES", "IN"}
)
# What the grammar takes for something else, and is a name, a sign and the rest: city=New York, day>=2026-11-01.
_PLAIN = re.compile(r"\s*([^\W\d]\w*)\s*(<>|!=|<=|>=|==|=|<|>)\s*([^\s=<>'\"()][^=<>'\"()]*?)\s*")
_SIGNS = {"!=": "<>", "==": "="}
_HOLE = re.compile(r"hole_(\d+)_of_filter")


@dataclass(frozen=True, slots=True)
class Template:
    """Text that a program puts together: literal parts, and the values between them."""

    parts: tuple[str, ...]
    """One more than there are values."""
    values: tuple[object, ...]

    def __str__(self) -> str:
        texts = [*map(to_text, self.values), ""]
        return "".join(part + text for part, text in zip(self.parts, texts, strict=True))


@dataclass(frozen=True, slots=True)
class Query:
    """A SELECT as SQL with `$name` for each value; `variables` reads the program's variables that it may name."""

    sql: str
    values: Mapping[str, object]
    variables: Mapping[str, Callable[[], object]]


class ConditionType(ParameterType):
    """The operand of WHERE, or a filter: text, a map of fields and their values, or a `Condition` already."""

    name = "a condition"

    def convert(self, value: object) -> Condition:
        """The condition.

        Raises:
            TypeMismatch: it is no condition, or text that is none.
        """
        if _is_condition(value):
            return value
        if isinstance(value, Template):
            return parse_filter(value.parts, value.values)
        if isinstance(value, str):
            return parse_filter((value,), ())
        if isinstance(value, Mapping):
            return AllOf(tuple(Comparison("=", Column(to_text(key)), _operand_of(item)) for key, item in value.items()))
        raise TypeMismatch(f"a condition is needed here, and this is {named(value)}", hint=_HINT)


class FilterType(ConditionType):
    """A filter as an argument: text or a map. No bare names: those are variables that hold one."""

    name = "a filter"


class FieldsType(ParameterType):
    """`SET name = e, …`, or a map: what each column becomes; the values are operands, computed row by row."""

    name = "columns and their values"

    def convert(self, value: object) -> dict[str, Operand]:
        """The operands by column.

        Raises:
            TypeMismatch: it is no map.
        """
        if not isinstance(value, Mapping):
            raise TypeMismatch(
                f"columns and values are needed here, and this is {named(value)}",
                hint='write SET name = "x", or {name: "x"}',
            )
        return {to_text(key): _operand_of(item) for key, item in value.items()}


class QueryType(ParameterType):
    """The words of a SELECT, which the compiler makes a `Query` of."""

    name = "a query"


CONDITION = ConditionType()
FILTER = FilterType()
FIELDS = FieldsType()
QUERY = QueryType()


def _operand_of(value: object) -> Operand:
    return value if isinstance(value, (Column, Value, Computed)) else Value(value)


def _is_condition(value: object) -> TypeGuard[Condition]:
    return isinstance(value, get_args(Condition))


def parse_filter(parts: Sequence[str], values: Sequence[object]) -> Condition:
    """The condition that `parts` write, with `values` in the gaps between them.

    Raises:
        TypeMismatch: it is no condition.
    """
    text = parts[0] + "".join(f"hole_{index}_of_filter{part}" for index, part in enumerate(parts[1:]))
    if not text.strip():
        return EVERY_ROW
    expression = _expression_of(text)
    try:
        if expression is not None:
            return _Builder(values).condition(expression)
    except _NotPlain:
        pass
    condition = _plain(text, values)
    if condition is None:
        shown = _HOLE.sub("…", text)
        raise TypeMismatch(f'"{shown}" is no condition', hint=_HINT)
    return condition


class _NotPlain(Exception):
    """Something that is no comparison of columns with values."""


@lru_cache(maxsize=256)
def _expression_of(text: str) -> nodes.Expression | None:
    """The one expression that `text` is; behind RETURN its first `=` is no assignment."""
    source = f"RETURN {text.strip()}"
    parsed = parse(source, _GRAMMAR)
    body = parsed.program.body
    if parsed.diagnostics or len(body) != 1 or not isinstance(body[0], nodes.Return):
        return None
    value = body[0].value
    is_whole = value is not None and value.span.end_column == len(source) + 1
    return value if is_whole else None  # what would be a comment in a program is none in a filter


class _Builder:
    """Makes a condition of an expression; names to the left of an operator are columns."""

    def __init__(self, values: Sequence[object]) -> None:
        self._values = values

    def condition(self, node: nodes.Expression) -> Condition:
        """The condition that `node` is."""
        match node:
            case nodes.Binary(operator=("AND" | "OR") as word, left=left, right=right):
                return _JOINED[word]((self.condition(left), self.condition(right)))
            case nodes.Unary(operator="NOT", operand=operand):
                return Negation(self.condition(operand))
            case nodes.IsNull(operand=operand, is_negated=is_negated):
                return NullTest(self._left(operand), is_negated)
            case nodes.Binary(operator=operator, left=left, right=right) if operator in _COMPARING:
                return Comparison(operator, self._left(left), self._right(right), node.is_negated)
        raise _NotPlain

    def _left(self, node: nodes.Expression) -> Operand:
        if isinstance(node, nodes.Name) and not _HOLE.search(node.name):
            return Column(node.name)
        return self._value(node)

    def _right(self, node: nodes.Expression) -> Operand:
        """A bare word is text, unless it is a column: `status = open`."""
        if isinstance(node, nodes.Name) and not _HOLE.search(node.name):
            word = node.name
            return Column(word, lambda: word)
        return self._value(node)

    def _value(self, node: nodes.Expression) -> Operand:
        match node:
            case nodes.Name(name=name):
                return Value(filled(name, self._values))
            case nodes.Literal(value=str() as text):
                return Value(filled(text, self._values))
            case nodes.Literal(value=value):
                return Value(value)
            case nodes.Unary(operator="-", operand=nodes.Literal(value=int() | float() as number)):
                return Value(-number)
            case nodes.ListLiteral(items=items):
                return Computed(lambda *values: list(values), tuple(self._right(item) for item in items))
        raise _NotPlain


def filled(text: str, values: Sequence[object]) -> object:
    """`text` with its gaps filled; a value alone keeps its type."""
    alone = _HOLE.fullmatch(text)
    if alone:
        return values[int(alone[1])]
    return _HOLE.sub(lambda found: to_text(values[int(found[1])]), text)


def _plain(text: str, values: Sequence[object]) -> Condition | None:
    """`city=New York AND day>=2026-11-01`: names, signs and the rest as text."""
    parts = list(_plain_parts(re.split(r"\s+AND\s+", text, flags=re.IGNORECASE), values))
    return None if any(part is None for part in parts) else AllOf(tuple(part for part in parts if part is not None))


def _plain_parts(texts: Sequence[str], values: Sequence[object]) -> Iterator[Condition | None]:
    for text in texts:
        found = _PLAIN.fullmatch(text)
        if found is None or re.search(r"\b(?:AND|OR)\b", found[3], re.IGNORECASE) or _HOLE.search(found[1]):
            yield None
            continue
        value = filled(found[3], values)
        number = number_in(value) if isinstance(value, str) and not _HOLE.search(found[3]) else None
        yield Comparison(_SIGNS.get(found[2], found[2]), Column(found[1]), Value(value if number is None else number))
