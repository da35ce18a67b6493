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
from botmail.lang.definition import Function, Parameter
from botmail.lang.naming import basic_name_of
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
    last = parameters[-1] if most is None else None

    def call(*values: object) -> object:
        given = len(values)
        if given < least or (most is not None and given > most):
            raise TypeMismatch(f"{function.name} takes {counted(function)}, and {given} came", hint=function.example)
        kinds = parameters if last is None else parameters + (last,) * (given - len(parameters))
        try:
            converted = [kind.type.convert(value) for value, kind in zip(values, kinds, strict=False)]
        except TypeMismatch:
            converted = [_converted(value, kind, function.name) for value, kind in zip(values, kinds, strict=False)]
        return body(*leading, *converted)

    return call


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
        """Call what the variable `name` holds.

        Raises:
            ProgramError: it holds no SUB, or the SUB takes another number of arguments.
        """
        if not isinstance(callee, FunctionType) or callee not in self._known:
            raise ProgramError(
                f"`{name}` is {named(callee)}, not a SUB, a FUNCTION or a verb", hint=_hint(name, callee)
            )
        wanted = callee.__code__.co_varnames[: callee.__code__.co_argcount]
        if len(arguments) != len(wanted):
            listed = ", ".join(basic_name_of(one) for one in wanted)
            raise ProgramError(
                f"`{name}` takes {len(wanted)} argument{'s' if len(wanted) != 1 else ''}, and {len(arguments)} came",
                hint=f"{name}({listed})",
            )
        return callee(*arguments)

    def value_or_call(self, name: str, value: object) -> object:
        """A name alone on a line: a call where it is a SUB, else its value."""
        return self.call(name, value) if isinstance(value, FunctionType) and value in self._known else value


def _hint(name: str, callee: object) -> str:
    return (
        f"an item of a list is {name}[0], with square brackets" if isinstance(callee, (list, tuple, dict, str)) else ""
    )


def _converted(value: object, parameter: Parameter, function: str) -> object:
    try:
        return parameter.type.convert(value)
    except TypeMismatch as mismatch:
        raise TypeMismatch(f"{function}, {parameter.name}: {mismatch.message}", hint=mismatch.hint) from None
