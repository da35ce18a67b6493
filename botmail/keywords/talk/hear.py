"""HEAR"""

from __future__ import annotations

from collections.abc import Sequence

from botmail.domain.errors import InputProblem, ProgramError
from botmail.keywords.context import VerbContext
from botmail.keywords.talk.answer_types import ANSWER_TYPES, TEXT_ANSWER, AnswerType
from botmail.lang.definition import Clause, Effect, Parameter, verb
from botmail.lang.types import ANY, COLUMN, TEXT, VARIABLE

TRIES = 3


class _NoDefault:
    """Stands for a DEFAULT that was not given; null may be one."""


NO_DEFAULT = _NoDefault()


@verb(
    "HEAR",
    aliases=("INPUT",),
    effect=Effect.WAITS,
    parameters=(
        Parameter("variable", VARIABLE, "the variable that gets the answer", is_optional=True),
        Parameter("prompt", TEXT, "the question, as WITH gives it", is_optional=True),
    ),
    clauses=(
        Clause("AS", COLUMN, 'EMAIL, DATE, INTEGER … or the answers of a menu: AS "Yes", "No"', is_repeated=True),
        Clause("WITH", TEXT, "the question"),
        Clause("DEFAULT", ANY, "the answer when nobody is there, or nothing is typed"),
    ),
    takes_bare_words=True,
    result="the answer",
    topic="talk",
    example='HEAR city WITH "Which city?" DEFAULT "Rome"',
)
def hear(
    context: VerbContext,
    variable: str = "answer",
    prompt: str = "",
    *,
    as_: Sequence[str] = (),
    with_: str = "",
    default: object = NO_DEFAULT,
) -> object:
    """Ask the user, and put the answer into a variable.

    A wrong answer is asked again, three times. Where nobody is at the keyboard the DEFAULT counts, or an answer from
    the file that BOTMAIL_ANSWERS names.
    """
    kind, choices = _wanted(as_)
    question = with_ or prompt or variable
    for attempt in range(TRIES):
        try:
            answer = context.prompt.ask(question, name=variable, secret=kind.is_secret, choices=choices)
        except InputProblem:
            if default is NO_DEFAULT:
                raise
            return default
        if not answer.strip() and default is not NO_DEFAULT:
            return default
        value = _chosen(answer, choices) if choices else kind.read(answer)
        if value is not None:
            return value
        if attempt < TRIES - 1:
            context.display.say(f"Please answer with {_said(kind, choices)}.")
    raise InputProblem(
        f"HEAR {variable}: {TRIES} answers, and none was {_said(kind, choices)}",
        hint="run it again, or give it a DEFAULT",
    )


def _wanted(words: Sequence[str]) -> tuple[AnswerType, tuple[str, ...]]:
    if not words:
        return TEXT_ANSWER, ()
    if len(words) > 1:
        return TEXT_ANSWER, tuple(words)
    known = ANSWER_TYPES.get(words[0].upper())
    if known is None:
        raise ProgramError(
            f"HEAR knows no answers of type {words[0]}",
            hint="there are " + ", ".join(ANSWER_TYPES) + '; a menu has two texts or more: AS "Yes", "No"',
        )
    return known, ()


def _chosen(answer: str, choices: Sequence[str]) -> str | None:
    """A choice by its text without case, or by its number from 1."""
    typed = answer.strip().casefold()
    by_text = next((choice for choice in choices if choice.casefold() == typed), None)
    if by_text is not None or not typed.isdecimal() or not 0 < int(typed) <= len(choices):
        return by_text
    return choices[int(typed) - 1]


def _said(kind: AnswerType, choices: Sequence[str]) -> str:
    return "one of " + ", ".join(choices) if choices else kind.wanted
