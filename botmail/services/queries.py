"""`QueryService`: a user's SQL over the mail that was seen, behind the store's walls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress

from botmail.domain.table import Table
from botmail.lang.filters import Query
from botmail.services.bindings import bindings_of
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
        bound = bindings_of(found)
        return localized(self._queries.select(query.sql, bound.tables, values=query.values, names=found))


def _values_of(variables: Mapping[str, Callable[[], object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, read in variables.items():
        with suppress(NameError):  # an earlier cell that should give it has not run
            found[name] = read()
    return found
