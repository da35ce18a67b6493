"""Going through the nodes of a program, whatever their kinds."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from botmail.lang.nodes import Node

_FIELDS: dict[type[Node], tuple[str, ...]] = {}


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside `node`, in the order of their fields."""
    kind = type(node)
    names = _FIELDS.get(kind)
    if names is None:
        names = _FIELDS[kind] = tuple(field.name for field in dataclasses.fields(kind) if field.name != "span")
    for name in names:
        yield from _nodes_in(getattr(node, name))


def everything(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes and the nodes in them, outer ones first, without recursion."""
    waiting = list(nodes)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(list(children(node))[::-1])


def _nodes_in(value: object) -> Iterator[Node]:
    if isinstance(value, Node):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _nodes_in(item)
