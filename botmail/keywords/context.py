"""What a verb's body gets first, as verbs see it."""

from __future__ import annotations

from typing import Protocol

from botmail.domain.ports import Clock, Display, Prompt
from botmail.services import Services


class VerbContext(Protocol):
    """The services, and ways to show, ask and wait."""

    @property
    def services(self) -> Services:
        """All use cases."""

    @property
    def display(self) -> Display:
        """Where output goes."""

    @property
    def prompt(self) -> Prompt:
        """How the user is asked."""

    @property
    def clock(self) -> Clock:
        """The time, and waiting."""
