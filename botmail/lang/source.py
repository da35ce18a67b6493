"""The text of a program: one kind of line end, no byte-order mark."""

from __future__ import annotations


def normalized(text: str) -> str:
    """`text` without a byte-order mark and with `\\n` as its only line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
