"""`botmail message FILE.eml`: one mail as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from botmail import parse_message
from botmail.cli.statuses import DONE
from botmail.domain.errors import FileProblem


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE.eml", help="the mail; - reads standard input")


def run(options: argparse.Namespace) -> int:
    """Print the mail; a defect in it is in the output, not an error."""
    json.dump(parse_message(_read(options.file)).to_dict(), sys.stdout, indent=2, ensure_ascii=False)
    print()
    return DONE


def _read(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise FileProblem(f"{name} cannot be read: {error.strerror}", hint="name a file that holds one mail") from None
