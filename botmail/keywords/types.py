"""Parameter types of mail: mails, recipients, folders, criteria, markup."""

from __future__ import annotations

import re
from collections.abc import Mapping

from botmail.domain.address import Address
from botmail.domain.html import Html
from botmail.domain.table import Table
from botmail.lang.types import TEXT, ConvertedType, TypeMismatch
from botmail.lang.values import named
from botmail.services.email import Email
from botmail.services.email_list import EmailList

# Commas and semicolons separate, save in quotes and angle brackets: "Jones, Bob" <bob@example.org>.
_PEOPLE = re.compile(r'(?:"(?:[^"\\]|\\.)*"|<[^>]*>|[^,;"<])+')
_EXAMPLE_MAILS = 'FOR EACH e IN GET_EMAILS("INBOX") … NEXT gives one after the other'


def _emails(value: object) -> tuple[Email, ...]:
    if isinstance(value, Email):
        return (value,)
    if isinstance(value, (EmailList, list, tuple)):
        items = tuple(value)
        other = next((item for item in items if not isinstance(item, Email)), None)
        if other is None:
            return items
        raise TypeMismatch(f"mails are needed here, and in this list is {named(other)}", hint=_EXAMPLE_MAILS)
    raise TypeMismatch(f"a mail or a list of mails is needed here, and this is {named(value)}", hint=_EXAMPLE_MAILS)


def addresses_in(value: object) -> tuple[Address | str, ...]:
    """Addresses out of text, an `Address`, or lists of these; not yet validated."""
    if isinstance(value, Address):
        return (value,)
    if isinstance(value, str):
        return tuple(part.strip(" \t") for part in _PEOPLE.findall(value) if part.strip(" \t"))
    if isinstance(value, (list, tuple)):
        return tuple(person for item in value for person in addresses_in(item))
    if value is None or isinstance(value, (Mapping, Table, Email, EmailList)) or callable(value):
        raise TypeMismatch(
            f"an address is needed here, and this is {named(value)}",
            hint='write one like "bob@example.org", or e.from of a mail',
        )
    return (str(TEXT.convert(value)),)


def _table(value: object) -> str:
    if isinstance(value, (Email, EmailList)):
        raise TypeMismatch("this is mail, not the name of a table", hint="DELETE MAIL email takes a mail away")
    return str(TEXT.convert(value))


def _markup(value: object) -> Html:
    if isinstance(value, Html):
        return value
    return Html(str(TEXT.convert(value)))


def _email(value: object) -> Email:
    if isinstance(value, Email):
        return value
    raise TypeMismatch(f"one mail is needed here, and this is {named(value)}", hint=_EXAMPLE_MAILS)


def file_names(value: object) -> tuple[str, ...]:
    """Names of files out of one text or of lists in lists, as repeated clauses and headers of BEGIN MAIL give them."""
    if isinstance(value, (list, tuple)):
        return tuple(name for item in value for name in file_names(item))
    return (str(TEXT.convert(value)),)


EMAIL = ConvertedType("a mail", _email)
EMAILS = ConvertedType("a mail or a list of mails", _emails)
"""One mail, an `EmailList` or a list of mails; the body gets a tuple of `Email`."""

ADDRESSES = ConvertedType("one or several addresses", addresses_in)
"""Text with one or several addresses, an `Address`, or a list of these; the body gets a tuple, not yet validated."""

MARKUP = ConvertedType("Html", _markup)
"""`Html`, or text that is meant as markup."""

FOLDER = ConvertedType("a folder's name", TEXT.convert)
CRITERIA = ConvertedType("IMAP search keys", TEXT.convert)
ACCOUNT = ConvertedType("an account's name or address", TEXT.convert)
FILE = ConvertedType("a file's name", TEXT.convert)
FILES = ConvertedType("one or several files' names", file_names)
"""Text, or a list of texts; the body gets a tuple."""

TABLE = ConvertedType("a table's name", _table)
