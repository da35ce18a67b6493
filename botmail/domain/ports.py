"""What the inner rooms need from the world: small protocols, given by `botmail.app`, faked in tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol


class Clock(Protocol):
    """Time, so that tests can hold it still."""

    def now(self) -> dt.datetime:
        """The present moment, with a zone."""

    def sleep(self, seconds: float) -> None:
        """Wait; an interrupt ends it at once."""


class Display(Protocol):
    """Where a program's output goes: a notebook, a terminal, a list in a test."""

    def say(self, text: str) -> None:
        """One line of plain text, at once."""

    def show(self, value: object) -> None:
        """A value in its richest form that the place can show."""


class Prompt(Protocol):
    """How a program asks its user."""

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        """The answer as typed; `name` is the variable that wants it.

        Raises:
            InputProblem: nobody is there to answer.
        """

    def confirm(self, question: str) -> bool:
        """Whether a person at the keyboard said yes; False when nobody is there. Never answered by a file."""
