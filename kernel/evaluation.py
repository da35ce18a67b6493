"""BASIC expressions in the debugger: debugpy evaluates a line of Python, which calls `evaluate` here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from IPython import get_ipython

if TYPE_CHECKING:
    from kernel.shell import BasicShell


class NoValue(Exception):
    """An expression has no value here; the message says why."""


def call_for(expression: str) -> str:
    """The Python with which debugpy evaluates a BASIC expression in whatever frame it stands."""
    return f"__import__('kernel.evaluation').evaluation.evaluate({expression!r}, globals(), locals())"


def evaluate(expression: str, global_names: Mapping[str, object], local_names: Mapping[str, object]) -> object:
    """The value of a BASIC expression for a frame's variables.

    Raises:
        NoValue: it is no BASIC, or went wrong.
    """
    workspace = cast("BasicShell", get_ipython()).workspace
    try:
        return workspace.expressions.evaluate(expression, {**global_names, **local_names})
    except Exception as error:
        raise NoValue(workspace.describe(error).message) from None
