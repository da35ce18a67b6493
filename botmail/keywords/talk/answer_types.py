"""What HEAR may ask for: each type of answer reads what was typed, and says what it wanted."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from botmail.domain.address import parse_address
from botmail.domain.errors import AddressInvalid
from botmail.lang.conversion import date_in, number_in

_YES = frozenset({"yes", "y", "true", "1", "on"})
_NO = frozenset({"no", "n", "false", "0", "off"})
_CURRENCY = re.compile(r"^[€$£¥\s]+|[€$£¥\s]+$|(?i:^(?:eur|usd|gbp|chf)\s+|\s+(?:eur|usd|gbp|chf)$)")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class AnswerType:
    """A word behind HEAR … AS. `read` gives the value, or None for an answer that does not fit."""

    name: str
    wanted: str
    """What a good answer is, behind `please answer with`."""
    read: Callable[[str], object]
    is_secret: bool = False


def _text(answer: str) -> object:
    return answer


def _not_empty(answer: str) -> object:
    return answer.strip() or None


def _email(answer: str) -> object:
    try:
        return parse_address(answer).address
    except AddressInvalid:
        return None


def _date(answer: str) -> object:
    return date_in(answer)


def _integer(answer: str) -> object:
    number = number_in(answer)
    return number if isinstance(number, int) else None


def _float(answer: str) -> object:
    return number_in(answer)


def _boolean(answer: str) -> object:
    word = answer.strip().casefold()
    return True if word in _YES else False if word in _NO else None


def _hour(answer: str) -> object:
    match = re.fullmatch(r"\s*([01]?[0-9]|2[0-3])(?::([0-5][0-9]))?\s*", answer)
    return f"{int(match[1]):02d}:{match[2] or '00'}" if match else None


def _money(answer: str) -> object:
    amount = _CURRENCY.sub("", answer.strip())
    return number_in(amount.replace(",", "") if _THOUSANDS.fullmatch(amount) else amount)


def _phone(answer: str) -> object:
    digits = re.sub(r"[\s()./-]", "", answer)
    return digits if re.fullmatch(r"\+?[0-9]{5,15}", digits) else None


def _url(answer: str) -> object:
    address = answer.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in {"http", "https"} and parts.hostname and " " not in address else None


TEXT_ANSWER = AnswerType("TEXT", "text", _text)
ANSWER_TYPES = {
    answer_type.name: answer_type
    for answer_type in (
        TEXT_ANSWER,
        AnswerType("NAME", "a name", _not_empty),
        AnswerType("EMAIL", "an address such as bob@example.org", _email),
        AnswerType("DATE", "a date such as 2026-11-23", _date),
        AnswerType("INTEGER", "a whole number such as 42", _integer),
        AnswerType("FLOAT", "a number such as 2.5", _float),
        AnswerType("BOOLEAN", "yes or no", _boolean),
        AnswerType("HOUR", "a time such as 14:30", _hour),
        AnswerType("MONEY", "an amount such as 19.90", _money),
        AnswerType("PHONE", "a telephone number such as +49 30 1234567", _phone),
        AnswerType("URL", "a web address such as https://example.org", _url),
        AnswerType("PASSWORD", "a password", _not_empty, is_secret=True),
    )
}
ANSWER_TYPES["STRING"] = TEXT_ANSWER
ANSWER_TYPES["NUMBER"] = AnswerType("NUMBER", "a number such as 2.5", _float)
