"""What leaves a program or a loop: quiet exceptions that no TRY, CATCH or ON ERROR of a program can hold up."""

from __future__ import annotations

from functools import lru_cache


class ProgramEnd(BaseException):
    """END, STOP or EXIT: the rest of the program, or of the cell, is not run. Nothing went wrong.

    `value` is what RETURN outside a SUB gave, for the script that called this one.
    """

    def __init__(self, value: object = None) -> None:
        super().__init__(value)
        self.value = value


class LoopExit(BaseException):
    """EXIT FOR out of an inner loop of another kind; one subclass per depth of nesting."""


@lru_cache(maxsize=64)
def loop_exit(depth: int) -> type[LoopExit]:
    """The exception that ends the loop at this depth of nesting and passes through the others."""
    return type(f"LoopExit{depth}", (LoopExit,), {})
