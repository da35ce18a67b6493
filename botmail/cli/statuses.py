"""Exit statuses, and the error of wrong usage."""

from __future__ import annotations

from botmail.domain.errors import BotmailError

DONE = 0
FAILED = 1
USAGE = 2
EFFECTS_FAILED = 3
INTERRUPTED = 130


class UsageProblem(BotmailError):
    """The command line is wrong."""

    code = "BM802"
