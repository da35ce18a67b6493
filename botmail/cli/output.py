"""Results on standard output: tables for people, JSON for programs."""

from __future__ import annotations

import datetime as dt
import json
import sys

from botmail.domain.plain import plain
from botmail.domain.table import Table
from botmail.show.render import render


def print_json(value: object) -> None:
    """`value` as JSON; moments in ISO 8601, what has no JSON form as text."""
    json.dump(value, sys.stdout, indent=2, ensure_ascii=False, default=_json_form)
    print()


def print_table(table: Table, *, empty: str) -> None:
    """`table` as aligned text, or the sentence for none."""
    print(plain(render(table).text) if len(table) else empty)


def _json_form(value: object) -> str:
    return value.isoformat() if isinstance(value, (dt.date, dt.datetime)) else str(value)
