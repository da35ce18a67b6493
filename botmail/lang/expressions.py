"""One expression at a time, for debuggers: read once, evaluated with whatever variables there are."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping
from types import CodeType
from typing import cast

from botmail.lang.language import Language
from botmail.lang.naming import basic_names
from botmail.lang.runtime import Runtime

_NAME = "expression"


class Expressions:
    """Expressions of a language; each is compiled when it is first seen."""

    def __init__(self, language: Language, runtime: Runtime) -> None:
        self._language = language
        self._runtime = runtime
        self._codes: dict[str, CodeType] = {}

    def read(self, expression: str, *, names: Collection[str] = ()) -> CodeType:
        """The expression, ready for `eval`; in it `=` compares. `names` are Python's names of variables that exist.

        Raises:
            ProgramInvalid: it is no expression.
        """
        module = self._language.compile(
            f"({expression}\n)",
            filename=_NAME,
            program_id=_NAME,
            runtime=self._runtime,
            known_names=basic_names(names),
        )
        return compile(ast.Expression(cast("ast.Expr", module.body[0]).value), _NAME, "eval")

    def evaluate(self, expression: str, namespace: Mapping[str, object]) -> object:
        """The value of the expression, for the variables of `namespace` by Python's names.

        Raises:
            ProgramInvalid: it is no expression.
            BotmailError: it has no value.
        """
        code = self._codes.get(expression)
        if code is None:
            code = self._codes[expression] = self.read(expression, names=namespace)
        return eval(code, {**namespace, **self._runtime.namespace})
