"""FORMAT: numbers, dates and text in a pattern."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from botmail.domain.errors import ProgramError
from botmail.lang.conversion import date_in, number_in, to_text
from botmail.lang.rounding import rounded
from botmail.lang.values import named

_DATE_PART = re.compile(r"yyyy|yy|MMMM|MMM|MM|M|dddd|ddd|dd|d|HH|H|hh|h|mm|m|ss|s|tt|'[^']*'|.", re.DOTALL)
_STANDARD = re.compile(r"(?P<kind>[CcNnFfPp])(?P<digits>[0-9]{0,2})(?:\[(?P<language>[A-Za-z]{2})(?:-[A-Za-z]{2})?\])?")
_MASK = re.compile(r"(?P<before>[^0#]*)(?P<digits>[0#,]+(?:\.[0#]*)?|\.[0#]+)(?P<after>.*)", re.DOTALL)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
Number = int | float


@dataclass(frozen=True, slots=True)
class Locale:
    """How a language writes numbers and money; `{}` in `money` is the amount."""

    thousands: str
    point: str
    money: str


_ENGLISH = Locale(",", ".", "${}")
_LOCALES = {
    "en": _ENGLISH,
    "pt": Locale(".", ",", "R$ {}"),
    "de": Locale(".", ",", "{} €"),
    "es": Locale(".", ",", "{} €"),
    "it": Locale(".", ",", "{} €"),
    "nl": Locale(".", ",", "€ {}"),
    "fr": Locale("\u202f", ",", "{} €"),
}


def formatted(value: object, pattern: str) -> str:
    """`value` in `pattern`, by its type; without a pattern as PRINT writes it, null as nothing.

    Raises:
        ProgramError: the pattern does not fit the value.
    """
    if not pattern or value is None:
        return to_text(value)
    if isinstance(value, dt.date):
        return format_date(value, pattern)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format_number(value, pattern)
    if isinstance(value, (list, tuple, dict)):
        raise ProgramError(f"FORMAT takes a number, a date or text, and this is {named(value)}")
    return _format_text(to_text(value), pattern)


def format_number(number: Number, pattern: str) -> str:
    """A number in `n F C %` or a mask such as `#,##0.00`.

    Raises:
        ProgramError: the pattern is for no number.
    """
    standard = _STANDARD.fullmatch(pattern.strip())
    if standard is not None:
        return _standard(number, standard)
    mask = _MASK.fullmatch(pattern)
    if mask is None:
        raise ProgramError(
            f'"{pattern}" is no pattern for a number',
            hint='for example "0.00", "#,##0.00", "0%", "n", "F2" or "C2[en]"',
        )
    return _masked(number, mask)


def format_date(date: dt.date, pattern: str) -> str:
    """A date in `yyyy MM dd HH mm ss tt`; `mm` is the month where no hour stands near it."""
    parts = _DATE_PART.findall(pattern)
    has_clock = any(part[0] in "Hhs" for part in parts)
    return "".join(_date_part(date, part, has_clock=has_clock) for part in parts)


def _format_text(text: str, pattern: str) -> str:
    """`@` stands for the text, `!` for it in capitals, `&` for it in small letters; numbers and dates in text count."""
    if any(sign in pattern for sign in "@!&"):
        signs: dict[str, Callable[[str], str]] = {"@": str, "!": str.upper, "&": str.lower}
        return "".join(signs[sign](text) if sign in signs else sign for sign in pattern)
    number, date = number_in(text), date_in(text)
    if number is not None:
        return format_number(number, pattern)
    if date is not None:
        return format_date(date, pattern)
    raise ProgramError(
        f'"{pattern}" is a pattern for numbers or dates, and this is text', hint='"@" stands for the text'
    )


def _standard(number: Number, match: re.Match[str]) -> str:
    kind, language = match["kind"].upper(), (match["language"] or "en").lower()
    if language not in _LOCALES:
        raise ProgramError(f"FORMAT does not know the language [{language}]", hint=f"it knows {', '.join(_LOCALES)}")
    locale = _LOCALES[language]
    digits = int(match["digits"]) if match["digits"] else 2
    if kind == "P":
        return _written(number * 100, digits, locale, grouped=False) + "%"
    text = _written(abs(number), digits, locale, grouped=kind != "F")
    text = locale.money.format(text) if kind == "C" else text
    return "-" + text if number < 0 and any(sign in "123456789" for sign in text) else text


def _masked(number: Number, mask: re.Match[str]) -> str:
    if "%" in mask["after"] or "%" in mask["before"]:
        number = number * 100
    whole, _, fraction = mask["digits"].partition(".")
    text = _written(abs(number), len(fraction), _ENGLISH, grouped="," in whole)
    integer, point, decimals = text.partition(".")
    least = fraction.count("0") if "#" not in fraction else len(fraction.rstrip("#"))
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    zeros = whole.count("0")
    integer = integer.zfill(zeros) if zeros else integer.lstrip("0")
    text = integer + (point + decimals if decimals else "")
    sign = "-" if number < 0 and any(digit in "123456789" for digit in text) else ""
    return f"{sign}{mask['before']}{text}{mask['after']}"


def _written(number: Number, digits: int, locale: Locale, *, grouped: bool) -> str:
    text = f"{rounded(number, digits):{',' if grouped else ''}.{digits}f}"
    return text.translate({ord(","): locale.thousands, ord("."): locale.point})


def _date_part(date: dt.date, part: str, *, has_clock: bool) -> str:
    if part.startswith("'") and len(part) > 1:
        return part[1:-1]
    if part in {"mm", "m"} and not has_clock:
        part = part.upper()
    write = _DATE_PARTS.get(part)
    moment = date if isinstance(date, dt.datetime) else dt.datetime(date.year, date.month, date.day)
    return write(moment) if write else part


_DATE_PARTS: dict[str, Callable[[dt.datetime], str]] = {
    "yyyy": lambda d: f"{d.year:04}",
    "yy": lambda d: f"{d.year % 100:02}",
    "MMMM": lambda d: _MONTHS[d.month - 1],
    "MMM": lambda d: _MONTHS[d.month - 1][:3],
    "MM": lambda d: f"{d.month:02}",
    "M": lambda d: str(d.month),
    "dddd": lambda d: _DAYS[d.weekday()],
    "ddd": lambda d: _DAYS[d.weekday()][:3],
    "dd": lambda d: f"{d.day:02}",
    "d": lambda d: str(d.day),
    "HH": lambda d: f"{d.hour:02}",
    "H": lambda d: str(d.hour),
    "hh": lambda d: f"{(d.hour - 1) % 12 + 1:02}",
    "h": lambda d: str((d.hour - 1) % 12 + 1),
    "mm": lambda d: f"{d.minute:02}",
    "m": lambda d: str(d.minute),
    "ss": lambda d: f"{d.second:02}",
    "s": lambda d: str(d.second),
    "tt": lambda d: "AM" if d.hour < 12 else "PM",
}
