"""What every way of asking has in common: the question's text, a yes, and what is said when nobody is there."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.domain.errors import InputProblem


def question_text(question: str, *, name: str, choices: Sequence[str] = ()) -> str:
    """The question as it stands before the cursor; the variable's name where there is none."""
    menu = f" ({' / '.join(choices)})" if choices else ""
    return f"{(question or name).rstrip()}{menu} "


def is_yes(answer: str) -> bool:
    """Whether an answer to `(yes/no)` is a yes."""
    return answer.strip().casefold() in {"yes", "y"}


def nobody_there(question: str, *, name: str, secret: bool = False) -> InputProblem:
    """What is said when there is a question and no keyboard."""
    asked = f'"{question.strip()}"' if question.strip() else f"HEAR {name}"
    if secret:
        return InputProblem(
            f"{asked} needs an answer, and nobody is at the keyboard here",
            hint="run it once in a notebook or a terminal where somebody can type it",
        )
    return InputProblem(
        f"{asked} needs an answer, and nobody is at the keyboard here",
        hint=f'give HEAR a DEFAULT, or put {{"{name}": "…"}} into a JSON file and name that in BOTMAIL_ANSWERS',
    )
