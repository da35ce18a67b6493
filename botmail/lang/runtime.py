"""What a compiled program holds on to: one object that reaches the world through one call, `invoke`."""

from __future__ import annotations

import datetime as dt
import random
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import SimpleNamespace
from typing import Any, NoReturn, Protocol

from botmail.domain import conditions
from botmail.domain.action import Action, Place
from botmail.domain.errors import BotmailError, ExtraMissing, ProgramError
from botmail.domain.outcome import Outcome
from botmail.domain.ports import Clock, Display, Prompt
from botmail.domain.span import Span
from botmail.lang import comparison, control, conversion, counting, members, operators, parameters
from botmail.lang.call_sites import Site, Slot, arguments_of
from botmail.lang.calls import Procedures, Surroundings, callables_of
from botmail.lang.definition import Function
from botmail.lang.faults import EffectFailed, VerbBroke, explain, not_there_yet
from botmail.lang.filters import Query, Template
from botmail.lang.functions import FUNCTIONS
from botmail.lang.given_rows import Given
from botmail.lang.limits import ROOM_FOR_A_VERB
from botmail.lang.naming import RUNTIME_NAME
from botmail.lang.values import ErrorValue, Map, folded_map

ProgramEnd = control.ProgramEnd

__all__ = ["Context", "EffectFailed", "Host", "ProgramEnd", "Runtime", "Site", "Slot", "VerbBroke"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a verb's body gets first."""

    services: Any
    display: Display
    prompt: Prompt
    clock: Clock
    runtime: Runtime


class Host(Protocol):
    """What the runtime needs from the application."""

    def context(self, span: Span) -> Context:
        """What the body of the verb at `span` gets first."""

    def perform(self, action: Action, place: Place, items: Sequence[object], *, statement: bool) -> object:
        """Perform or plan `action`; `items` are the mails that running loops are on, innermost last."""

    def before_step(self) -> None:
        """Called before each verb."""

    def call_file(self, file: str, arguments: Sequence[object]) -> object:
        """Run another script of the same folder (`CALL "other.bas", a, b`) and give what it RETURNs."""


_MOST_IGNORED = 100
"""Errors that are kept of those passed over; a loop without end must not fill the memory with them."""


class _State(threading.local):
    """What belongs to one thread of a program: a cell, or a handler in the background."""

    def __init__(self) -> None:
        self.mails: list[object] = []
        self.ignored: deque[ErrorValue] = deque(maxlen=_MOST_IGNORED)
        self.ignored_count = 0
        self.last_error: ErrorValue | None = None


@dataclass(eq=False)
class Runtime:
    """The one hidden object in a program's namespace; compiled code calls nothing else.

    `clock` and `dice` are what NOW and RND read; a test holds them still.
    """

    host: Host
    functions_defined: Iterable[Function] = FUNCTIONS
    clock: Clock | None = None
    dice: random.Random = field(default_factory=random.Random)

    # Operators are reached through the instance; as static methods they cost one look-up less in loops.
    add = staticmethod(operators.add)
    add_all = staticmethod(operators.add_all)
    subtract = staticmethod(operators.subtract)
    multiply = staticmethod(operators.multiply)
    divide = staticmethod(operators.divide)
    integer_divide = staticmethod(operators.integer_divide)
    modulo = staticmethod(operators.modulo)
    power = staticmethod(operators.power)
    negate = staticmethod(operators.negate)
    number = staticmethod(conversion.to_number)
    join_text = staticmethod(operators.join_text)
    text = staticmethod(conversion.to_text)
    equal = staticmethod(comparison.equal)
    not_equal = staticmethod(comparison.not_equal)
    less = staticmethod(comparison.less)
    less_or_equal = staticmethod(comparison.less_or_equal)
    greater = staticmethod(comparison.greater)
    greater_or_equal = staticmethod(comparison.greater_or_equal)
    between = staticmethod(comparison.between)
    contains = staticmethod(comparison.contains)
    starts_with = staticmethod(comparison.starts_with)
    ends_with = staticmethod(comparison.ends_with)
    like = staticmethod(comparison.like)
    matches = staticmethod(comparison.matches)
    is_in = staticmethod(comparison.is_in)
    not_null = staticmethod(comparison.not_null)
    steps = staticmethod(counting.steps)
    past = staticmethod(counting.past)
    parameter = staticmethod(parameters.parameter)
    parameter_missing = staticmethod(parameters.missing)
    not_there_yet = staticmethod(not_there_yet)
    conditions = conditions
    template = Template
    query = Query
    given = Given
    new_map = Map
    failure = Exception
    unset = NameError
    loop_exit = staticmethod(control.loop_exit)

    def __post_init__(self) -> None:
        self.filenames: set[str] = set()
        self.temporary = SimpleNamespace()
        self.sites: dict[int, Site] = {}
        self._numbers = count()
        self._state = _State()
        self.map_class = Map
        self.references = sys.getrefcount
        self.folded_map = folded_map
        self._procedures = Procedures()
        self.procedure = self._procedures.register
        self.call = self._procedures.call
        self.callable = self._procedures.callable
        self.value_or_call = self._procedures.value_or_call
        self.functions = callables_of(self.functions_defined, Surroundings(self._now, self.dice))
        self.members = members.MemberTables(self.functions)
        self.member = self.members.read
        self.optional_member = self.members.read_optional
        self.method = self.members.call
        self.optional_method = self.members.call_optional
        self.index = members.item_of
        self.set_member = members.set_member
        self.set_index = members.set_item

    @property
    def namespace(self) -> dict[str, object]:
        """What a program's globals must hold before it runs."""
        return {RUNTIME_NAME: self}

    @property
    def mails(self) -> tuple[object, ...]:
        """The mails that running FOR EACH loops are on, innermost last, through all SUBs of this thread."""
        return tuple(self._state.mails)

    def begin(self) -> None:
        """Forget what an earlier cell of this thread may have left: its loops' mails and its ignored errors."""
        self._state.mails.clear()
        self._state.ignored.clear()
        self._state.ignored_count = 0

    def add_site(self, site: Site) -> int:
        """Keep a call of a verb for `invoke`; its number."""
        number = next(self._numbers)
        self.sites[number] = site
        return number

    def new_temporary(self) -> str:
        """The name of a hidden variable (an attribute of `temporary`) that no other program has."""
        return f"t{next(self._numbers)}"

    def invoke(self, number: int, *values: object) -> object:
        """Call a verb: the one way from a program to the world.

        Raises:
            BotmailError: what the verb refuses; EffectFailed when a bare statement's effect failed or was refused.
        """
        site = self.sites[number]
        _leave_room()
        self.host.before_step()
        arguments = arguments_of(site, values)
        result = self._perform(site, arguments)
        if site.is_statement and isinstance(result, Outcome) and result.raises:
            raise EffectFailed(result)
        return result

    def each(self, value: object) -> Iterable[object]:
        """The items of a FOR EACH loop; while it is on a mail, that mail is on the stack."""
        if type(value) is list and not any(getattr(kind, "is_mail_item", False) for kind in set(map(type, value))):
            return value.copy()
        return self._each_noted(value)

    def _each_noted(self, value: object) -> Iterator[object]:
        mails = self._state.mails
        for item in conversion.to_items(value):
            if not getattr(type(item), "is_mail_item", False):
                yield item
                continue
            depth = len(mails)
            mails.append(item)
            try:
                yield item
            finally:
                del mails[depth:]

    def call_file(self, file: object, *arguments: object) -> object:
        """`CALL "other.bas", …`."""
        _leave_room()
        return self.host.call_file(conversion.to_text(file), arguments)

    def end(self, value: object = None) -> NoReturn:
        """END, STOP, EXIT, and RETURN outside a SUB."""
        raise ProgramEnd(value)

    def caught(self) -> ErrorValue:
        """The error being handled, as CATCH and ERR give it."""
        error = sys.exc_info()[1]
        fault = explain(error or ProgramError("no error"))
        self._state.last_error = ErrorValue(fault.message, fault.code, self._line_of(error), fault.retryable)
        return self._state.last_error

    def resume(self) -> None:
        """ON ERROR RESUME NEXT: note the error being handled and go on."""
        self._state.ignored.append(self.caught())
        self._state.ignored_count += 1

    @property
    def ignored(self) -> tuple[ErrorValue, ...]:
        """The latest errors that ON ERROR RESUME NEXT passed over since `begin`."""
        return tuple(self._state.ignored)

    @property
    def ignored_count(self) -> int:
        """How many errors ON ERROR RESUME NEXT passed over since `begin`."""
        return self._state.ignored_count

    @property
    def last_error(self) -> ErrorValue | None:
        """What ERR gives; None when nothing went wrong."""
        return self._state.last_error

    def clear_error(self) -> None:
        """CLEAR ERROR."""
        self._state.last_error = None

    def _perform(self, site: Site, arguments: dict[str, object]) -> object:
        try:
            result = site.verb.body(self.host.context(site.span), **arguments)
            if isinstance(result, Action):
                return self.host.perform(result, site.place, self.mails, statement=site.is_statement)
        except (BotmailError, RecursionError, MemoryError):
            raise
        except Exception as error:
            if isinstance(error, ModuleNotFoundError) and site.verb.extra:
                raise ExtraMissing(
                    f"{site.verb.phrase} needs a part that is not installed: {error.name}",
                    hint=f"pip install 'botmail[{site.verb.extra}]'",
                ) from None
            raise VerbBroke(
                f"{site.verb.phrase} failed in a way that it should not: {type(error).__name__}: {error}",
                hint="please report this, with the line of the program",
            ) from error
        return result

    def _line_of(self, error: BaseException | None) -> int:
        line, trace = 0, error.__traceback__ if error else None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self.filenames:
                line = trace.tb_lineno
            trace = trace.tb_next
        return line

    def _now(self) -> dt.datetime:
        return self.clock.now() if self.clock else dt.datetime.now().astimezone()


def _leave_room() -> None:
    """Refuse to begin a verb near the end of Python's stack, where it would break off in the middle.

    Raises:
        RecursionError: there is too little room.
    """
    frame, depth, limit = sys._getframe(), 0, sys.getrecursionlimit() - ROOM_FOR_A_VERB
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
        if depth > limit:
            raise RecursionError
