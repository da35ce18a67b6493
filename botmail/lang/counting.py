"""FOR … TO … STEP where the compiler does not know that all three are whole numbers."""

from __future__ import annotations

import math
from collections.abc import Iterable

from botmail.domain.errors import ProgramError
from botmail.lang.conversion import to_number

Number = int | float


def steps(start: object, stop: object, step: object = 1) -> Iterable[Number]:
    """The values of a FOR loop's counter; `stop` is included. Fractions do not drift: each is `start + n * step`.

    Raises:
        ProgramError: the step is 0.
        TypeMismatch: one of them is no number.
    """
    first, last, width = (_whole(to_number(value)) for value in (start, stop, step))
    if width == 0:
        raise ProgramError("STEP 0 never gets to the end", hint="write STEP 1 or STEP -1")
    if isinstance(first, int) and isinstance(width, int):
        bound = math.floor(last) if width > 0 else math.ceil(last)
        return range(first, bound + (1 if width > 0 else -1), width)
    count = math.floor((last - first) / width + 1e-9) + 1
    return (first + number * width for number in range(max(count, 0)))


def past(counter: object, stop: object, step: object = 1) -> Number:
    """What the counter is behind a loop that ran to its end: the first value that was too far."""
    value, last, width = to_number(counter), to_number(stop), to_number(step)
    is_beyond = value > last if width > 0 else value < last
    return value if is_beyond else value + width


def _whole(number: Number) -> Number:
    if isinstance(number, float) and not math.isfinite(number):
        raise ProgramError("a FOR loop needs numbers that are finite")
    return int(number) if isinstance(number, float) and number.is_integer() else number
