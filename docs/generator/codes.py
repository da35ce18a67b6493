"""Every code that an error can have, wherever it is said, with what it is about."""

from __future__ import annotations

from collections.abc import Iterator

import kernel.cells
import kernel.magics
import kernel.shell
from botmail.cli import statuses
from botmail.domain.errors import BotmailError
from botmail.lang import faults
from botmail.lang.codes import CODES

SAID_IN = (kernel.cells, kernel.magics, kernel.shell, statuses, faults)
"""Modules with errors of their own, loaded so that `every_code` sees them."""


def every_code() -> dict[str, str]:
    """Code to title, in the order of the codes."""
    titles = {error.code: _title(error) for error in reversed([BotmailError, *_errors(BotmailError)])}
    titles |= {fault.code: fault.message for fault in map(faults.explain, (kind() for kind in faults.PYTHON_ERRORS))}
    titles |= {faults.explain(RuntimeError()).code: "something unforeseen happened"}
    titles |= {code: kind.title for code, kind in CODES.items()}
    return dict(sorted(titles.items()))


def _title(error: type[BotmailError]) -> str:
    first = (error.__doc__ or "").partition("\n")[0].rstrip(".")
    return first[:1].lower() + first[1:]


def _errors(family: type[BotmailError]) -> Iterator[type[BotmailError]]:
    for error in family.__subclasses__():
        yield error
        yield from _errors(error)
