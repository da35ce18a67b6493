"""`botmail audit [verify]`: the record of all operations and effects."""

from __future__ import annotations

import argparse
import sys

from botmail.app import Workspace
from botmail.cli.output import print_json, print_table
from botmail.cli.statuses import DONE, FAILED


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("task", nargs="?", choices=["list", "verify"], default="list", help="by default list")
    parser.add_argument("--limit", type=_number, default=100, metavar="N", help="list the newest N rows (100)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """List the newest rows, oldest first; or say whether all rows are as they were written."""
    with Workspace() as workspace:
        if options.task == "verify":
            return _verify(workspace)
        table = workspace.services.audit.table(options.limit)
    if options.json:
        print_json(list(table))
    else:
        print_table(table, empty="Nothing is on record yet.")
    return DONE


def _verify(workspace: Workspace) -> int:
    check = workspace.services.audit.verify()
    print(check.sentence, file=sys.stdout if check.is_intact else sys.stderr)
    return DONE if check.is_intact else FAILED


def _number(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of rows")
    return int(text)
