"""Values with parameters, such as Content-Type's (RFC 2045 section 5.1, RFC 2231), read generously."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from botmail.mail.charsets import decode_text
from botmail.mail.encoded_words import decode_words

_PARAMETER = re.compile(r'[\s;]*([^\s=;"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))', re.DOTALL)
_SECTION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
# In a name such as C:\files\a.txt the backslashes are not escapes, whatever the RFC says.
_NAMES = frozenset({"name", "filename"})
_MAX_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class Parameterised:
    """The value in lower case, and its parameters by lower-case name, decoded."""

    value: str
    parameters: dict[str, str]


def read_parameters(text: str) -> Parameterised:
    """`text/plain; charset="utf-8"` taken apart; what cannot be read is left out."""
    value, _, rest = text[:_MAX_CHARACTERS].partition(";")
    sections: dict[str, dict[int, tuple[str, bool]]] = {}
    plain: dict[str, str] = {}
    for found in _PARAMETER.finditer(rest):
        section = _SECTION.fullmatch(found[1].lower())
        if not section:
            continue
        name, number, is_extended = section[1], section[2], bool(section[3])
        content = _content(name, found[2], found[3])
        if number is None and not is_extended:
            plain.setdefault(name, decode_words(content))
        else:
            sections.setdefault(name, {})[int(number or 0)] = (content, is_extended)
    return Parameterised(value.strip().lower(), plain | {name: _assembled(parts) for name, parts in sections.items()})


def _content(name: str, quoted: str | None, bare: str | None) -> str:
    if quoted is None:
        words = (bare or "").strip()
        return words if name.partition("*")[0] in _NAMES or not words else words.split()[0]
    return quoted.replace('\\"', '"') if name in _NAMES else _ESCAPED.sub(r"\1", quoted)


def _assembled(parts: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231 section 4.1: the first section names the charset, each says for itself whether it is escaped."""
    charset, data = "", b""
    for number in sorted(parts):
        content, is_extended = parts[number]
        if is_extended and number == min(parts) and content.count("'") >= 2:
            charset, _, content = content.split("'", 2)
        raw = content.encode("utf-8", "surrogateescape")
        data += unquote_to_bytes(raw) if is_extended else raw
    return decode_text(data, charset)[0]
