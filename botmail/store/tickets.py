"""`Tickets`: what needs an answer, in `tickets`."""

from __future__ import annotations

import datetime as dt

from botmail.domain.errors import ProgramError
from botmail.domain.records import Ticket
from botmail.store.rows import Shape, next_number, to_store
from botmail.store.unit import Unit

_SHAPE = Shape(Ticket, "tickets")


class Tickets:
    """Tickets by number; opening one is idempotent by its origin."""

    def open(self, unit: Unit, *, sender: str, subject: str, body: str, origin: str, at: dt.datetime) -> Ticket:
        """A new ticket, or the one that has this `origin` (place in the program and message) already.

        An empty origin stands for none: each call then opens one.
        """
        known = self.by_origin(unit, origin)
        if known is not None:
            return known
        ticket = Ticket(
            number=str(next_number(unit, "tickets")),
            sender=sender,
            subject=subject,
            body=body,
            state="open",
            origin=origin,
            created_at=at,
        )
        _SHAPE.insert(unit, ticket)
        return ticket

    def by_origin(self, unit: Unit, origin: str) -> Ticket | None:
        """The ticket that was opened at this place for this message."""
        return _SHAPE.first(unit, "WHERE origin = ?", [origin]) if origin else None

    def get(self, unit: Unit, number: str) -> Ticket:
        """The ticket of that number.

        Raises:
            ProgramError: there is none.
        """
        found = _SHAPE.first(unit, "WHERE number = ?", [number.strip().removeprefix("#")])
        if found is None:
            raise ProgramError(f"there is no ticket {number}", hint="LIST TICKETS shows their numbers")
        return found

    def list(self, unit: Unit, *, state: str | None = None) -> list[Ticket]:
        """All tickets, or those in one state, by number."""
        return _SHAPE.select(unit, "WHERE state = coalesce(?, state) ORDER BY number::BIGINT", [state])

    def close(self, unit: Unit, number: str, *, at: dt.datetime) -> Ticket:
        """Close a ticket; one that is closed stays as it is.

        Raises:
            ProgramError: there is none of that number.
        """
        found = self.get(unit, number)
        unit.execute(
            "UPDATE tickets SET state = 'closed', closed_at = ? WHERE number = ? AND state <> 'closed'",
            [to_store(at), found.number],
        )
        return self.get(unit, number)
