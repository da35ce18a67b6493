"""`botmail sandbox`: the embedded mail server alone."""

from __future__ import annotations

import argparse

from botmail.sandbox.command import main as serve


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--now", metavar="TIME", help="the clock of the example mailbox: an ISO time, or 'now'")
    parser.add_argument(
        "--until-stdin-closes", action="store_true", help="also stop at the end of the input, with whoever started it"
    )


def run(options: argparse.Namespace) -> int:
    """Run the server until it is told to stop; its settings are the first lines of the output."""
    words = ["--now", options.now] if options.now else []
    return serve([*words, *(["--until-stdin-closes"] if options.until_stdin_closes else [])])
