"""Answers to HEAR from a file, where nobody is at the keyboard (`BOTMAIL_ANSWERS`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from botmail.domain.errors import InputProblem, SettingsError
from botmail.domain.ports import Prompt


class AnsweredPrompt:
    """Asks the person at the keyboard, and takes an answer from the file when there is nobody.

    The file is a JSON object: name of a variable to its answer, or to a list of answers, one for each time it is asked.
    It never answers whether a mail may be sent.
    """

    def __init__(self, inner: Prompt, file: Path) -> None:
        self._inner = inner
        self._file = file
        self._left: dict[str, list[str]] | None = None

    def ask(self, question: str, *, name: str, secret: bool = False, choices: Sequence[str] = ()) -> str:
        """The typed answer, or the next one of the file.

        Raises:
            InputProblem: nobody is there, and the file has no answer (left) for `name`.
            SettingsError: the file cannot be read, or is not such an object.
        """
        try:
            return self._inner.ask(question, name=name, secret=secret, choices=choices)
        except InputProblem:
            return self._next(name)

    def confirm(self, question: str) -> bool:
        """What the person at the keyboard says; a file never says yes."""
        return self._inner.confirm(question)

    def _next(self, name: str) -> str:
        if self._left is None:
            self._left = _read(self._file)
        answers = self._left.get(name.casefold())
        if not answers:
            state = "no answer" if answers is None else "no more answers"
            raise InputProblem(
                f"HEAR {name} needs an answer, and {self._file.name} has {state} for it",
                hint=f'add {{"{name}": "…"}} to the file, or give HEAR a DEFAULT',
            )
        return answers.pop(0)


def _read(file: Path) -> dict[str, list[str]]:
    hint = 'BOTMAIL_ANSWERS names a JSON file such as {"name": "Ann", "city": ["Rome", "Oslo"]}'
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"the answers file {file} cannot be read: {error.strerror}", hint=hint) from None
    except ValueError:
        raise SettingsError(f"the answers file {file} is not JSON", hint=hint) from None
    if not isinstance(content, dict):
        raise SettingsError(f"the answers file {file} is not a JSON object", hint=hint)
    return {name.casefold(): _answers(value) for name, value in content.items()}


def _answers(value: object) -> list[str]:
    return [_text(one) for one in (value if isinstance(value, list) else [value])]


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
