"""Holding an interrupt back while a mail is on its way, so that its fate is known before the program stops."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self

LONGEST_SECONDS = 10.0


class InterruptShield:
    """A stretch in which Ctrl-C is noted and not raised. `is_interrupted` tells; the one who holds the shield acts.

    `when_too_long` is called, from another thread, when the stretch is not over `longest_seconds` after the interrupt;
    it has to make what is waited for end. Outside the main thread no interrupt can arrive, and nothing is done.
    """

    def __init__(self, when_too_long: Callable[[], None], *, longest_seconds: float) -> None:
        self._when_too_long = when_too_long
        self._longest_seconds = longest_seconds
        self._timer: threading.Timer | None = None
        self._former: Callable[[int, FrameType | None], object] | int | None = None
        self._is_set = False
        self.is_interrupted = False

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._former = signal.signal(signal.SIGINT, self._note)
            self._is_set = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_set:
            signal.signal(signal.SIGINT, self._former if self._former is not None else signal.default_int_handler)
        if self._timer:
            self._timer.cancel()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        if self.is_interrupted:
            return
        self.is_interrupted = True
        self._timer = threading.Timer(self._longest_seconds, self._when_too_long)
        self._timer.daemon = True
        self._timer.start()
