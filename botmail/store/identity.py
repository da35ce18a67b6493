"""`identity`: what makes this store this one, a random id and a random key, made when first asked for."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field

from botmail.store.unit import Unit


@dataclass(frozen=True, slots=True)
class Identity:
    """The store's id, and the key under which the audit trail keeps subjects."""

    id: str
    audit_key: bytes = field(repr=False)


def identity(unit: Unit) -> Identity:
    """The store's identity."""
    row = unit.row("SELECT id, audit_key FROM store")
    if row is not None and isinstance(row[1], bytes):
        return Identity(str(row[0]), row[1])
    made = Identity(uuid.uuid4().hex, secrets.token_bytes(32))
    unit.execute("INSERT INTO store (id, audit_key) VALUES (?, ?)", [made.id, made.audit_key])
    return made
