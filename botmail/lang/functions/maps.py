"""Functions of maps: names, values, what is there."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any

from botmail.lang.conversion import to_text
from botmail.lang.definition import Parameter, function
from botmail.lang.types import ANY, MAP, ConvertedType, TypeMismatch
from botmail.lang.values import named

_TOPIC = "maps"
_map = Parameter("map", MAP)


def _changeable(value: object) -> object:
    if not isinstance(value, MutableMapping):
        raise TypeMismatch(f"a map is needed here, and this is {named(value)}")
    return value


@function("KEYS", _map, example='KEYS({name: "Ana"})', result="list", topic=_TOPIC)
def keys(entries: Mapping[str, Any]) -> list[str]:
    """The names of a map's entries, in their order."""
    return list(entries)


@function("VALUES", _map, example='VALUES({name: "Ana"})', result="list", topic=_TOPIC)
def values(entries: Mapping[str, Any]) -> list[Any]:
    """The values of a map's entries, in their order."""
    return list(entries.values())


@function("HAS", _map, Parameter("name", ANY), example='HAS({name: "Ana"}, "NAME")', result="boolean", topic=_TOPIC)
def has(entries: Mapping[str, Any], name: object) -> bool:
    """Whether a map has an entry of this name, without case."""
    return to_text(name) in entries


@function(
    "REMOVE",
    Parameter("map", ConvertedType("a map", _changeable)),
    Parameter("name", ANY),
    example='REMOVE({name: "Ana"}, "name")',
    result="any value",
    topic=_TOPIC,
)
def remove(entries: MutableMapping[str, Any], name: object) -> object:
    """Take an entry out of a map, which is changed; its value, or null."""
    return entries.pop(to_text(name), None)
