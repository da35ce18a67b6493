"""The language as one thing: check a program, compile a program."""

from __future__ import annotations

import ast
from collections.abc import Collection

from botmail.domain.span import Span
from botmail.lang import nodes
from botmail.lang.binder import Bound, bind
from botmail.lang.compiler import compile_program
from botmail.lang.diagnostics import Diagnostic, ProgramInvalid, diagnose, has_errors
from botmail.lang.limits import uncollected
from botmail.lang.naming import basic_name_of
from botmail.lang.parser import parse
from botmail.lang.runtime import Runtime
from botmail.lang.vocabulary import Vocabulary

_TOO_DEEP = "this program is nested too deeply"


class Language:
    """A vocabulary and everything that reads programs by it."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def check(self, source: str, known_names: Collection[str] = ()) -> tuple[Diagnostic, ...]:
        """Everything that is wrong with a program, in the order of the source; nothing is run."""
        with uncollected():
            return self._read(source, known_names)[2]

    def compile(
        self,
        source: str,
        *,
        filename: str,
        program_id: str,
        runtime: Runtime,
        known_names: Collection[str] = (),
    ) -> ast.Module:
        """The program as a Python module, whose globals must hold `runtime.namespace`.

        Raises:
            ProgramInvalid: there are errors in it; all of them.
        """
        with uncollected():
            return self._compile(source, filename=filename, program_id=program_id, runtime=runtime, known=known_names)

    def _compile(
        self, source: str, *, filename: str, program_id: str, runtime: Runtime, known: Collection[str]
    ) -> ast.Module:
        program, bound, diagnostics = self._read(source, known)
        if has_errors(diagnostics):
            raise ProgramInvalid(diagnostics, source)
        try:
            module = compile_program(
                program,
                source=source,
                filename=filename,
                program_id=program_id,
                runtime=runtime,
                vocabulary=self.vocabulary,
                scopes=bound.scopes,
            )
            compile(module, filename, "exec")
        except (RecursionError, SyntaxError) as error:
            if isinstance(error, SyntaxError) and "nested" not in str(error):
                raise
            line = getattr(error, "lineno", None) or 1
            span = Span(line, 1, line, 1)
            hint = "put the inner part into a SUB, or a part of the expression into a variable"
            raise ProgramInvalid([*diagnostics, diagnose("BM115", span, _TOO_DEEP, hint)], source) from None
        return module

    def _read(self, source: str, known_names: Collection[str]) -> tuple[nodes.Program, Bound, tuple[Diagnostic, ...]]:
        parsed = parse(source, self.vocabulary, {*known_names, *map(basic_name_of, known_names)})
        bound = bind(parsed.program, self.vocabulary, known_names)
        names = bound.diagnostics
        if has_errors(parsed.diagnostics):
            # A line that cannot be read may be the one that gives a name its value, or makes the SUB.
            names = tuple(one for one in names if one.code not in {"BM202", "BM203"})
        found = sorted((*parsed.diagnostics, *names), key=lambda one: (one.span.line, one.span.column))
        return parsed.program, bound, tuple(found)
