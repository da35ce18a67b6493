"""Parameter types: each knows how to convert a value, how to describe itself and what to say when it cannot."""

from __future__ import annotations

from botmail.domain.errors import ProgramError


class TypeMismatch(ProgramError):
    """An argument is of the wrong type; the runtime adds the verb, the parameter and the column."""

    code = "BM301"


class ParameterType:
    """Takes anything; subclasses narrow it. Immutable: one instance per type."""

    name = "any value"

    def convert(self, value: object) -> object:
        """`value` as the verb's body wants it.

        Raises:
            TypeMismatch: it cannot be one; the message says what was expected and what came.
        """
        return value


ANY = ParameterType()
