"""A display that remembers."""

from __future__ import annotations


class RecordingDisplay:
    """`said` are the lines, `shown` the values."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.shown: list[object] = []

    def say(self, text: str) -> None:
        self.said.append(text)

    def show(self, value: object) -> None:
        self.shown.append(value)
