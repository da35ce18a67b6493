"""Going through the nodes of a program, whatever their kinds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from botmail.lang.nodes import Node

_FIELDS: dict[type[Node], tuple[str, ...]] = {}
_PLAIN = frozenset({"str", "bool", "Verb", "Clause", "Span", "int | float | str | bool | None"})
"""Annotations of fields that hold no nodes."""


def children(node: Node) -> list[Node]:
    """The nodes directly inside `node`, in the order of their fields."""
    kind = type(node)
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(one.name for one in dataclasses.fields(kind) if one.type not in _PLAIN)
    found: list[Node] = []
    for name in names:
        value = getattr(node, name)
        if isinstance(value, tuple):
            _gather(value, found)
        elif isinstance(value, Node):
            found.append(value)
    return found


def everything(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes and the nodes in them, outer ones first, without recursion."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node)))


def _gather(values: tuple[object, ...], found: list[Node]) -> None:
    for value in values:
        if isinstance(value, Node):
            found.append(value)
        elif isinstance(value, tuple):
            _gather(value, found)
