"""Sets of UIDs as IMAP writes them, in pieces that fit on a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

MAX_SET_BYTES = 4000


def uid_set(uids: Iterable[int]) -> bytes:
    """`1:3,7` for 1, 2, 3 and 7; each UID once, in ascending order."""
    return ",".join(_written(run) for run in _runs(sorted(set(uids)))).encode("ascii")


def batches(uids: Sequence[int], *, size: int) -> Iterator[tuple[int, ...]]:
    """`uids` in order, in tuples of at most `size` whose set stays short enough for one line."""
    limit = max(1, min(size, MAX_SET_BYTES // 11))  # ten digits and a comma at worst
    for start in range(0, len(uids), limit):
        yield tuple(uids[start : start + limit])


def uids_in(text: str) -> list[int]:
    """The numbers of a set such as `4:6,9`, in the order written; at most 100,000.

    Raises:
        ValueError: it is not a set.
    """
    found: list[int] = []
    for piece in text.split(","):
        first, _, last = piece.partition(":")
        low, high = int(first), int(last or first)
        step = 1 if high >= low else -1
        if len(found) + abs(high - low) >= 100_000:
            raise ValueError("a set of too many numbers")
        found += range(low, high + step, step)
    return found


def _runs(ordered: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(ordered) + 1):
        if index == len(ordered) or ordered[index] != ordered[index - 1] + 1:
            yield ordered[start], ordered[index - 1]
            start = index


def _written(run: tuple[int, int]) -> str:
    first, last = run
    return str(first) if first == last else f"{first}:{last}"
