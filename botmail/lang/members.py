"""`a.b`, `a[i]` and `a.b(c)`: through tables per type, never through Python's attributes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from botmail.domain.errors import ProgramError
from botmail.domain.members import Member, Members, member_table
from botmail.domain.table import Table
from botmail.lang.calls import Callables
from botmail.lang.conversion import TypeMismatch, to_integer, to_text
from botmail.lang.suggest import nearest
from botmail.lang.values import Map, named

_NOTHING = object()
_LENGTH = Member("length", "number", "how many there are", len)
_SIZES = {"count": "length", "size": "length"}
_TEXT = member_table(Member("length", "number", "how many characters", len), aliases=_SIZES)
_LIST = member_table(
    _LENGTH,
    Member("first", "any value", "the first item, or null", lambda items: items[0] if items else None),
    Member("last", "any value", "the last item, or null", lambda items: items[-1] if items else None),
    aliases=_SIZES,
)
_MAP = member_table(_LENGTH, aliases=_SIZES)
_DATE = member_table(
    Member("year", "number", "the year", lambda d: d.year),
    Member("month", "number", "the month, 1 to 12", lambda d: d.month),
    Member("day", "number", "the day of the month", lambda d: d.day),
    Member("weekday", "number", "the day of the week: 1 is Sunday", lambda d: d.isoweekday() % 7 + 1),
    Member("hour", "number", "the hour", lambda d: getattr(d, "hour", 0)),
    Member("minute", "number", "the minute", lambda d: getattr(d, "minute", 0)),
    Member("second", "number", "the second", lambda d: getattr(d, "second", 0)),
    Member("date", "date", "the day without its time", lambda d: d.date() if isinstance(d, dt.datetime) else d),
)
_TABLES: tuple[tuple[type | tuple[type, ...], Members], ...] = (
    (str, _TEXT),
    ((list, tuple), _LIST),
    (dict, _MAP),
    (dt.date, _DATE),
)

# Method name to function: the value before the point is the function's first argument.
_TEXT_METHODS = {
    "trim": "trim", "ltrim": "ltrim", "rtrim": "rtrim", "trimstart": "ltrim", "trimend": "rtrim",
    "upper": "upper", "toupper": "upper", "touppercase": "upper", "to_upper": "upper", "ucase": "upper",
    "lower": "lower", "tolower": "lower", "tolowercase": "lower", "to_lower": "lower", "lcase": "lower",
    "contains": "contains", "includes": "contains", "startswith": "startswith", "starts_with": "startswith",
    "endswith": "endswith", "ends_with": "endswith", "replace": "replace", "split": "split", "left": "left",
    "right": "right", "mid": "mid", "substring": "substring", "indexof": "indexof", "index_of": "indexof",
    "padleft": "padleft", "padright": "padright", "len": "len",
}  # fmt: skip
_LIST_METHODS = {
    "push": "push", "add": "push", "append": "push", "pop": "pop", "join": "join", "contains": "contains",
    "includes": "contains", "sort": "sort", "reverse": "reverse", "slice": "slice", "unique": "unique",
    "indexof": "indexof", "index_of": "indexof", "sum": "sum", "avg": "avg", "min": "min", "max": "max",
    "first": "first", "last": "last", "len": "len", "count": "count",
}  # fmt: skip
_MAP_METHODS = {"keys": "keys", "values": "values", "has": "has", "contains": "has", "remove": "remove", "len": "len"}
_DATE_METHODS = {"format": "format", "adddays": "adddays", "add_days": "adddays"}
_NUMBER_METHODS = {"round": "round", "abs": "abs", "floor": "floor", "ceiling": "ceiling", "format": "format"}
_METHODS: tuple[tuple[type | tuple[type, ...], dict[str, str]], ...] = (
    (str, _TEXT_METHODS),
    ((list, tuple), _LIST_METHODS),
    (dict, _MAP_METHODS),
    (dt.date, _DATE_METHODS),
    ((int, float), _NUMBER_METHODS),
)
_FOR_ALL = {"tostring": "str", "to_string": "str", "tonumber": "val", "to_number": "val"}


class MemberTables:
    """Reads members and calls methods; `add` gives a type a member that another room knows how to make."""

    def __init__(self, functions: Callables) -> None:
        self._functions = functions
        self._added: dict[type, dict[str, Member]] = {}

    def add(self, owner: type, member: Member) -> None:
        """Give every value of type `owner` a member, such as `.df` of a table."""
        self._added.setdefault(owner, {})[member.name.lower()] = member

    def of(self, value: object) -> dict[str, Member]:
        """Every member of `value` by lower-case name: what completion offers."""
        table = dict(next((members for kind, members in _TABLES if isinstance(value, kind)), {}))
        table.update(declared_members(value))
        for owner, members in self._added.items():
            if isinstance(value, owner):
                table.update(members)
        return table

    def read(self, value: object, name: str) -> object:
        """`value.name`; what a map does not hold is null.

        Raises:
            ProgramError: `value` is null, or its type has no such member.
        """
        if type(value) is Map:
            found = dict.get(value, name, _NOTHING)
            if found is not _NOTHING:
                return found
        if isinstance(value, Mapping):
            return self._entry(value, name)
        member = self.of(value).get(name.lower())
        if member is None:
            raise self._unknown(value, name)
        return given(member.get(value))

    def read_optional(self, value: object, name: str) -> object:
        """`value?.name`: null when `value` is null."""
        return None if value is None else self.read(value, name)

    def call(self, value: object, name: str, *arguments: object) -> object:
        """`value.name(…)`: a method of text, lists, maps, dates and numbers; of others, a member with idle brackets.

        Raises:
            ProgramError: there is no such method.
        """
        folded = name.lower()
        methods = next((table for kind, table in _METHODS if isinstance(value, kind)), {})
        function = methods.get(folded) or (_FOR_ALL.get(folded) if value is not None else None)
        if function is not None:
            return self._functions[function](value, *arguments)
        if arguments or value is None or (methods and folded not in self.of(value)):
            raise self._unknown(value, f"{name}()", methods)
        return self.read(value, name)

    def call_optional(self, value: object, name: str, *arguments: object) -> object:
        """`value?.name(…)`: null when `value` is null."""
        return None if value is None else self.call(value, name, *arguments)

    def _entry(self, value: Mapping[str, object], name: str) -> object:
        key = _spelled(value, name)
        if key in value:
            return given(value[key])
        member = _MAP.get(name.lower())
        return member.get(value) if member else None

    def _unknown(self, value: object, name: str, methods: Mapping[str, str] | None = None) -> ProgramError:
        if value is None:
            return ProgramError(
                f"`.{name}` of null: there is no value before the point",
                hint=f"a?.{name} gives null instead, and IS NULL asks",
            )
        close = nearest(name.rstrip("()"), [*self.of(value), *(methods or {})])
        close = tuple(f"{one}()" if one in (methods or {}) else one for one in close)
        hint = f"did you mean .{' or .'.join(close)}?" if close else _listed(self.of(value))
        return ProgramError(f"{named(value)} has no `.{name}`", hint=hint)


def is_member_of_maps(name: str) -> bool:
    """Whether maps have a member of this name beside their entries, such as `length`."""
    return name.lower() in _MAP


def declared_members(value: object) -> Members:
    """The table that a value's class declares for the language, or an empty one."""
    table = getattr(type(value), "members", None)
    return table if isinstance(table, Mapping) else {}


def given(value: object) -> object:
    """A value from Python as the language has it: tuples become lists, plain maps become maps without case."""
    if isinstance(value, tuple):
        return list(value)
    return Map({to_text(key): item for key, item in value.items()}) if type(value) is dict else value


def item_of(value: object, index: object) -> object:
    """`value[index]`: an item of a list or text by number from 0, an entry of a map or a column by name.

    Raises:
        ProgramError: there is no such item, or `value` has none.
    """
    if type(value) is list and type(index) is int and 0 <= index < len(value):
        return value[index]
    if isinstance(value, Mapping):
        return _entry_of(value, to_text(index))
    if isinstance(value, Table) and isinstance(index, str):
        return _column_of(value, index)
    if not (isinstance(value, (Sequence, Table)) or declared_members(value)) or not hasattr(type(value), "__getitem__"):
        raise TypeMismatch(
            f"{named(value)} has no items", hint="it is null; ?? gives a default" if value is None else ""
        )
    number = to_integer(index)
    length = len(value)  # type: ignore[arg-type]  # what has items has a length
    if not 0 <= number < length:
        raise ProgramError(
            f"there is no item {number}: {_numbering(value, length)}", hint="UBOUND(list) is how many there are"
        )
    return given(value[number])  # type: ignore[index]  # looked at above


def set_member(value: object, name: str, new: object) -> None:
    """`value.name = new`.

    Raises:
        ProgramError: `value` is no map.
    """
    if not isinstance(value, dict):
        raise ProgramError(
            f"`.{name}` of {named(value)} cannot be set", hint="only maps are filled: m = {} and m.name = value"
        )
    value[_spelled(value, name)] = new


def set_item(value: object, index: object, new: object) -> None:
    """`value[index] = new`; the number behind the last item of a list adds one.

    Raises:
        ProgramError: there is no such item, or `value` is no list and no map.
    """
    if isinstance(value, dict):
        value[_spelled(value, to_text(index))] = new
        return
    if not isinstance(value, list):
        raise ProgramError(f"an item of {named(value)} cannot be set", hint="only lists and maps are changed in place")
    number = to_integer(index)
    if number == len(value):
        value.append(new)
        return
    if not 0 <= number < len(value):
        raise ProgramError(
            f"there is no item {number}: {_numbering(value, len(value))}", hint="PUSH(list, value) adds one"
        )
    value[number] = new


def _entry_of(value: Mapping[str, object], key: str) -> object:
    return given(value[key]) if key in value else given(value.get(_spelled(value, key)))


def _spelled(value: Mapping[str, object], key: str) -> str:
    """How a plain map spells `key`; a `Map` knows by itself."""
    if isinstance(value, Map) or key in value:
        return key
    return next((known for known in value if isinstance(known, str) and known.casefold() == key.casefold()), key)


def _column_of(table: Table, name: str) -> object:
    try:
        return list(table.column(name))
    except KeyError:
        close = nearest(name, table.columns)
        hint = f"did you mean {' or '.join(close)}?" if close else f"it has {', '.join(table.columns)}"
        raise ProgramError(f"the table has no column `{name}`", hint=hint) from None


def _numbering(value: object, length: int) -> str:
    what = named(value).removeprefix("a ").removeprefix("an ")
    return f"the {what} has {length}, numbered 0 to {length - 1}" if length else f"the {what} is empty"


def _listed(members: Mapping[str, Member]) -> str:
    names = list(dict.fromkeys(member.name for member in members.values()))
    return f"it has .{', .'.join(names[:12])}" if names else ""
