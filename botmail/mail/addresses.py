"""Whether an e-mail address is well formed (RFC 5321, 6531), by email-validator; nothing is looked up."""

from __future__ import annotations

from email_validator import SPECIAL_USE_DOMAIN_NAMES, EmailNotValidError, ValidatedEmail, validate_email

from botmail.domain.address import Address, parse_address
from botmail.domain.errors import AddressInvalid

# Networks of one's own have names such as mail.local, which the world cannot reach and we can; to take them off this
# list is the way that email-validator documents.
for _own in ("local", "localhost", "test"):
    if _own in SPECIAL_USE_DOMAIN_NAMES:
        SPECIAL_USE_DOMAIN_NAMES.remove(_own)


def validate(text: str) -> Address:
    """`Bob <bob@example.org>` or `bob@example.org` as an `Address`, its domain in lower case.

    Raises:
        AddressInvalid: the syntax is wrong; the message says how.
    """
    person = parse_address(text)
    address = _validated(person.address)
    domain = address.domain
    if "." not in domain and domain != "localhost" and not domain.startswith("["):
        raise AddressInvalid(f'"{person.address}" lacks something like ".com" at its end', hint="complete the address")
    return Address(person.name, address.normalized)


def ascii_domain(address: str) -> str:
    """The domain of `address` as it goes on the wire (IDNA 2008).

    Raises:
        AddressInvalid: it cannot be written so.
    """
    return _validated(address).ascii_domain


def _validated(address: str) -> ValidatedEmail:
    try:
        return validate_email(
            address,
            check_deliverability=False,
            globally_deliverable=False,
            strict=True,
            allow_quoted_local=True,
            allow_domain_literal=True,
            allow_empty_local=False,
        )
    except EmailNotValidError as error:
        why = str(error).rstrip(".")
        raise AddressInvalid(
            f'"{address}" is not an e-mail address: {why}', hint='write it like "bob@example.org"'
        ) from error
