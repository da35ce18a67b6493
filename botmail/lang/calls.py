"""Calling what is not a verb: functions by their definition, and SUBs and FUNCTIONs that a program has made."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import FunctionType
from weakref import WeakSet

from botmail.domain.errors import ProgramError
from botmail.lang.conversion import TypeMismatch
from botmail.lang.definition import Function
from botmail.lang.naming import basic_name_of
from botmail.lang.types import ANY, INTEGER, LIST, NUMBER, TEXT, ConvertedType, ParameterType
from botmail.lang.values import named

Callables = dict[str, Callable[..., object]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What functions such as NOW and RND depend on: the time and the dice."""

    now: Callable[[], dt.datetime]
    dice: random.Random


def callables_of(functions: Iterable[Function], surroundings: Surroundings) -> Callables:
    """Every function by each of its names in lower case, ready to be called with a program's values."""
    table: Callables = {}
    for function in functions:
        ready = checked(function, surroundings)
        table.update({name.lower(): ready for name in (function.name, *function.aliases)})
    return table


def checked(function: Function, surroundings: Surroundings) -> Callable[..., object]:
    """The function's body behind a check of its arguments.

    Raises:
        TypeMismatch: (when called) an argument is missing, too many or of the wrong type.
    """
    body, leading = function.body, (surroundings,) if function.takes_surroundings else ()
    parameters, least, most = function.parameters, function.least, function.most
    conversions = tuple(_conversion(parameter.type) for parameter in parameters)
    classes = tuple(_EXACT.get(parameter.type, object) for parameter in parameters)
    last = conversions[-1:] if most is None else ()

    def call(*values: object) -> object:
        given = len(values)
        if not leading and given == most and tuple(map(type, values)) == classes:
            return body(*values)
        if given < least or (most is not None and given > most):
            raise TypeMismatch(f"{function.name} takes {counted(function)}, and {given} came", hint=function.example)
        wanted = conversions + last * (given - len(conversions)) if last else conversions
        try:
            converted = [convert(value) if convert else value for value, convert in zip(values, wanted, strict=False)]
        except TypeMismatch as mismatch:
            raise _named(mismatch, values, function) from None
        return body(*leading, *converted)

    return call


_EXACT: dict[ParameterType, type] = {TEXT: str, INTEGER: int, NUMBER: int, LIST: list}
"""Python's class whose values a type takes as they are."""


def counted(function: Function) -> str:
    """How many arguments a function takes, in words: `2 arguments`, `1 to 3 arguments`, `1 argument or more`."""
    least, most = function.least, function.most
    if most is None:
        return f"{least} argument{'s' if least != 1 else ''} or more"
    if least == most:
        return "no arguments" if most == 0 else f"{most} argument{'s' if most != 1 else ''}"
    return f"{least} to {most} arguments"


class Procedures:
    """The SUBs and FUNCTIONs that programs have made; nothing else that a variable may hold can be called."""

    def __init__(self) -> None:
        self._known: WeakSet[FunctionType] = WeakSet()

    def register(self, made: FunctionType) -> FunctionType:
        """Note a SUB; used as its decorator."""
        self._known.add(made)
        return made

    def call(self, name: str, callee: object, *arguments: object) -> object:
        """Call what the variable `name` holds; see `callable`."""
        return self.callable(name, callee, len(arguments))(*arguments)

    def callable(self, name: str, callee: object, given: int) -> Callable[..., object]:
        """What the variable `name` holds, to be called with so many arguments; so no frame of ours stays below a SUB.

        Raises:
            ProgramError: it holds no SUB, or the SUB takes another number of arguments.
        """
        if not isinstance(callee, FunctionType) or callee not in self._known:
            raise ProgramError(
                f"`{name}` is {named(callee)}, not a SUB, a FUNCTION or a verb", hint=_hint(name, callee)
            )
        wanted = callee.__code__.co_varnames[: callee.__code__.co_argcount]
        if given != len(wanted):
            listed = ", ".join(basic_name_of(one) for one in wanted)
            raise ProgramError(
                f"`{name}` takes {len(wanted)} argument{'s' if len(wanted) != 1 else ''}, and {given} came",
                hint=f"{name}({listed})",
            )
        return callee

    def value_or_call(self, name: str, value: object) -> object:
        """A name alone on a line: a call where it is a SUB, else its value."""
        return self.call(name, value) if isinstance(value, FunctionType) and value in self._known else value


def _hint(name: str, callee: object) -> str:
    return (
        f"an item of a list is {name}[0], with square brackets" if isinstance(callee, (list, tuple, dict, str)) else ""
    )


def _conversion(kind: ParameterType) -> Callable[[object], object] | None:
    """The plain function behind a type, None where any value will do: calls of functions stand in loops."""
    if kind is ANY:
        return None
    return kind.conversion if isinstance(kind, ConvertedType) else kind.convert


def _named(mismatch: TypeMismatch, values: tuple[object, ...], function: Function) -> TypeMismatch:
    """The same mismatch with the function and the parameter in its message."""
    for number, value in enumerate(values):
        parameter = function.parameters[min(number, len(function.parameters) - 1)]
        try:
            parameter.type.convert(value)
        except TypeMismatch as found:
            return TypeMismatch(f"{function.name}, {parameter.name}: {found.message}", hint=found.hint)
    return mismatch
