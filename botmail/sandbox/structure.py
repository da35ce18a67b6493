"""ENVELOPE and BODYSTRUCTURE as RFC 3501 section 7.4.2 writes them.

pymap decodes subjects, changes the date, gives a disposition as one string and
counts the MIME header into a part's size; clients rely on all four.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import getaddresses

from pymap.bytes import WriteStream
from pymap.mime import MessageContent
from pymap.parsing.primitives import List
from pymap.parsing.response.fetch import BodyStructure, EnvelopeStructure

from botmail.sandbox.content import HeaderField, parse_header, unfold

_NIL = b"NIL"
_NEEDS_LITERAL = re.compile(rb"[\r\n\0\x80-\xff]")
_PARAMETER = re.compile(rb';\s*([^\s=;]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)', re.DOTALL)
_DEFAULT_TYPE = b"text/plain; charset=us-ascii"


def render_nstring(value: bytes | None) -> bytes:
    """Write a value as NIL, as a quoted string, or as a literal if it must be."""
    if value is None:
        return _NIL
    if _NEEDS_LITERAL.search(value):
        return b"{%d}\r\n%b" % (len(value), value)
    return b'"%b"' % value.replace(b"\\", b"\\\\").replace(b'"', b'\\"')


def render_envelope(fields: Sequence[HeaderField]) -> bytes:
    """Write the envelope of a header: the raw date, encoded words untouched."""
    header = _first_values(fields)
    sender_addresses = _render_addresses(header, b"from")
    return _parenthesise(
        render_nstring(header.get(b"date")),
        render_nstring(header.get(b"subject")),
        sender_addresses,
        _render_addresses(header, b"sender", otherwise=sender_addresses),
        _render_addresses(header, b"reply-to", otherwise=sender_addresses),
        _render_addresses(header, b"to"),
        _render_addresses(header, b"cc"),
        _render_addresses(header, b"bcc"),
        render_nstring(header.get(b"in-reply-to")),
        render_nstring(header.get(b"message-id")),
    )


def render_body_structure(content: MessageContent, *, extended: bool) -> bytes:
    """Write the structure of a part and, within it, of its parts."""
    part = _Part.parse(content)
    if part.main_type == b"multipart" and content.body.has_nested:
        nested = [render_body_structure(each, extended=extended) for each in content.body.nested]
        return _parenthesise(b"".join(nested), *part.render_multipart(extended=extended))
    items = part.render_single()
    if part.main_type == b"message" and part.sub_type == b"rfc822" and content.body.has_nested:
        message = content.body.nested[0]
        items.append(render_envelope(parse_header(bytes(message.header))))
        items.append(render_body_structure(message, extended=extended))
        items.append(b"%d" % part.line_count)
    elif part.main_type == b"text":
        items.append(b"%d" % part.line_count)
    if extended:
        items += [_NIL, *part.render_extension()]
    return _parenthesise(*items)


class RenderedEnvelope(EnvelopeStructure):
    """An envelope for pymap's FETCH, written by `render_envelope`."""

    def __init__(self, fields: Sequence[HeaderField]) -> None:
        self._fields = fields

    def __bytes__(self) -> bytes:
        return render_envelope(self._fields)


class RenderedBodyStructure(BodyStructure):
    """A body structure for pymap's FETCH, written by `render_body_structure`."""

    def __init__(self, content: MessageContent) -> None:
        self._content = content

    def __bytes__(self) -> bytes:
        return render_body_structure(self._content, extended=False)

    def write(self, writer: WriteStream) -> None:
        """Write the structure without its extension data."""
        writer.write(bytes(self))

    @property
    def extended(self) -> List:
        """The structure with its extension data, as BODYSTRUCTURE gives it."""
        return _RenderedList(render_body_structure(self._content, extended=True))


class _RenderedList(List):
    # pymap asks for a List here and only ever takes its bytes.
    def __init__(self, rendered: bytes) -> None:
        super().__init__([])
        self._rendered = rendered

    def __bytes__(self) -> bytes:
        return self._rendered

    def write(self, writer: WriteStream) -> None:
        writer.write(self._rendered)


@dataclass(frozen=True, slots=True)
class _Part:
    main_type: bytes
    sub_type: bytes
    parameters: bytes
    header: Mapping[bytes, bytes]
    body: bytes

    @classmethod
    def parse(cls, content: MessageContent) -> _Part:
        header = _first_values(parse_header(bytes(content.header)))
        mime_type, parameters = _split_parameters(header.get(b"content-type", _DEFAULT_TYPE))
        main_type, _, sub_type = mime_type.lower().partition(b"/")
        return cls(main_type or b"text", sub_type or b"plain", parameters, header, bytes(content.body))

    @property
    def line_count(self) -> int:
        return self.body.count(b"\n")

    def render_multipart(self, *, extended: bool) -> list[bytes]:
        extension = [self.parameters, *self.render_extension()] if extended else []
        return [render_nstring(self.sub_type), *extension]

    def render_single(self) -> list[bytes]:
        encoding = self.header.get(b"content-transfer-encoding", b"7bit").lower()
        return [
            render_nstring(self.main_type),
            render_nstring(self.sub_type),
            self.parameters,
            render_nstring(self.header.get(b"content-id")),
            render_nstring(self.header.get(b"content-description")),
            render_nstring(encoding),
            b"%d" % len(self.body),
        ]

    def render_extension(self) -> list[bytes]:
        return [
            self._render_disposition(),
            render_nstring(self.header.get(b"content-language")),
            render_nstring(self.header.get(b"content-location")),
        ]

    def _render_disposition(self) -> bytes:
        value = self.header.get(b"content-disposition")
        if value is None:
            return _NIL
        disposition, parameters = _split_parameters(value)
        return _parenthesise(render_nstring(disposition.lower()), parameters)


def _parenthesise(*items: bytes) -> bytes:
    return b"(" + b" ".join(items) + b")"


def _first_values(fields: Sequence[HeaderField]) -> dict[bytes, bytes]:
    values: dict[bytes, bytes] = {}
    for field in fields:
        values.setdefault(field.name, unfold(field.value))
    return values


def _render_addresses(header: Mapping[bytes, bytes], name: bytes, *, otherwise: bytes = _NIL) -> bytes:
    text = header.get(name, b"").decode("utf-8", "surrogateescape")
    addresses = [_render_address(*pair) for pair in getaddresses([text]) if pair[1]]
    return b"(" + b"".join(addresses) + b")" if addresses else otherwise


def _render_address(name: str, address: str) -> bytes:
    local, at, domain = address.rpartition("@")
    mailbox, host = (local, domain) if at else (address, "")
    return _parenthesise(_render_text(name) if name else _NIL, _NIL, _render_text(mailbox), _render_text(host))


def _render_text(value: str) -> bytes:
    return render_nstring(value.encode("utf-8", "surrogateescape"))


def _split_parameters(value: bytes) -> tuple[bytes, bytes]:
    main = value.partition(b";")[0].strip()
    items = [item for name, raw in _PARAMETER.findall(value) for item in (name, _unquote(raw))]
    return main, _parenthesise(*map(render_nstring, items)) if items else _NIL


def _unquote(value: bytes) -> bytes:
    return re.sub(rb"\\(.)", rb"\1", value[1:-1]) if value[:1] == b'"' else value
