"""E-mail addresses as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from botmail.domain.errors import AddressInvalid, HeaderInvalid
from botmail.domain.members import Member, Members, member_table

_LINE_BREAKING = re.compile(r"[\r\n\x00]")
_QUOTED_WHEN = re.compile(r'[()<>\[\]:;@\\,."]')


@dataclass(frozen=True, slots=True, eq=False)
class Address:
    """A display name and an addr-spec (RFC 5322 section 3.4); equal when the addr-specs are, without case."""

    name: str
    address: str

    members: ClassVar[Members]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, str):
            return self.address.casefold() == other.strip().casefold()
        return isinstance(other, Address) and self.address.casefold() == other.address.casefold()

    def __hash__(self) -> int:
        return hash(self.address.casefold())

    def __str__(self) -> str:
        return self.address

    @property
    def domain(self) -> str:
        """What stands behind the `@`."""
        return self.address.rpartition("@")[2]

    @property
    def full(self) -> str:
        """`Bob Jones <bob@example.org>`, quoted where needed."""
        if not self.name:
            return self.address
        name = self.name
        if _QUOTED_WHEN.search(name):
            name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return f"{name} <{self.address}>"


Address.members = member_table(
    Member("address", "text", "the bare address", lambda a: a.address),
    Member("name", "text", "the display name", lambda a: a.name),
    Member("domain", "text", "what stands behind the @", lambda a: a.domain),
    Member("full", "text", "name and address", lambda a: a.full),
)


def refuse_line_breaks(value: str, *, field: str) -> str:
    """`value` itself, if it may stand in a header.

    Raises:
        HeaderInvalid: it holds CR, LF or NUL (header injection, RFC 5322 section 2.2).
    """
    if _LINE_BREAKING.search(value):
        raise HeaderInvalid(
            f"the header {field} must be one line, and this one has a line break or NUL in it; nothing was sent",
            hint=f'take the line breaks out, for example {field.lower()} = REPLACE({field.lower()}, "\\n", " ")',
        )
    return value


def parse_address(text: str) -> Address:
    """`Bob <bob@example.org>` or `bob@example.org` as an `Address`; syntax alone is looked at here.

    Raises:
        AddressInvalid: there is no usable address in `text`.
    """
    if _LINE_BREAKING.search(text):
        raise AddressInvalid(
            "an address must be one line, and this one has a line break in it", hint="take it out with TRIM or REPLACE"
        )
    match = re.fullmatch(r'\s*(?:"?(?P<name>[^"<>]*?)"?\s*<(?P<inner>[^<>]+)>|(?P<bare>\S+))\s*', text)
    address = (match["inner"] or match["bare"]).strip() if match else ""
    local, at, domain = address.rpartition("@")
    if not (match and local and at and domain) or any(c.isspace() for c in domain):
        raise AddressInvalid(f'"{text.strip()}" is not an e-mail address', hint='write it like "bob@example.org"')
    return Address((match["name"] or "").strip(), address)
