"""`QueryService`: a user's SQL over the mail that was seen, behind the store's walls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TypeGuard

from botmail.domain.address import Address
from botmail.domain.table import Table, table_of
from botmail.lang.filters import Query
from botmail.services.bindings import bindings_of
from botmail.services.email import Email
from botmail.services.email_list import EmailList
from botmail.services.tables import localized
from botmail.store.query import UserQueries


class QueryService:
    """Passes queries on; a cell never sees a connection."""

    def __init__(self, queries: UserQueries) -> None:
        self._queries = queries

    def select(
        self, sql: str, variables: Mapping[str, Table] | None = None, *, values: Mapping[str, object] | None = None
    ) -> Table:
        """The result of one SELECT over the views, and over `variables` that hold rows; `values` are bound to `$name`.

        Raises:
            QueryRefused: it is no single SELECT, reads something else, is wrong, or takes too long.
        """
        return self._queries.select(sql, variables, values=values)

    def run(self, query: Query) -> Table:
        """The result of a program's SELECT; of its variables those are read that the query names.

        Raises:
            QueryRefused: as for `select`.
        """
        found = _values_of(query.variables)
        mails = {name: table_of_mails(value) for name, value in found.items() if _is_mails(value)}
        tables = {**bindings_of(found).tables, **mails}
        return localized(self._queries.select(query.sql, tables, values=query.values, names=found))


def _values_of(variables: Mapping[str, Callable[[], object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, read in variables.items():
        with suppress(NameError):  # an earlier cell that should give it has not run
            found[name] = read()
    return found


def table_of_mails(mails: Iterable[Email]) -> Table:
    """What the headers of mails say, for a query; bodies are not fetched."""
    names = ("id", "account", "folder", "uid", "message_id", "subject", "sender", "date", "received", "size")
    rows = [[Email.members[name].get(mail) for name in names] + [mail.is_read, mail.is_flagged] for mail in mails]
    plain = [[str(value) if isinstance(value, Address) else value for value in row] for row in rows]
    return table_of((*names, "is_read", "is_flagged"), plain)


def _is_mails(value: object) -> TypeGuard[Sequence[Email]]:
    return isinstance(value, EmailList) or (
        isinstance(value, list) and bool(value) and all(isinstance(item, Email) for item in value)
    )
