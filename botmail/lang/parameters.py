"""`PARAM name AS TYPE DEFAULT e`: values that a notebook or a script is given from outside."""

from __future__ import annotations

from typing import NoReturn

from botmail.domain.errors import ProgramError
from botmail.lang.conversion import TypeMismatch
from botmail.lang.types import ANY, BOOLEAN, DATE, INTEGER, LIST, MAP, NUMBER, TEXT, ParameterType

_TYPES: dict[str, ParameterType] = {
    **dict.fromkeys(("STRING", "TEXT", "EMAIL", "PHONE", "URL", "NAME", "FILE", "PASSWORD", "HOUR"), TEXT),
    **dict.fromkeys(("INTEGER", "INT", "LONG"), INTEGER),
    **dict.fromkeys(("NUMBER", "FLOAT", "DOUBLE", "DECIMAL", "MONEY"), NUMBER),
    **dict.fromkeys(("BOOLEAN", "BOOL"), BOOLEAN),
    **dict.fromkeys(("DATE", "DATETIME"), DATE),
    **dict.fromkeys(("LIST", "ARRAY"), LIST),
    **dict.fromkeys(("OBJECT", "MAP"), MAP),
}


def parameter(name: str, type_word: str, value: object) -> object:
    """The value of a PARAM as its type wants it; null stays null.

    Raises:
        ProgramError: it cannot be one.
    """
    if value is None:
        return None
    try:
        return _TYPES.get(type_word.upper(), ANY).convert(value)
    except TypeMismatch as mismatch:
        raise ProgramError(f"the parameter `{name}`: {mismatch.message}", hint=mismatch.hint) from None


def missing(name: str) -> NoReturn:
    """Refuse a PARAM that nobody gave and that has no DEFAULT.

    Raises:
        ProgramError: always.
    """
    raise ProgramError(
        f"the parameter `{name}` has no value",
        hint=f"give it with -p {name}=…, assign it in an earlier cell, or write DEFAULT behind it",
    )
