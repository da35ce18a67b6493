"""Migrations: numbered SQL files, append-only, each applied together with its record in one transaction."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import duckdb

from botmail.domain.errors import StoreDamaged, StoreTooNew
from botmail.store.connection import Connection

_FILE_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.sql")
_RECORDS = (
    "CREATE TABLE IF NOT EXISTS schema_migrations "
    "(version INTEGER NOT NULL, name VARCHAR NOT NULL, checksum VARCHAR NOT NULL, applied_at TIMESTAMP NOT NULL)"
)


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the tables' history."""

    version: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        """What the step said when it was applied."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


@cache
def shipped() -> tuple[Migration, ...]:
    """The migrations that come with the program, in order."""
    folder = resources.files("botmail.store") / "migrations"
    found = [(match, entry) for entry in folder.iterdir() if (match := _FILE_NAME.fullmatch(entry.name))]
    migrations = [Migration(int(m[1]), m[2], entry.read_text(encoding="utf-8")) for m, entry in found]
    return tuple(sorted(migrations, key=lambda migration: migration.version))


def migrate(connection: Connection, migrations: Sequence[Migration]) -> None:
    """Apply what the store does not have yet; a kill in between leaves whole steps."""
    applied = _version_or_zero(connection)
    for migration in migrations:
        if migration.version > applied:
            _apply(connection, migration)


def refuse_unknown(connection: Connection, path: Path, *, newest: int) -> int:
    """The store's version, if this program can use it.

    Raises:
        StoreTooNew: a newer program has changed the tables.
        StoreDamaged: it is no store of ours.
    """
    version = _version_or_zero(connection)
    if version > newest:
        raise StoreTooNew(
            f"the store {path} is at version {version} and this botmail knows {newest}; it was left untouched",
            hint="update botmail, or set BOTMAIL_HOME to another folder",
        )
    if version == 0:
        raise StoreDamaged(
            f"the DuckDB file {path} is no store of botmail; it was left untouched",
            hint="move the file aside, or set BOTMAIL_HOME to another folder",
        )
    return version


def _version_or_zero(connection: Connection) -> int:
    try:
        row = connection.execute("SELECT coalesce(max(version), 0) FROM schema_migrations").fetchone()
    except duckdb.CatalogException:
        return 0
    return int(row[0]) if row else 0


def _apply(connection: Connection, migration: Migration) -> None:
    connection.execute("BEGIN TRANSACTION")
    try:
        connection.execute(_RECORDS)
        for statement in connection.extract_statements(migration.sql):
            connection.execute(statement)
        connection.execute(
            "INSERT INTO schema_migrations VALUES (?, ?, ?, now()::TIMESTAMP)",
            [migration.version, migration.name, migration.checksum],
        )
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
