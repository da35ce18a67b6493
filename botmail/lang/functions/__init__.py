"""The functions of the language, one module a topic, and the few verbs that belong to it and not to mail."""

from __future__ import annotations

from botmail.lang.definition import Function, Verb
from botmail.lang.functions import dates, lists, logic, maps, numbers, statements, text

FUNCTIONS: tuple[Function, ...] = tuple(
    definition
    for module in (text, numbers, dates, lists, maps, logic)
    for definition in vars(module).values()
    if isinstance(definition, Function)
)
"""Every function, in the order of the modules."""

VERBS: tuple[Verb, ...] = tuple(definition for definition in vars(statements).values() if isinstance(definition, Verb))
"""Verbs of the language itself: FORMAT, THROW, ASSERT, CLEAR ERROR."""
