"""`QueryService`: a user's SQL over the mail that was seen, behind the store's walls."""

from __future__ import annotations

from collections.abc import Mapping

from botmail.domain.table import Table
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
