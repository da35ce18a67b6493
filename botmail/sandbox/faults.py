"""What a sandbox server does badly, for the tests of everything that talks to it.

`Behaviour` is fixed when the server is made: which extensions it lacks.
`FaultPlan` can be changed while it runs: the next SEARCH is slow, the next MOVE
is cut, the next message is delivered but its 250 is lost.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How a server differs from a good modern one.

    `missing` names IMAP extensions to leave out, such as ``MOVE``, ``UIDPLUS``,
    ``SPECIAL-USE``, ``IDLE``, ``CONDSTORE``; ``KEYWORDS`` leaves out flags of one's own.
    """

    missing: frozenset[str] = frozenset()
    own_sender_only: bool = False
    obeys_injected_commands: bool = False

    def has(self, extension: str) -> bool:
        """Tell whether the server offers an extension."""
        return extension not in self.missing


class Moment(Enum):
    """When a connection is cut."""

    BEFORE = auto()
    MIDDLE = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class Cut:
    """The connection is lost before the command, within its answer, or after the deed."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Delay:
    """The command is carried out, but late."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Refuse:
    """The command is refused: by NO and this text in IMAP, by this whole line in SMTP."""

    reply: str


Fault = Cut | Delay | Refuse


@dataclass(slots=True)
class FaultPlan:
    """The faults to come, for each command in the order of their planning.

    Commands are named as in the protocol, without ``UID``: SEARCH, MOVE, FETCH, APPEND,
    LOGIN, RCPT; ``DATA`` is the moment after the final dot of a message.
    """

    _planned: dict[str, deque[Fault]] = field(default_factory=dict)

    def add(self, command: str, fault: Fault, *, times: int = 1) -> None:
        """Let the next `times` uses of a command meet a fault."""
        self._planned.setdefault(command.upper(), deque()).extend([fault] * times)

    def take(self, command: str) -> Fault | None:
        """The fault that this use of a command meets, if any; each is met once."""
        planned = self._planned.get(command.upper())
        return planned.popleft() if planned else None

    def clear(self) -> None:
        """Forget every fault that has not been met yet."""
        self._planned.clear()
