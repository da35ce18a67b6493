"""Whether two programs mean the same, whatever their blanks, comments and capitals."""

from __future__ import annotations

import dataclasses

from botmail.lang import nodes
from botmail.lang.naming import fold

# Where the case of a text says nothing; keys of maps, members and texts are compared as they are.
_FOLDED: dict[type[object], frozenset[str]] = {
    nodes.Name: frozenset({"name"}),
    nodes.Procedure: frozenset({"name"}),
    nodes.VerbCall: frozenset({"typed"}),
    nodes.UnknownCall: frozenset({"words"}),
    nodes.Param: frozenset({"type"}),
}


def is_like(first: object, second: object) -> bool:
    """Whether two nodes, or values in nodes, are the same but for their places and the case of names."""
    waiting = [(first, second)]
    while waiting:
        one, other = waiting.pop()
        if isinstance(one, nodes.Node) and type(one) is type(other):
            waiting += [
                (_field(one, field.name), _field(other, field.name))
                for field in dataclasses.fields(one)
                if field.name != "span"
            ]
        elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
            waiting += zip(one, other, strict=True)
        elif type(one) is not type(other) or one != other:
            return False
    return True


def _field(node: object, name: str) -> object:
    value = getattr(node, name)
    if isinstance(node, nodes.Query) and name == "sql":
        return value.split()
    return fold(" ".join(value.split())) if name in _FOLDED.get(type(node), ()) else value
