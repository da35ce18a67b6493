"""Functions of lists: filling, cutting, ordering, finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cmp_to_key

from botmail.domain.table import Table
from botmail.lang import comparison
from botmail.lang.conversion import to_items, to_text
from botmail.lang.definition import Parameter, function
from botmail.lang.limits import refuse_long_list, refuse_long_text
from botmail.lang.members import given, item_of
from botmail.lang.types import ANY, INTEGER, LIST, TEXT, TypeMismatch
from botmail.lang.values import named

_TOPIC = "lists"
_list = Parameter("list", LIST)


@function(
    "UBOUND", Parameter("list", ANY), aliases=["SIZE"], example="UBOUND([4, 5, 6])", result="number", topic=_TOPIC
)
def ubound(items: object) -> int:
    """How many items a list has; the last one is number UBOUND(list) - 1."""
    if items is None or isinstance(items, str) or not hasattr(type(items), "__len__"):
        raise TypeMismatch(f"UBOUND needs a list, and this is {named(items)}")
    return len(items)  # type: ignore[arg-type]  # looked at above


@function("LBOUND", Parameter("list", ANY), example="LBOUND([4, 5, 6])", result="number", topic=_TOPIC)
def lbound(_: object) -> int:
    """The number of a list's first item, which is 0."""
    return 0


@function("COUNT", Parameter("list", ANY), example="COUNT([4, 5, 6])", result="number", topic=_TOPIC)
def count(items: object) -> int:
    """How many items there are; null has none."""
    if items is None:
        return 0
    return len(items) if hasattr(type(items), "__len__") else len(list(to_items(items)))  # type: ignore[arg-type]  # so it has a length


@function("PUSH", _list, Parameter("item", ANY, is_repeated=True), example="PUSH([1], 2)", result="list", topic=_TOPIC)
def push(items: list[object], *added: object) -> list[object]:
    """Put items behind the last one of a list, which is changed; the list itself is the result."""
    refuse_long_list(len(items) + len(added))
    items.extend(added)
    return items


@function("POP", _list, example="POP([1, 2])", result="any value", topic=_TOPIC)
def pop(items: list[object]) -> object:
    """Take the last item out of a list, which is changed; null when it is empty."""
    return items.pop() if items else None


@function("REVERSE", Parameter("list", ANY), example="REVERSE([1, 2])", result="list", topic=_TOPIC)
def reverse(items: object) -> object:
    """A list, or a text, from back to front."""
    return items[::-1] if isinstance(items, str) else list(to_items(items))[::-1]


@function(
    "SLICE",
    Parameter("list", ANY),
    Parameter("start", INTEGER, "from 0"),
    Parameter("end", INTEGER, "not included", is_optional=True),
    example="SLICE([4, 5, 6], 1, 3)",
    result="list",
    topic=_TOPIC,
)
def slice_(items: object, start: int, end: int | None = None) -> object:
    """The items from one number up to another, which is not included; negative numbers count from the end."""
    return items[start:end] if isinstance(items, str) else list(to_items(items))[start:end]


@function(
    "JOIN",
    _list,
    Parameter("separator", TEXT, is_optional=True),
    example='JOIN(["a", "b"], ", ")',
    result="text",
    topic=_TOPIC,
)
def join(items: list[object], separator: str = ",") -> str:
    """The items as one text, with a separator between them."""
    texts = [to_text(item) for item in items]
    refuse_long_text(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


@function(
    "SORT",
    _list,
    Parameter("field", TEXT, "of maps", is_optional=True),
    Parameter("direction", TEXT, "ASC or DESC", is_optional=True),
    example="SORT([3, 1, 2])",
    result="list",
    topic=_TOPIC,
)
def sort(items: list[object], field: str = "", direction: str = "ASC") -> list[object]:
    """A new list in order, null first; of maps by a field. `SORT(list, "DESC")` turns it round."""
    if field.upper() in {"ASC", "DESC"}:
        field, direction = "", field
    return sorted(items, key=lambda item: order_key(_field(item, field)), reverse=direction.strip().upper() == "DESC")


@function(
    "UNIQUE",
    _list,
    Parameter("field", TEXT, is_optional=True),
    example="UNIQUE([1, 2, 1])",
    result="list",
    topic=_TOPIC,
)
def unique(items: list[object], field: str = "") -> list[object]:
    """The items without repetitions, in their order; of maps by a field."""
    kept: dict[object, object] = {}
    for item in items:
        kept.setdefault(_identity(_field(item, field)), item)
    return list(kept.values())


@function(
    "CONTAINS",
    Parameter("whole", ANY),
    Parameter("part", ANY),
    example='CONTAINS("URGENT", "gen")',
    result="boolean",
    topic=_TOPIC,
)
def contains(whole: object, part: object) -> bool:
    """Whether a text holds another (without case), or a list an item that is equal."""
    return comparison.contains(whole, part)


@function(
    "INDEXOF",
    Parameter("list", ANY),
    Parameter("item", ANY),
    example="INDEXOF([4, 5, 6], 5)",
    result="number",
    topic=_TOPIC,
)
def indexof(items: object, item: object) -> int:
    """The number of an item in a list, or the place of a text in another, from 0; -1 when it is not there."""
    if isinstance(items, str):
        return items.find(to_text(item))
    return next((number for number, one in enumerate(to_items(items)) if comparison.equal(one, item)), -1)


@function("FIRST", Parameter("list", ANY), example="FIRST([4, 5])", result="any value", topic=_TOPIC)
def first(items: object) -> object:
    """The first item, or null when there is none."""
    return _at_end(items, 0)


@function("LAST", Parameter("list", ANY), example="LAST([4, 5])", result="any value", topic=_TOPIC)
def last(items: object) -> object:
    """The last item, or null when there is none."""
    return _at_end(items, -1)


@function(
    "RANGE", Parameter("start", INTEGER), Parameter("end", INTEGER), example="RANGE(1, 5)", result="list", topic=_TOPIC
)
def range_(start: int, end: int) -> list[int]:
    """The whole numbers from one to another, both included."""
    refuse_long_list(end - start + 1)
    return list(range(start, end + 1))


def _at_end(items: object, index: int) -> object:
    if items is None:
        return None
    sized = items if isinstance(items, (Sequence, Table)) else list(to_items(items))
    return given(sized[index % len(sized)]) if len(sized) else None


def _field(item: object, field: str) -> object:
    if not field or not isinstance(item, Mapping):
        return item
    return item_of(item, field)


def order_key(value: object) -> tuple[int, object]:
    """What a value is sorted by: null first, text without case, all else as `<` has it."""
    return (0, 0) if value is None else (1, cmp_to_key(_compare)(value))


def _compare(left: object, right: object) -> int:
    if isinstance(left, str) and isinstance(right, str):
        first, second = (comparison.folded(left), left), (comparison.folded(right), right)
        return (first > second) - (first < second)
    return comparison.greater(left, right) - comparison.less(left, right)


def _identity(value: object) -> object:
    if isinstance(value, (list, dict)):
        return ("text", to_text(value))
    return (type(value).__name__, value) if isinstance(value, (str, bool)) else value
