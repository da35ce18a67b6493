"""A prompt that answers from a list."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.domain.errors import InputProblem


class ScriptedPrompt:
    """Gives `answers` one after the other, and `consents` to questions of yes or no; then nobody is there."""

    def __init__(self, *answers: str, consents: Sequence[bool] = ()) -> None:
        self.answers = list(answers)
        self.consents = list(consents)
        self.asked: list[tuple[str, str, bool, tuple[str, ...]]] = []
        self.questions: list[str] = []

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        self.asked.append((question, name, secret, tuple(choices)))
        if not self.answers:
            raise InputProblem(f"nobody is there to answer {question}")
        return self.answers.pop(0)

    def confirm(self, question: str) -> bool:
        self.questions.append(question)
        return self.consents.pop(0) if self.consents else False
