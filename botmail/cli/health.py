"""`botmail health`: whether mail can be read and sent now."""

from __future__ import annotations

import argparse

from botmail.app import Workspace
from botmail.cli.output import print_json, print_table
from botmail.cli.statuses import DONE, FAILED


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Sign in everywhere and say what was found; the status is 1 when something failed or is missing."""
    with Workspace() as workspace:
        table = workspace.services.health.table()
    if options.json:
        print_json(list(table))
    else:
        print_table(table, empty="Nothing to look at.")
    return DONE if all(state == "ok" for state in table.column("state")) else FAILED
