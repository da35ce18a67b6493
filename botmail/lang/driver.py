"""The LALR machine: shifts tokens and reduces them by the grammar's rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from botmail.lang.table import END, Table
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
    for index, token in enumerate(tokens):
        _reduce(states, values, token.kind, index=index, token=token, table=table, builders=builders)
        states.append(table.states[states[-1]][token.kind])
        values.append(token)
    _reduce(states, values, END, index=len(tokens), token=None, table=table, builders=builders)
    return values[-1]


def _reduce(
    states: list[int],
    values: Parts,
    symbol: str,
    *,
    index: int,
    token: Token | None,
    table: Table,
    builders: Mapping[str, Build],
) -> None:
    """Reduce by rules until `symbol` can be shifted, or, at the end, until the start rule is complete."""
    while not (symbol == END and states[-1] == table.end):
        row = table.states[states[-1]]
        action = row.get(symbol)
        if action is None:
            raise Unexpected(token, index, frozenset(name for name in row if name.isupper()))
        if action >= 0:
            return
        rule = table.rules[-action - 1]
        parts: Parts = []
        if rule.length:
            parts = values[-rule.length :]
            del states[-rule.length :], values[-rule.length :]
        if any(type(part) is list for part in parts):
            parts = _spliced(parts)
        if rule.is_spliced:
            value = parts
        elif rule.is_transparent and len(parts) == 1:
            value = parts[0]
        else:
            value = builders[rule.builder](parts)
        states.append(table.states[states[-1]][rule.origin])
        values.append(value)


def _spliced(parts: Parts) -> Parts:
    flat: Parts = []
    for part in parts:
        if type(part) is list:
            flat.extend(part)
        else:
            flat.append(part)
    return flat
