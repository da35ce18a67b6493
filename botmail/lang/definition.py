"""The one definition of a verb: phrase, parameters, clauses, effect, docstring, example and body together.

    @verb("MARK AS READ", effect=Effect.CHANGES, parameters=[Parameter("email", EMAILS)], example="MARK_AS_READ email")
    def mark_as_read(context: Context, email: EmailList) -> Action:
        \"\"\"Mark a mail, or a list of mails, as read.\"\"\"
        return context.services.changes.mark(email, flag="\\\\Seen", is_set=True)

Grammar terminal, argument checks, completion, inspection, reference page and colouring all derive from the `Verb`.
"""

from __future__ import annotations

import inspect
import keyword
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from botmail.lang.types import ParameterType

Body = Callable[..., Any]


class Effect(StrEnum):
    """What a verb does to the world."""

    PURE = "pure"
    READS = "reads"
    STORES = "stores"
    CHANGES = "changes"
    SENDS = "sends"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A positional argument. `name` is also the body's argument (a trailing `_` is added for Python's keywords)."""

    name: str
    type: ParameterType
    help: str = ""
    is_optional: bool = False
    is_repeated: bool = False
    """The last parameter may take any number of values; the body gets a tuple."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A named argument behind the positional ones: `CC e`, `REPLY TO e`, or a flag such as `ALL` (type None).

    A tight clause takes a single operand (`FORMAT v AS "p"`). The body's argument is the words in lower case, joined
    by `_`.
    """

    words: str
    type: ParameterType | None = None
    help: str = ""
    is_tight: bool = False
    is_required: bool = False
    is_repeated: bool = False
    """Takes several operands with commas between (`AS "A", "B"`); the body gets a list, also of one."""
    is_fields: bool = False
    """Takes `name = e, name = e` (`SET a = 1, b = 2`); the body gets a map."""

    @property
    def argument(self) -> str:
        """The name of the body's keyword argument."""
        return python_name(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb of the language. `phrase` and `aliases` are upper case with single blanks."""

    phrase: str
    body: Body
    effect: Effect
    summary: str
    text: str
    example: str
    result: str = ""
    """What a program gets, in words of the language: text, number, list, EmailList, Outcome …"""
    parameters: tuple[Parameter, ...] = ()
    clauses: tuple[Clause, ...] = ()
    aliases: tuple[str, ...] = ()
    topic: str = ""
    takes_bare_words: bool = False
    """Operands may follow one another without commas (SET SCHEDULE, HEAR)."""
    extra: str = ""
    """The optional part it needs: `pip install botmail[extra]`."""

    @property
    def most(self) -> int | None:
        """Most positional arguments, None where there is no limit."""
        return None if any(p.is_repeated for p in self.parameters) else len(self.parameters)

    @property
    def least(self) -> int:
        """Fewest positional arguments."""
        return sum(not p.is_optional for p in self.parameters)

    def to_info(self) -> dict[str, object]:
        """The definition as plain data, for the reference, help and tests."""
        return {
            "phrase": self.phrase,
            "aliases": list(self.aliases),
            "topic": self.topic,
            "effect": self.effect.value,
            "result": self.result,
            "summary": self.summary,
            "text": self.text,
            "example": self.example,
            "parameters": [
                {
                    "name": p.name,
                    "type": p.type.name,
                    "help": p.help,
                    "optional": p.is_optional,
                    "repeated": p.is_repeated,
                }
                for p in self.parameters
            ],
            "clauses": [
                {"words": c.words, "type": c.type.name if c.type else None, "help": c.help, "required": c.is_required}
                for c in self.clauses
            ],
        }


def verb(
    phrase: str,
    *,
    effect: Effect,
    example: str,
    parameters: Sequence[Parameter] = (),
    clauses: Sequence[Clause] = (),
    aliases: Sequence[str] = (),
    result: str = "",
    topic: str = "",
    takes_bare_words: bool = False,
    extra: str = "",
) -> Callable[[Body], Verb]:
    """Make a `Verb` of the function below; its docstring is the help: first sentence, then the rest."""

    def define(body: Body) -> Verb:
        summary, _, text = inspect.cleandoc(body.__doc__ or "").partition("\n")
        return Verb(
            phrase=phrase,
            body=body,
            effect=effect,
            summary=summary,
            text=text.strip(),
            example=inspect.cleandoc(example),
            parameters=tuple(parameters),
            clauses=tuple(clauses),
            aliases=tuple(aliases),
            result=result,
            topic=topic,
            takes_bare_words=takes_bare_words,
            extra=extra,
        )

    return define


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function of the language without effects, such as LEFT: always called with brackets."""

    name: str
    body: Body
    summary: str
    example: str
    parameters: tuple[Parameter, ...] = ()
    aliases: tuple[str, ...] = ()
    result: str = ""
    topic: str = ""
    takes_surroundings: bool = False
    """The body's first argument is the `Surroundings` of the run: the clock and the dice."""

    @property
    def most(self) -> int | None:
        """Most arguments, None where there is no limit."""
        return None if any(p.is_repeated for p in self.parameters) else len(self.parameters)

    @property
    def least(self) -> int:
        """Fewest arguments."""
        return sum(not p.is_optional for p in self.parameters)


def function(
    name: str,
    *parameters: Parameter,
    example: str,
    result: str,
    topic: str,
    aliases: Sequence[str] = (),
    takes_surroundings: bool = False,
) -> Callable[[Body], Function]:
    """Make a `Function` of the Python function below; its docstring is the help."""

    def define(body: Body) -> Function:
        return Function(
            name=name,
            body=body,
            summary=inspect.cleandoc(body.__doc__ or ""),
            example=example,
            parameters=parameters,
            aliases=tuple(aliases),
            result=result,
            topic=topic,
            takes_surroundings=takes_surroundings,
        )

    return define


def python_name(words: str) -> str:
    """The Python argument for a parameter or clause: `REPLY TO` is `reply_to`, `from` is `from_`."""
    name = words.lower().replace(" ", "_")
    return name + "_" if keyword.iskeyword(name) else name
