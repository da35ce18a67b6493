"""JSON text into the language's values and back."""

from __future__ import annotations

import datetime as dt
import json

from botmail.domain.errors import ProgramError
from botmail.lang.conversion import shortened, to_items, to_text
from botmail.lang.values import Map


def json_of(value: object) -> str:
    """`value` as JSON; dates in ISO form, what JSON does not know as text."""
    try:
        return json.dumps(value, ensure_ascii=False, default=_plain)
    except (ValueError, RecursionError):
        raise ProgramError("this value cannot be JSON: it contains itself") from None


def value_of_json(text: str) -> object:
    """The value in a JSON text, its objects as maps.

    Raises:
        ProgramError: it is no JSON.
    """
    try:
        return json.loads(text, object_pairs_hook=Map)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ProgramError(f'"{shortened(text)}" is no JSON: {error}') from None


def _plain(value: object) -> object:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(to_items(value)) if hasattr(type(value), "__iter__") else to_text(value)
