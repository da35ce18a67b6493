"""Attachments as parts of a mail that goes out: names in RFC 2231, contents in Base64, mails as they are."""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from botmail.domain.draft import Enclosure
from botmail.mail.attachment_names import number_duplicates, safe_name

_LINE_END = re.compile(rb"\r\n|\r|\n")
_LONGEST_LINE = 900
_PIECE = 60
_CHARSET = "utf-8''"
_PLAIN_NAME = re.compile(r"[A-Za-z0-9 !#$&()+,.;=@\[\]^_`{}~'-]{1,60}")
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,80}")
# The standard library's own table, without the system's, so that a name has one type everywhere.
_TYPES = mimetypes.MimeTypes()
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MORE_TYPES = {
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ics": "text/calendar",
    ".vcf": "text/vcard",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".webp": "image/webp",
    ".heic": "image/heic",
}
_COMPRESSED = {"gzip": "application/gzip", "bzip2": "application/x-bzip2", "xz": "application/x-xz"}


def type_of_name(name: str) -> str:
    """The media type that a file's name tells, `application/octet-stream` for an unknown one."""
    known = _MORE_TYPES.get(PurePath(name).suffix.casefold())
    if known:
        return known
    guessed, encoding = _TYPES.guess_type(name)
    if encoding:
        return _COMPRESSED.get(encoding, "application/octet-stream")
    return guessed or "application/octet-stream"


def enclosures(files: Sequence[tuple[str, str, bytes]]) -> tuple[Enclosure, ...]:
    """Attachments of (name, type, content): names made safe and unique, the type by the name where it is empty."""
    names = number_duplicates([safe_name(name) or "attachment" for name, _, _ in files])
    return tuple(
        _enclosure(name, kind or type_of_name(name), content)
        for name, (_, kind, content) in zip(names, files, strict=True)
    )


def mixed_body(body: str, attached: Sequence[Enclosure], *, seed: str) -> str:
    """`body` (its Content-Type and all) with attachments behind it, as multipart/mixed (RFC 2046 section 5.1.3)."""
    digest = hashlib.sha256(f"{seed}\nmixed\n{body}".encode())
    for enclosure in attached:
        digest.update(enclosure.content)
    # Base64 never has "=_" in it; a mail that is attached as it is cannot have foreseen the hash of itself.
    boundary = "=_" + digest.hexdigest()[:40]
    parts = "".join(f"--{boundary}\r\n{part}\r\n" for part in (body, *map(_part, attached)))
    return f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n{parts}--{boundary}--\r\n'


def _enclosure(name: str, kind: str, content: bytes) -> Enclosure:
    kind = kind.casefold() if _TYPE.fullmatch(kind.casefold()) else "application/octet-stream"
    if kind == "message/rfc822" and not _travels_as_it_is(content):
        # RFC 2046 section 5.2.1 forbids Base64 for message/rfc822, and not every server takes eight bits.
        kind = "application/octet-stream"
    if kind.startswith("multipart/") or (kind.startswith("message/") and kind != "message/rfc822"):
        kind = "application/octet-stream"
    return Enclosure(name=name, type=kind, content=content)


def _travels_as_it_is(content: bytes) -> bool:
    is_plain = content.isascii() and b"\0" not in content and b"\r" not in content.replace(b"\r\n", b"")
    lines = _LINE_END.split(content)
    return is_plain and b"\n" not in content.replace(b"\r\n", b"") and max(map(len, lines)) <= _LONGEST_LINE


def _part(enclosure: Enclosure) -> str:
    is_mail = enclosure.type == "message/rfc822"
    charset = "; charset=utf-8" if enclosure.type.startswith("text/") and _is_utf_8(enclosure.content) else ""
    head = (
        f"Content-Type: {enclosure.type}{charset}\r\n"
        f"Content-Disposition: attachment{_name_parameter(enclosure.name)}\r\n"
        f"Content-Transfer-Encoding: {'7bit' if is_mail else 'base64'}\r\n\r\n"
    )
    if is_mail:
        return head + enclosure.content.decode("ascii")
    return head + base64.encodebytes(enclosure.content).replace(b"\n", b"\r\n").decode("ascii")


def _name_parameter(name: str) -> str:
    """The file name: quoted where it is short and plain, else in escaped sections (RFC 2231 sections 3 and 4)."""
    if _PLAIN_NAME.fullmatch(name):
        return f';\r\n filename="{name}"'
    escaped = quote(name, safe="", errors="replace")
    cuts = re.findall(rf"(?:%[0-9A-F]{{2}}|[^%]){{1,{_PIECE // 3}}}", escaped)
    if len(cuts) == 1:
        return f";\r\n filename*=utf-8''{escaped}"
    return "".join(
        f";\r\n filename*{number}*={_CHARSET if number == 0 else ''}{cut}" for number, cut in enumerate(cuts)
    )


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
