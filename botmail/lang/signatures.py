"""How a verb or function is written, in one line, from its definition."""

from __future__ import annotations

from collections.abc import Sequence

from botmail.lang.definition import Clause, Function, Parameter, Verb


def verb_signature(verb: Verb) -> str:
    """Such as `SEND MAIL to, subject, body[, attachments] [CC cc]`."""
    words = [verb.phrase, _parameters(verb.parameters), *(_clause(clause) for clause in verb.clauses)]
    return " ".join(word for word in words if word)


def function_signature(function: Function) -> str:
    """Such as `LEFT(text, count)`."""
    return f"{function.name}({_parameters(function.parameters)})"


def _parameters(parameters: Sequence[Parameter]) -> str:
    shown = ""
    for parameter in parameters:
        name = parameter.name + (" …" if parameter.is_repeated else "")
        comma = ", " if shown else ""
        shown += f"[{comma}{name}]" if parameter.is_optional else f"{comma}{name}"
    return shown


def _clause(clause: Clause) -> str:
    shown = clause.words if clause.type is None else f"{clause.words} {clause.type.name.split(' ', 1)[-1]}"
    return shown if clause.is_required else f"[{shown}]"
