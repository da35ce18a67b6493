"""The LALR machine: shifts tokens and reduces them by the grammar's rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from botmail.lang.table import END, Rule, Table
from botmail.lang.tokens import Token

Parts = list[Any]
Build = Callable[[Parts], Any]


class Unexpected(Exception):
    """No rule fits: which token it was (None at the line's end) and what could have stood there."""

    def __init__(self, token: Token | None, index: int, expected: frozenset[str]) -> None:
        super().__init__(index)
        self.token = token
        self.index = index
        self.expected = expected


def drive(tokens: Sequence[Token], table: Table, builders: Mapping[str, Build]) -> Any:
    """What the builder of the whole line makes of it.

    Raises:
        Unexpected: the tokens are no line of the grammar.
    """
    states, values = [table.start], Parts()
    rows, rules = table.states, table.rules
    for index, symbol in enumerate([*(token.kind for token in tokens), END]):
        action = rows[states[-1]].get(symbol)
        while action is not None and action < 0:
            _reduce(rules[-action - 1], states, values, rows=rows, builders=builders)
            if symbol == END and states[-1] == table.end:
                return values[-1]
            action = rows[states[-1]].get(symbol)
        if action is None:
            expected = frozenset(name for name in rows[states[-1]] if name.isupper())
            raise Unexpected(tokens[index] if index < len(tokens) else None, index, expected)
        states.append(action)
        values.append(tokens[index])
    raise AssertionError("the last symbol is never shifted")


def _reduce(
    rule: Rule, states: list[int], values: Parts, *, rows: Sequence[Mapping[str, int]], builders: Mapping[str, Build]
) -> None:
    parts: Parts = []
    if rule.length:
        parts = values[-rule.length :]
        del states[-rule.length :], values[-rule.length :]
        if list in map(type, parts):
            parts = _spliced(parts) if type(parts[0]) is not list else _extended(parts)
    if rule.is_spliced:
        values.append(parts)
    elif rule.is_transparent and len(parts) == 1:
        values.append(parts[0])
    else:
        values.append(builders[rule.builder](parts))
    states.append(rows[states[-1]][rule.origin])


def _extended(parts: Parts) -> Parts:
    """A repetition that goes on: its list grows in place, or a long line would cost the square of its length."""
    first: Parts = parts[0]
    first.extend(_spliced(parts[1:]))
    return first


def _spliced(parts: Parts) -> Parts:
    flat: Parts = []
    for part in parts:
        if type(part) is list:
            flat.extend(part)
        else:
            flat.append(part)
    return flat
