"""``botmail sandbox``: the server in a process of its own, until it is told to stop."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from botmail.sandbox.settings import render_settings

MISSING_EXTRA = "The sandbox is not installed. Install it with: pip install 'botmail[sandbox]'"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the server in the foreground; its settings are the first lines of the output.

    It ends by SIGTERM, by SIGINT, or, with ``--until-stdin-closes``, with whoever started it.
    """
    options = _parser().parse_args(arguments)
    try:
        return _serve(options.now, until_stdin_closes=options.until_stdin_closes)
    except ModuleNotFoundError:
        print(MISSING_EXTRA, file=sys.stderr)
        return 3


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="botmail sandbox",
        description="Run a mail server on this machine, with an example mailbox, and print its settings.",
    )
    parser.add_argument(
        "--now",
        default=os.environ.get("BOTMAIL_SANDBOX_NOW"),
        metavar="TIME",
        help="the clock of the example mailbox: an ISO time, or 'now'; by default a fixed one",
    )
    parser.add_argument(
        "--until-stdin-closes",
        action="store_true",
        help="also stop at the end of the input, so that the server ends with its parent",
    )
    return parser


def _serve(now: str | None, *, until_stdin_closes: bool) -> int:
    # Late, because the server's own packages are an extra.
    from botmail.sandbox.demo import demo_server, write_settings  # noqa: PLC0415 - in the extra
    from botmail.sandbox.example import read_clock  # noqa: PLC0415 - in the extra

    try:
        clock = read_clock(now)
    except ValueError:
        print(f"{now!r} is no time. Write it like 2026-03-02T09:30, or write: now", file=sys.stderr)
        return 2
    stop = _stop_event(until_stdin_closes=until_stdin_closes)
    with tempfile.TemporaryDirectory(prefix="botmail-sandbox-") as folder, demo_server(clock) as server:
        print(render_settings(write_settings(server, Path(folder))), flush=True)
        stop.wait()
    return 0


def _stop_event(*, until_stdin_closes: bool) -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if until_stdin_closes:
        threading.Thread(target=_wait_for_end_of_input, args=[stop], daemon=True).start()
    return stop


def _wait_for_end_of_input(stop: threading.Event) -> None:
    # Not sys.stdin: a thread within its lock would make the interpreter's end an error.
    while os.read(0, 4096):
        pass
    stop.set()
