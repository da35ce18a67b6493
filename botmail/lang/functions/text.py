"""Functions of text: parts, case, search and replacement, characters, patterns."""

from __future__ import annotations

from botmail.domain.errors import ProgramError
from botmail.lang import comparison
from botmail.lang.conversion import number_in, to_text
from botmail.lang.definition import Parameter, function
from botmail.lang.formatting import formatted
from botmail.lang.jsontext import json_of, value_of_json
from botmail.lang.limits import refuse_long_text
from botmail.lang.types import ANY, INTEGER, TEXT, TypeMismatch

_TOPIC = "text"
_text = Parameter("text", TEXT)


@function("LEN", Parameter("value", ANY), example='LEN("mail")', result="number", topic=_TOPIC)
def len_(value: object) -> int:
    """How many characters a text has, or how many items a list, map or table; null has none."""
    if value is None:
        return 0
    if isinstance(value, str) or not hasattr(type(value), "__len__"):
        return len(to_text(value))
    return len(value)  # type: ignore[arg-type]  # looked at above


@function("LEFT", _text, Parameter("count", INTEGER), example='LEFT("invoice", 3)', result="text", topic=_TOPIC)
def left(text: str, count: int) -> str:
    """The first characters of a text."""
    return text[: max(count, 0)]


@function("RIGHT", _text, Parameter("count", INTEGER), example='RIGHT("invoice", 3)', result="text", topic=_TOPIC)
def right(text: str, count: int) -> str:
    """The last characters of a text."""
    return text[max(len(text) - count, 0) :] if count > 0 else ""


@function(
    "MID",
    _text,
    Parameter("start", INTEGER, "from 1"),
    Parameter("count", INTEGER, is_optional=True),
    example='MID("invoice", 3, 2)',
    result="text",
    topic=_TOPIC,
)
def mid(text: str, start: int, count: int | None = None) -> str:
    """Characters from the middle of a text, counted from 1; all to the end without a count."""
    first = max(start - 1, 0)
    return text[first:] if count is None else text[first : first + max(count, 0)]


@function(
    "SUBSTRING",
    _text,
    Parameter("start", INTEGER, "from 0"),
    Parameter("end", INTEGER, "from 0, not included", is_optional=True),
    example='SUBSTRING("invoice", 2, 4)',
    result="text",
    topic=_TOPIC,
)
def substring(text: str, start: int, end: int | None = None) -> str:
    """Characters from one position up to another, counted from 0; the second is not included."""
    return text[max(start, 0) : None if end is None else max(end, 0)]


@function("TRIM", _text, example='TRIM("  hello ")', result="text", topic=_TOPIC)
def trim(text: str) -> str:
    """The text without white space at both ends."""
    return text.strip()


@function("LTRIM", _text, example='LTRIM("  hello ")', result="text", topic=_TOPIC)
def ltrim(text: str) -> str:
    """The text without white space at its beginning."""
    return text.lstrip()


@function("RTRIM", _text, example='RTRIM("  hello ")', result="text", topic=_TOPIC)
def rtrim(text: str) -> str:
    """The text without white space at its end."""
    return text.rstrip()


@function("UPPER", _text, aliases=["UCASE"], example='UPPER("urgent")', result="text", topic=_TOPIC)
def upper(text: str) -> str:
    """The text in capitals."""
    return text.upper()


@function("LOWER", _text, aliases=["LCASE"], example='LOWER("URGENT")', result="text", topic=_TOPIC)
def lower(text: str) -> str:
    """The text in small letters."""
    return text.lower()


@function(
    "REPLACE",
    _text,
    Parameter("old", TEXT),
    Parameter("new", TEXT),
    example='REPLACE("a-b-c", "-", "+")',
    result="text",
    topic=_TOPIC,
)
def replace(text: str, old: str, new: str) -> str:
    """The text with every `old` replaced by `new`; letters must be of the same case."""
    if not old:
        return text
    refuse_long_text(len(text) + text.count(old) * max(len(new) - len(old), 0))
    return text.replace(old, new)


@function(
    "SPLIT",
    _text,
    Parameter("separator", TEXT, is_optional=True),
    example='SPLIT("a,b", ",")',
    result="list",
    topic=_TOPIC,
)
def split(text: str, separator: str | None = None) -> list[str]:
    """The parts of a text between separators; at white space without one, into characters with an empty one."""
    if separator is None:
        return text.split()
    return text.split(separator) if separator else list(text)


@function(
    "INSTR",
    Parameter("first", ANY, "text, or the position to start at"),
    Parameter("second", TEXT),
    Parameter("third", ANY, is_optional=True),
    example='INSTR("invoice", "voice")',
    result="number",
    topic=_TOPIC,
)
def instr(first: object, second: str, third: object = None) -> int:
    """Where one text is found in another, counted from 1; 0 when it is not. `INSTR(start, text, part)` starts later."""
    if third is None:
        return to_text(first).find(second) + 1
    if isinstance(first, int):
        return second.find(to_text(third), max(first - 1, 0)) + 1
    start = number_in(to_text(third))
    if not isinstance(start, int):
        raise TypeMismatch("INSTR starts at a number", hint="INSTR(start, text, part)")
    return to_text(first).find(second, max(start - 1, 0)) + 1


@function(
    "STARTSWITH", _text, Parameter("part", TEXT), example='STARTSWITH("Re: x", "re:")', result="boolean", topic=_TOPIC
)
def startswith(text: str, part: str) -> bool:
    """Whether a text begins with another, without case."""
    return comparison.starts_with(text, part)


@function(
    "ENDSWITH", _text, Parameter("part", TEXT), example='ENDSWITH("a.PDF", ".pdf")', result="boolean", topic=_TOPIC
)
def endswith(text: str, part: str) -> bool:
    """Whether a text ends with another, without case."""
    return comparison.ends_with(text, part)


@function("ASC", _text, example='ASC("A")', result="number", topic=_TOPIC)
def asc(text: str) -> int:
    """The number (Unicode) of a text's first character."""
    if not text:
        raise ProgramError("ASC of an empty text: there is no first character")
    return ord(text[0])


@function("CHR", Parameter("number", INTEGER), example="CHR(65)", result="text", topic=_TOPIC)
def chr_(number: int) -> str:
    """The character of a number (Unicode)."""
    if not 0 <= number <= 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise ProgramError(f"CHR({number}): there is no such character", hint="CHR(10) is a line break, CHR(65) an A")
    return chr(number)


@function(
    "STR", Parameter("value", ANY), aliases=["CSTR", "TOSTRING"], example="STR(4.50)", result="text", topic=_TOPIC
)
def str_(value: object) -> str:
    """A value as text, as PRINT writes it."""
    return to_text(value)


@function("SPACE", Parameter("count", INTEGER), example="SPACE(4)", result="text", topic=_TOPIC)
def space(count: int) -> str:
    """So many blanks."""
    refuse_long_text(count)
    return " " * count


@function(
    "REPEAT",
    _text,
    Parameter("count", INTEGER),
    aliases=["STRING"],
    example='REPEAT("-", 20)',
    result="text",
    topic=_TOPIC,
)
def repeat(text: str, count: int) -> str:
    """A text, so many times."""
    refuse_long_text(len(text) * count)
    return text * count


@function(
    "PADLEFT",
    _text,
    Parameter("width", INTEGER),
    Parameter("filler", TEXT, is_optional=True),
    example='PADLEFT("7", 3, "0")',
    result="text",
    topic=_TOPIC,
)
def padleft(text: str, width: int, filler: str = " ") -> str:
    """The text, filled up on its left to a width."""
    return _filling(text, width, filler) + text


@function(
    "PADRIGHT",
    _text,
    Parameter("width", INTEGER),
    Parameter("filler", TEXT, is_optional=True),
    example='PADRIGHT("Name", 10)',
    result="text",
    topic=_TOPIC,
)
def padright(text: str, width: int, filler: str = " ") -> str:
    """The text, filled up on its right to a width."""
    return text + _filling(text, width, filler)


@function(
    "FORMAT",
    Parameter("value", ANY),
    Parameter("pattern", TEXT, is_optional=True),
    example='FORMAT(1234.5, "#,##0.00")',
    result="text",
    topic=_TOPIC,
)
def format_(value: object, pattern: str = "") -> str:
    """A value in a pattern: `0 # , . %` for numbers, `yyyy MM dd HH mm ss tt` for dates, `@ ! &` for text."""
    return formatted(value, pattern)


@function("JSON", Parameter("value", ANY), aliases=["TOJSON"], example="JSON({a: [1, 2]})", result="text", topic=_TOPIC)
def json_(value: object) -> str:
    """A value as JSON text."""
    return json_of(value)


@function("PARSEJSON", _text, aliases=["FROMJSON"], example='PARSEJSON("[1, 2]")', result="any value", topic=_TOPIC)
def parsejson(text: str) -> object:
    """The value that a JSON text holds."""
    return value_of_json(text)


def _filling(text: str, width: int, filler: str) -> str:
    refuse_long_text(width)
    return (filler or " ")[:1] * max(width - len(text), 0)
