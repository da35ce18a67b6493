"""`botmail metrics`: the figures of a period."""

from __future__ import annotations

import argparse
import datetime as dt

from botmail.app import Workspace
from botmail.cli.output import print_json, print_table
from botmail.cli.statuses import DONE


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("--from", dest="start", type=_day, metavar="DAY", help="the first day, such as 2026-11-01")
    parser.add_argument("--to", dest="end", type=_day, metavar="DAY", help="the last day; today when left out")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the figures, by default of the last 30 days."""
    with Workspace() as workspace:
        table = workspace.services.metrics.table(options.start, options.end)
    if options.json:
        print_json({row["metric"]: row["value"] for row in table})
    else:
        print_table(table, empty="Nothing was counted yet.")
    return DONE


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day; write it like 2026-11-01") from None
