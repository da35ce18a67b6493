"""Bytes to text: the declared charset, then a byte-order mark, then what the bytes themselves say; never raises."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

# Labels as mail has them, and what is meant (WHATWG Encoding, and the habits of old mail programs).
_MEANT = {
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "ansi_x3.4-1968": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "chinese": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "windows-31j": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "ksc5601": "cp949",
    "windows-949": "cp949",
    "big5": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "windows-874": "cp874",
    "unicode-1-1-utf-7": "utf-7",
    "unicode-1-1-utf-8": "utf-8",
    "utf8mb4": "utf-8",
    "unicode": "utf-16",
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-mac-cyrillic": "mac-cyrillic",
    "iso-2022-jp": "iso2022_jp_ext",
}
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Python has these as encodings of text, and none of them is a charset; decoding punycode takes quadratic time.
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
_LABEL_JUNK = re.compile(r"[\s\"';]+")
_JAPANESE_SHIFT = re.compile(rb"\x1b(?:\$[@AB]|\([BIJ])")


def decode_text(data: bytes, charset: str = "") -> tuple[str, str]:
    """The text of `data`, and a defect in words, or an empty one.

    What is declared as ASCII or Latin-1, or not declared, and is good UTF-8 beyond ASCII is read as UTF-8: that is what
    it nearly always is.
    """
    if data.isascii() and b"\x1b" not in data and not _is_wide(charset):
        return data.decode("ascii"), ""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), ""
    encoding = python_encoding(charset)
    if not encoding:
        return _detected(data), f"unknown charset {charset!r}" if charset else "text beyond ASCII without a charset"
    if encoding == "cp1252" and (text := _strictly(data, "utf-8")) is not None:
        return text, ""
    if (text := _strictly(data, encoding)) is not None:
        return text, ""
    return _forgiving(data, encoding), f"bytes that are not {charset}"


@lru_cache(maxsize=256)
def python_encoding(charset: str) -> str:
    """Python's name for a charset's label, or empty when there is none such."""
    label = _LABEL_JUNK.sub("", charset).lower()
    for candidate in (_MEANT.get(label, label), re.sub(r"^(x-|cp-|charset=)+", "", label).replace("cp-", "cp")):
        try:
            found = codecs.lookup(candidate)
        except (LookupError, ValueError):
            continue
        if getattr(found, "_is_text_encoding", True) and found.name.replace("_", "-") not in _NO_CHARSETS:
            return found.name
    return ""


def _is_wide(charset: str) -> bool:
    label = charset.lower()
    return "utf-16" in label or "utf-32" in label or "utf-7" in label or "hz-gb" in label


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, ValueError):
        return None


def _forgiving(data: bytes, encoding: str) -> str:
    if encoding == "cp1252":  # five of its bytes mean nothing; Latin-1 gives each a character
        return data.decode("latin-1")
    try:
        return data.decode(encoding, "replace")
    except (UnicodeError, ValueError):
        return data.decode("latin-1")


def _detected(data: bytes) -> str:
    is_perhaps_japanese = b"\x1b" in data and data.isascii()  # ISO-2022-JP has seven bits
    if not is_perhaps_japanese and (text := _strictly(data, "utf-8")) is not None:
        return text
    if _JAPANESE_SHIFT.search(data) and (text := _strictly(data, "iso2022_jp_ext")) is not None:
        return text
    return _strictly(data, "cp1252") or data.decode("latin-1")
