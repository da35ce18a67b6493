"""`plain()`: the one place that makes text from a mail safe to print."""

from __future__ import annotations

import re

# C0 and C1 controls save tab and line feed, and what reorders or hides text: Unicode bidi controls (UAX 9),
# zero-width characters, the byte-order mark, tags (U+E0000 block) and line or paragraph separators.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_CARRIAGE = re.compile(r"\r\n?")


def plain(text: str) -> str:
    """`text` without control, ANSI and bidirectional characters; line ends become `\\n`, tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSAFE.sub("", _ANSI.sub("", _CARRIAGE.sub("\n", text)))


def plain_line(text: str) -> str:
    """`plain()` on one line: every run of white space is one blank."""
    return " ".join(plain(text).split())
