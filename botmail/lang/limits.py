"""How large values may become: whatever a program does, it ends in an error that says so, not in a dead process."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from botmail.domain.errors import ProgramError

DEEPEST_CALLS = 1_000
"""SUBs that may be inside one another."""
LONGEST_TEXT = 256_000_000
"""Characters of a text."""
MOST_ITEMS = 10_000_000
"""Items of a list."""
MOST_DIGITS = 10_000
"""Digits of a whole number."""
MOST_BITS = 33_220
"""What `MOST_DIGITS` digits need, in bits."""
ROOM_FOR_A_VERB = 250
"""Python frames that a verb may need; a program that has used up the others must not begin an effect."""
_DIGITS_AT_ONCE = 3_000
_FRAMES_AROUND = 40
"""Python frames between the start of a run and its program, in a kernel."""
_YOUNG_OBJECTS = 50_000
"""New values before Python looks for garbage: a list of 100,000 maps is no reason to search it a hundred times."""


class LimitReached(ProgramError):
    """A value would become larger than any program needs."""

    code = "BM404"


class NumberTooLarge(ProgramError):
    """A whole number would have more digits than any program needs."""

    code = "BM402"


def refuse_long_text(length: int) -> None:
    """Refuse a text of `length` characters.

    Raises:
        LimitReached: it is longer than a text may be.
    """
    if length > LONGEST_TEXT:
        raise LimitReached("this text would have more than 256 million characters", hint="WRITE it to a file in parts")


def refuse_long_list(length: int) -> None:
    """Refuse a list of `length` items.

    Raises:
        LimitReached: it is longer than a list may be.
    """
    if length > MOST_ITEMS:
        raise LimitReached("this list would have more than 10 million items", hint="work on it in smaller pieces")


def refuse_large_number(bits: int) -> None:
    """Refuse a whole number of `bits` bits.

    Raises:
        NumberTooLarge: it has more digits than a number may have.
    """
    if bits > MOST_BITS:
        raise NumberTooLarge("this number would have more than 10,000 digits", hint="calculate with 1.0 instead of 1")


def in_full(number: int) -> str:
    """A whole number of up to `MOST_DIGITS` digits as text, whatever Python's own limit is."""
    head, tail = divmod(abs(number), 10**_DIGITS_AT_ONCE)
    text = f"{in_full(head)}{tail:0{_DIGITS_AT_ONCE}}" if head else str(tail)
    return f"-{text}" if number < 0 else text


@contextmanager
def room_to_run() -> Iterator[None]:
    """Let SUBs call one another `DEEPEST_CALLS` deep while a program runs, and whole numbers be written in full."""
    depth, digits, collecting = sys.getrecursionlimit(), sys.get_int_max_str_digits(), gc.get_threshold()
    sys.setrecursionlimit(max(depth, _present_depth() + _FRAMES_AROUND + DEEPEST_CALLS + ROOM_FOR_A_VERB))
    sys.set_int_max_str_digits(MOST_DIGITS + 1)
    gc.set_threshold(_YOUNG_OBJECTS, *collecting[1:])
    try:
        yield
    finally:
        gc.set_threshold(*collecting)
        sys.set_int_max_str_digits(digits)
        sys.setrecursionlimit(depth)


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many small objects that all stay, without Python searching them for garbage again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _present_depth() -> int:
    frame, depth = sys._getframe(), 0
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
