"""From a `Draft` to the bytes that go out; built, read back and compared before anybody sends them."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from email.utils import format_datetime

from botmail.domain.address import Address
from botmail.domain.draft import Draft
from botmail.domain.errors import AddressInvalid, HeaderInvalid
from botmail.domain.message import Message
from botmail.mail.enclosures import mixed_body
from botmail.mail.envelope import wire_address
from botmail.mail.header_lines import address_line, header_text, text_line, token_line
from botmail.mail.html_text import text_from_html
from botmail.mail.message_id import new_message_id
from botmail.mail.parse import parse_message

__all__ = ["REFERENCE_HEADER", "compose", "new_message_id", "text_from_html"]

REFERENCE_HEADER = "X-Botmail-Ref"
"""By this header, and not by the Message-ID, which some providers rewrite, a mail is found again in Sent."""
_LINE_END = re.compile(r"\r\n|\r|\n")
_LONGEST_LINE = 900
_ADDR_SPEC = re.compile(r'(?:[^\s@,;:()<>"\\]+|"[^"\\]*")@(?:[^\s@,;:()<>"\\]+|\[[^\s\]]+\])')


def compose(draft: Draft, *, sender: Address, message_id: str, date: dt.datetime, reference: str) -> bytes:
    """The message, all ASCII with CRLF line ends. Bcc is in no header; HTML without text gets a text part.

    Raises:
        HeaderInvalid: a header would hold CR, LF or NUL, or does not read back as it was meant.
        AddressInvalid: an address is none that can be written.
    """
    text, html = _bodies(draft)
    head = "".join(_header_lines(draft, sender=sender, message_id=message_id, date=date, reference=reference))
    seed = f"{message_id}{reference}"
    body = _body(text, html, seed=seed)
    if draft.attachments:
        body = mixed_body(body, draft.attachments, seed=seed)
    raw = (head + body).encode("ascii")
    _compare(parse_message(raw), draft, sender=sender, text=text, html=html)
    return raw


def _bodies(draft: Draft) -> tuple[str, str | None]:
    html = None if draft.html is None else _with_plain_line_ends(draft.html)
    text = draft.text if draft.text is not None else text_from_html(html or "")
    return _with_plain_line_ends(text), html


def _header_lines(
    draft: Draft, *, sender: Address, message_id: str, date: dt.datetime, reference: str
) -> Iterator[str]:
    yield token_line("Date", [format_datetime(date)])
    yield address_line("From", [_writable(sender)])
    for name, people in (("To", draft.to), ("Cc", draft.cc), ("Reply-To", draft.reply_to)):
        if people:
            yield address_line(name, [_writable(person) for person in people])
    if not draft.to and not draft.cc:
        yield "To: undisclosed-recipients:;\r\n"
    yield text_line("Subject", draft.subject)
    yield token_line("Message-ID", [message_id])
    if draft.in_reply_to:
        yield token_line("In-Reply-To", [_bracketed(draft.in_reply_to)])
    if draft.references:
        yield token_line("References", map(_bracketed, draft.references))
    if draft.is_automatic:
        yield "Auto-Submitted: auto-replied\r\n"
    yield token_line(REFERENCE_HEADER, [reference])
    yield "MIME-Version: 1.0\r\n"


def _writable(person: Address) -> Address:
    """`person` with the domain in ASCII; what is before the @ has to be ASCII, for no header of ours is in UTF-8."""
    address = wire_address(person.address)
    if not _ADDR_SPEC.fullmatch(address):
        raise AddressInvalid(f'"{person.address}" is not an e-mail address', hint='write it like "bob@example.org"')
    if not address.isascii():
        raise AddressInvalid(
            f'"{person.address}" has letters beyond ASCII before the @, which cannot be sent from here yet',
            hint="use another address of that person",
        )
    return Address(person.name, address)


def _bracketed(identity: str) -> str:
    return f"<{identity.strip().strip('<>')}>"


def _with_plain_line_ends(text: str) -> str:
    return _LINE_END.sub("\n", text).replace("\0", "").encode("utf-8", "replace").decode("utf-8")


def _body(text: str, html: str | None, *, seed: str) -> str:
    if html is None:
        return _part(text, "plain")
    # Neither Base64 nor quoted-printable ever has "=_" in it, and plain lines are checked.
    boundary = "=_" + hashlib.sha256(f"{seed}\n{text}\n{html}".encode()).hexdigest()[:40]
    parts = "".join(f"--{boundary}\r\n{_part(*each)}\r\n" for each in ((text, "plain"), (html, "html")))
    return f'Content-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n{parts}--{boundary}--\r\n'


def _part(text: str, subtype: str) -> str:
    encoding, content = _encoded(text)
    return (
        f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
        f"{content.decode('ascii')}"
    )


def _encoded(text: str) -> tuple[str, bytes]:
    """7bit where that is safe, else whichever of quoted-printable and Base64 is shorter."""
    data = text.encode("utf-8")
    lines = text.split("\n")
    is_safe = (
        text.isascii() and "=_" not in text and not re.search(r"[\x00-\x08\x0b-\x1f\x7f]|[ \t]$", text, re.MULTILINE)
    )
    if is_safe and max(map(len, lines)) <= _LONGEST_LINE:
        return "7bit", data.replace(b"\n", b"\r\n")
    printable = binascii.b2a_qp(data, istext=True, header=False).replace(b"\n", b"\r\n")
    packed = base64.encodebytes(data.replace(b"\n", b"\r\n")).replace(b"\n", b"\r\n")
    return ("quoted-printable", printable) if len(printable) <= len(packed) else ("base64", packed)


def _compare(message: Message, draft: Draft, *, sender: Address, text: str, html: str | None) -> None:
    """What was built has to say what was meant, and nothing beside it: the last wall against header injection."""
    meant: tuple[tuple[str, object, object], ...] = (
        ("From", _facts(message.from_), _facts([sender])),
        ("To", _facts(message.to), _facts(draft.to)),
        ("Cc", _facts(message.cc), _facts(draft.cc)),
        ("Reply-To", _facts(message.reply_to), _facts(draft.reply_to)),
        ("Bcc", message.bcc, ()),
        ("Subject", message.subject, header_text(draft.subject, field="Subject")),
        ("text", message.text, text),
        ("HTML", message.html, html),
        (
            "attachments",
            [(found.name, found.type, found.content) for found in message.attachments],
            [(wanted.name, wanted.type, wanted.content) for wanted in draft.attachments],
        ),
    )
    for field, found, wanted in meant:
        if found != wanted:
            raise HeaderInvalid(
                f"{field} cannot be put into a mail so that it reads back the same; nothing was sent",
                hint="look for unusual characters in it",
            )


def _facts(people: Sequence[Address]) -> list[tuple[str, str]]:
    return [(header_text(person.name, field="name"), wire_address(person.address)) for person in people]
