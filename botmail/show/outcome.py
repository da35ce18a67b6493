"""What an effect came to, in colour where somebody should look."""

from __future__ import annotations

from html import escape

from botmail.domain.outcome import Outcome
from botmail.domain.plain import plain_line

_RED = "var(--jp-error-color1, #c62828)"
_AMBER = "var(--jp-warn-color0, #b26a00)"


def outcome_html(outcome: Outcome) -> str:
    """The sentence; red where nobody can know or it failed, amber where it was held back or will be tried again."""
    colour = _colour(outcome)
    style = f' style="color: {colour}"' if colour else ""
    return f"<span{style}>{escape(plain_line(str(outcome)))}</span>"


def _colour(outcome: Outcome) -> str:
    if outcome.ok:
        return ""
    return _RED if outcome.raises or outcome.state == "uncertain" else _AMBER
