"""The world as it is when nobody says otherwise: the machine's clock, and nobody to ask."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence

from botmail.domain.asking import nobody_there


class SystemClock:
    """The machine's time, in its zone."""

    def now(self) -> dt.datetime:
        """The present moment."""
        return dt.datetime.now().astimezone()

    def sleep(self, seconds: float) -> None:
        """Wait; an interrupt ends it at once."""
        time.sleep(seconds)


class NobodyPrompt:
    """Nobody is there to ask."""

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        """No answer.

        Raises:
            InputProblem: always.
        """
        del choices
        raise nobody_there(question, name=name, secret=secret)

    def confirm(self, question: str) -> bool:
        """Nobody said yes."""
        del question
        return False
