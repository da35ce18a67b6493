"""`parse_message`: any bytes to a `Message`; what is wrong with them becomes defects, never an exception."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from botmail.domain.address import Address
from botmail.domain.message import Attachment, Message
from botmail.mail.address_lists import parse_address_list
from botmail.mail.attachment_names import number_duplicates, safe_name
from botmail.mail.charsets import decode_text
from botmail.mail.choice import choose_parts, is_inline, part_name
from botmail.mail.dates import parse_date
from botmail.mail.headers import HeaderBlock
from botmail.mail.html_text import text_from_html
from botmail.mail.structure import Part, StructureReader
from botmail.mail.transfer import decode_transfer

MAX_BYTES = 50 * 1024 * 1024
_MAX_DEFECTS = 50
_MESSAGE_ID = re.compile(r"<([^<>\s]+)>")


def parse_message(raw: bytes) -> Message:
    """The message in `raw`, its text, HTML and attachments chosen as RFC 8621 section 4.1.4 says.

    Never raises on ugly mail. Past 50 MiB, 50 levels, 1,000 parts or 2,000 header fields the rest is left out, and a
    defect says so.
    """
    data = raw[:MAX_BYTES].lstrip() if raw[:1].isspace() else raw[:MAX_BYTES]
    reader = StructureReader(data)
    root = reader.read()
    contents = _Contents(data)
    chosen = choose_parts(root)
    html = contents.joined(part for part in chosen.html if part.type == "text/html")
    text = contents.joined(part for part in chosen.text if part.type == "text/plain")
    attachments = contents.attachments(chosen.attachments)
    header = root.header
    return Message(
        subject=_text(header, "subject"),
        from_=_people(header, "from"),
        to=_people(header, "to"),
        cc=_people(header, "cc"),
        bcc=_people(header, "bcc"),
        reply_to=_people(header, "reply-to"),
        date=next(filter(None, (parse_date(field.text) for field in header.all("date"))), None),
        message_id=next(iter(_ids(header, "message-id")), ""),
        in_reply_to=_ids(header, "in-reply-to"),
        references=_ids(header, "references"),
        text=text if text is not None or html is None else text_from_html(html),
        html=html,
        attachments=attachments,
        headers=tuple((field.name, field.text) for field in header.fields),
        defects=_told([*_size_defect(raw), *reader.defects, *contents.defects]),
    )


class _Contents:
    """Decodes parts of one message, each once, and gathers what was wrong with them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.defects: list[str] = []

    def joined(self, parts: Iterable[Part]) -> str | None:
        """The texts of `parts` in order, each on lines of its own; None when there are none."""
        texts = [self._text(part) for part in parts]
        if not texts:
            return None
        lines = [text if text.endswith("\n") or not text else f"{text}\n" for text in texts[:-1]]
        return "".join([*lines, texts[-1]])

    def attachments(self, parts: Sequence[Part]) -> tuple[Attachment, ...]:
        """`parts` with their contents, and names that can be files' names."""
        names = number_duplicates([safe_name(part_name(part)) for part in parts])
        return tuple(self._attachment(part, name) for part, name in zip(parts, names, strict=True))

    def _attachment(self, part: Part, name: str) -> Attachment:
        content = self._content(part)
        identity = part.header.first("content-id")
        content_id = identity.text.strip("<> \t") if identity else None
        return Attachment(name, part.type, len(content), content_id, is_inline(part), content)

    def _text(self, part: Part) -> str:
        text, defect = decode_text(self._content(part), part.content_type.parameters.get("charset", ""))
        self._note(defect)
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def _content(self, part: Part) -> bytes:
        encoding = part.header.last("content-transfer-encoding")
        content, defect = decode_transfer(self._data[part.start : part.end], encoding.unfolded if encoding else "")
        self._note(defect)
        return content

    def _note(self, defect: str) -> None:
        if defect:
            self.defects.append(defect)


def _text(header: HeaderBlock, name: str) -> str:
    field = header.first(name)
    return field.text if field else ""


def _people(header: HeaderBlock, name: str) -> tuple[Address, ...]:
    return tuple(address for field in header.all(name) for address in parse_address_list(field.unfolded))


def _ids(header: HeaderBlock, name: str) -> tuple[str, ...]:
    """Message identifiers without their angle brackets; a bare one, which some programs write, as it is."""
    values = [field.unfolded for field in header.all(name)]
    found = tuple(dict.fromkeys(identity for value in values for identity in _MESSAGE_ID.findall(value)))
    return found or tuple(value.strip("<> ") for value in values[:1] if value.strip("<> "))


def _size_defect(raw: bytes) -> list[str]:
    return [f"larger than {MAX_BYTES // 1024 // 1024} MiB: the rest was left out"] if len(raw) > MAX_BYTES else []


def _told(defects: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(defects))[:_MAX_DEFECTS]
