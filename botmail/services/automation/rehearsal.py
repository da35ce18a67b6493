"""A rehearsal: the program run once as a preview, unheard and unseen, to know what it would send before asking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, MutableMapping, Sequence
from contextlib import contextmanager

from botmail.domain.ports import Clock, Prompt
from botmail.lang.values import Map


class SilentDisplay:
    """A `Display` that shows nothing."""

    def say(self, text: str) -> None:
        """Nothing."""

    def show(self, value: object) -> None:
        """Nothing."""


class ImpatientClock:
    """A `Clock` that does not wait."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def now(self) -> dt.datetime:
        """The present moment."""
        return self._clock.now()

    def sleep(self, seconds: float) -> None:
        """Nothing."""


class RememberingPrompt:
    """A `Prompt` that keeps the answers of a rehearsal and gives them again in the run behind it."""

    def __init__(self, inner: Prompt) -> None:
        self._inner = inner
        self._kept: list[tuple[str, str]] = []
        self._is_rehearsing = False

    @contextmanager
    def rehearsing(self) -> Iterator[None]:
        """Keep every answer that is given in the block."""
        self._kept.clear()
        self._is_rehearsing = True
        try:
            yield
        finally:
            self._is_rehearsing = False

    def forget(self) -> None:
        """Give no kept answer any more: the run is over, and it was not the rehearsal."""
        if not self._is_rehearsing:
            self._kept.clear()

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        """The answer of the rehearsal to the same question, or else what the user types."""
        if not self._is_rehearsing and self._kept and self._kept[0][0] == name:
            return self._kept.pop(0)[1]
        answer = self._inner.ask(question, name=name, secret=secret, choices=choices)
        if self._is_rehearsing:
            self._kept.append((name, answer))
        return answer

    def confirm(self, question: str) -> bool:
        """What the user says; never remembered."""
        return self._inner.confirm(question)


@contextmanager
def borrowed(namespace: MutableMapping[str, object]) -> Iterator[None]:
    """Let the block use copies of the lists and maps in `namespace`; afterwards it holds what it held before."""
    before = dict(namespace)
    copies: dict[int, object] = {}
    namespace.update({name: _copy(value, copies) for name, value in before.items() if not name.startswith("_")})
    try:
        yield
    finally:
        for name in set(namespace) - set(before):
            del namespace[name]
        namespace.update(before)


def _copy(value: object, copies: dict[int, object]) -> object:
    """Lists and maps copied through, shared ones shared as before; programs can change nothing else."""
    if id(value) in copies:
        return copies[id(value)]
    if type(value) is list:
        return _copy_list(value, copies)
    if type(value) in (dict, Map):
        assert isinstance(value, dict)
        return _copy_map(value, copies)
    return value


def _copy_list(items: list[object], copies: dict[int, object]) -> list[object]:
    copied: list[object] = []
    copies[id(items)] = copied
    copied.extend(_copy(item, copies) for item in items)
    return copied


def _copy_map(entries: dict[str, object], copies: dict[int, object]) -> dict[str, object]:
    copied = type(entries)()
    copies[id(entries)] = copied
    copied.update({key: _copy(value, copies) for key, value in entries.items()})
    return copied
