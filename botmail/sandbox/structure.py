"""ENVELOPE and BODYSTRUCTURE as RFC 3501 section 7.4.2 writes them.

pymap decodes subjects, changes the date, gives a disposition as one string and
counts the MIME header into a part's size; clients rely on all four.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import getaddresses

from pymap.bytes import WriteStream
from pymap.parsing.primitives import List
from pymap.parsing.response.fetch import BodyStructure, EnvelopeStructure

from botmail.sandbox.mime import Entity, Parameters, split_parameters

_NIL = b"NIL"
_NEEDS_LITERAL = re.compile(rb"[\r\n\0\x80-\xff]")


def render_nstring(value: bytes | None) -> bytes:
    """Write a value as NIL, as a quoted string, or as a literal if it must be."""
    if value is None:
        return _NIL
    if _NEEDS_LITERAL.search(value):
        return b"{%d}\r\n%b" % (len(value), value)
    return b'"%b"' % value.replace(b"\\", b"\\\\").replace(b'"', b'\\"')


def render_envelope(header: Mapping[bytes, bytes]) -> bytes:
    """Write the envelope of a header: the raw date, encoded words untouched."""
    authors = _render_addresses(header, b"from")
    return _parenthesise(
        render_nstring(header.get(b"date")),
        render_nstring(header.get(b"subject")),
        authors,
        _render_addresses(header, b"sender", otherwise=authors),
        _render_addresses(header, b"reply-to", otherwise=authors),
        _render_addresses(header, b"to"),
        _render_addresses(header, b"cc"),
        _render_addresses(header, b"bcc"),
        render_nstring(header.get(b"in-reply-to")),
        render_nstring(header.get(b"message-id")),
    )


def render_body_structure(entity: Entity) -> bytes:
    """Write the structure of a part and of the parts within it, as BODY gives it."""
    if _is_multipart(entity):
        nested = b"".join(map(render_body_structure, entity.parts))
        return _parenthesise(nested, render_nstring(entity.sub_type))
    inner = render_body_structure(entity.message) if entity.message else None
    return _parenthesise(*_render_single(entity, inner))


def render_extended_structure(entity: Entity) -> bytes:
    """Write the structure with its extension data, as BODYSTRUCTURE gives it."""
    if _is_multipart(entity):
        nested = b"".join(map(render_extended_structure, entity.parts))
        parameters = _render_parameters(entity.parameters)
        return _parenthesise(nested, render_nstring(entity.sub_type), parameters, *_render_extension(entity))
    inner = render_extended_structure(entity.message) if entity.message else None
    return _parenthesise(*_render_single(entity, inner), _NIL, *_render_extension(entity))


class RenderedEnvelope(EnvelopeStructure):
    """An envelope for pymap's FETCH, written by `render_envelope`."""

    def __init__(self, header: Mapping[bytes, bytes]) -> None:
        self._header = header

    def __bytes__(self) -> bytes:
        return render_envelope(self._header)


class RenderedBodyStructure(BodyStructure):
    """A body structure for pymap's FETCH, written by `render_body_structure`."""

    def __init__(self, entity: Entity) -> None:
        self._entity = entity

    def __bytes__(self) -> bytes:
        return render_body_structure(self._entity)

    def write(self, writer: WriteStream) -> None:
        """Write the structure without its extension data."""
        writer.write(bytes(self))

    @property
    def extended(self) -> List:
        """The structure with its extension data."""
        return _RenderedList(render_extended_structure(self._entity))


class _RenderedList(List):
    # pymap asks for a List here and only ever takes its bytes.
    def __init__(self, rendered: bytes) -> None:
        super().__init__([])
        self._rendered = rendered

    def __bytes__(self) -> bytes:
        return self._rendered

    def write(self, writer: WriteStream) -> None:
        writer.write(self._rendered)


def _is_multipart(entity: Entity) -> bool:
    return entity.main_type == b"multipart" and bool(entity.parts)


def _render_single(entity: Entity, inner_structure: bytes | None) -> list[bytes]:
    header = entity.header
    items = [
        render_nstring(entity.main_type),
        render_nstring(entity.sub_type),
        _render_parameters(entity.parameters),
        render_nstring(header.get(b"content-id")),
        render_nstring(header.get(b"content-description")),
        render_nstring(header.get(b"content-transfer-encoding", b"7bit").lower()),
        b"%d" % len(entity.body),
    ]
    if entity.message and inner_structure:
        items += [render_envelope(entity.message.header), inner_structure]
    if entity.message or entity.main_type == b"text":
        items.append(b"%d" % entity.body.count(b"\n"))
    return items


def _render_extension(entity: Entity) -> list[bytes]:
    return [
        _render_disposition(entity.header.get(b"content-disposition")),
        render_nstring(entity.header.get(b"content-language")),
        render_nstring(entity.header.get(b"content-location")),
    ]


def _render_disposition(value: bytes | None) -> bytes:
    if value is None:
        return _NIL
    disposition, parameters = split_parameters(value)
    return _parenthesise(render_nstring(disposition.lower()), _render_parameters(parameters))


def _render_parameters(parameters: Parameters) -> bytes:
    items = [render_nstring(item) for parameter in parameters for item in parameter]
    return _parenthesise(*items) if items else _NIL


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


def _parenthesise(*items: bytes) -> bytes:
    return b"(" + b" ".join(items) + b")"
