"""The one place where Python's exceptions are said in the words of the language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NoReturn

from botmail.domain.errors import BotmailError, ProgramError
from botmail.domain.outcome import Outcome
from botmail.lang.advice import hint_for_name
from botmail.lang.naming import basic_name_of, is_variable


class EffectFailed(ProgramError):
    """A verb that stands as a statement was to change or send something, and it did not happen."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.sentence, hint=outcome.hint)
        self.outcome = outcome


class VerbBroke(ProgramError):
    """A verb failed in a way that its author did not foresee."""

    code = "BM499"


class NotThereYet(ProgramError):
    """A part of the language that is read and checked, and that nothing runs yet."""

    code = "BM407"


_MEANWHILE = 'meanwhile, FOR EACH email IN GET_EMAILS("INBOX", "UNSEEN") … NEXT goes through the new mails'


def not_there_yet(what: str, hint: str = _MEANWHILE) -> NoReturn:
    """Say so, at the line that would need it.

    Raises:
        NotThereYet: always.
    """
    raise NotThereYet(f"{what} is not there yet", hint=hint)


@dataclass(frozen=True, slots=True)
class Fault:
    """An error for people: code, sentence, hint, and whether trying again can help."""

    code: str
    message: str
    hint: str = ""
    retryable: bool = False


def explain(error: BaseException, names: Mapping[str, object] | None = None) -> Fault:
    """Any exception that ended a program; `names` are the variables there were, for "did you mean"."""
    if isinstance(error, EffectFailed):
        outcome = error.outcome
        return Fault(outcome.code or error.code, error.message, error.hint, outcome.retryable)
    if isinstance(error, BotmailError):
        return Fault(error.code, error.message, error.hint, error.retryable)
    if isinstance(error, NameError):
        return _unset(error, names or {})
    for kind, say in _SENTENCES:
        if isinstance(error, kind):
            return say(error)
    return Fault("BM499", f"something unforeseen happened: {type(error).__name__}: {error}")


def _unset(error: NameError, names: Mapping[str, object]) -> Fault:
    name = basic_name_of(error.name or "")
    known = [basic_name_of(one) for one in names if is_variable(one)]
    return Fault("BM203", f"`{name}` has no value yet", hint_for_name(name, known))


def _divided(_: BaseException) -> Fault:
    return Fault("BM401", "division by zero", "IF d <> 0 THEN … guards against it")


def _overflowed(_: BaseException) -> Fault:
    return Fault("BM402", "this number is too large", "calculate with smaller numbers")


def _too_deep(_: BaseException) -> Fault:
    return Fault(
        "BM403", "SUBs call one another too deeply, about 1,000 levels", "is there a RETURN that ends the recursion?"
    )


def _out_of_memory(_: BaseException) -> Fault:
    return Fault("BM404", "there is not enough memory for this value", "work on it in smaller pieces")


def _no_item(error: BaseException) -> Fault:
    return Fault("BM405", f"there is no item {error}", "items are numbered from 0; UBOUND(list) is how many there are")


def _interrupted(_: BaseException) -> Fault:
    return Fault("BM406", "interrupted")


def _mistyped(error: BaseException) -> Fault:
    return Fault("BM301", f"these values do not go together: {error}")


_SENTENCES: tuple[tuple[type[BaseException], Callable[[BaseException], Fault]], ...] = (
    (ZeroDivisionError, _divided),
    (OverflowError, _overflowed),
    (RecursionError, _too_deep),
    (MemoryError, _out_of_memory),
    (LookupError, _no_item),
    (KeyboardInterrupt, _interrupted),
    (TypeError, _mistyped),
    (ValueError, _mistyped),
)
PYTHON_ERRORS: tuple[type[BaseException], ...] = tuple(kind for kind, _ in _SENTENCES)
"""The errors of Python that have a sentence of their own; `explain` gives it."""
