"""Did you mean: the nearest of the names that exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher


def nearest(wrong: str, known: Iterable[str], *, most: int = 3) -> tuple[str, ...]:
    """Up to `most` of `known` that look like `wrong`, best first; blanks, underscores and case do not count."""
    scored = [(_likeness(_squeezed(wrong), _squeezed(name)), name) for name in known]
    best = max((likeness for likeness, _ in scored), default=0.0)
    good = sorted((pair for pair in scored if pair[0] >= max(0.72, best - 0.1)), key=lambda pair: (-pair[0], pair[1]))
    return tuple(name for _, name in good[:most])


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A sentence such as `did you mean SEND MAIL?`, or an empty text."""
    names = nearest(wrong, known)
    return f"did you mean {' or '.join(names)}?" if names else ""


def _squeezed(name: str) -> str:
    return name.casefold().replace(" ", "").replace("_", "")


def _likeness(wrong: str, known: str) -> float:
    matcher = SequenceMatcher(None, wrong, known, autojunk=False)
    if matcher.real_quick_ratio() < 0.72 or matcher.quick_ratio() < 0.72:
        return 0.0
    return matcher.ratio()
