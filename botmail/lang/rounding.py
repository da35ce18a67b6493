"""Rounding as people do it: half away from zero, on the digits that one sees."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal, localcontext

Number = int | float


def rounded(number: Number, digits: int) -> Number:
    """`number` with so many digits behind the point (before it when negative); 2.675 gives 2.68, not binary's 2.67."""
    digits = max(min(digits, 300), -300)
    if isinstance(number, int) and digits >= 0:
        return number
    if not math.isfinite(number):
        return number
    with localcontext() as context:
        context.prec = 1000
        exact = Decimal(repr(number) if isinstance(number, float) else number)
        result = exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return int(result) if digits <= 0 else float(result)
