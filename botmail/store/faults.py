"""DuckDB's exceptions become ours, in this one place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from botmail.domain.errors import StoreBusy, StoreDamaged, StoreError, StoreReadOnly, StoreTooNew

_MOVE_ASIDE = "move the file aside and start again, or bring back a backup"

# What DuckDB says, lower case, and which of our errors it is; the first that matches counts.
_MEANINGS: tuple[tuple[str, type[StoreError]], ...] = (
    ("can only read versions", StoreTooNew),
    ("newer version of duckdb", StoreTooNew),
    ("conflicting lock", StoreBusy),
    ("being used by another process", StoreBusy),
    ("no space left", StoreReadOnly),
    ("disk quota", StoreReadOnly),
    ("read-only file system", StoreReadOnly),
    ("permission denied", StoreReadOnly),
    ("file too large", StoreReadOnly),
    ("input/output error", StoreReadOnly),
    ("attached in read-only mode", StoreReadOnly),
    ("not a valid duckdb database", StoreDamaged),
    ("could not read enough bytes", StoreDamaged),
    ("corrupt", StoreDamaged),
    ("checksum", StoreDamaged),
    ("serialization error", StoreDamaged),
    ("failure while replaying wal", StoreDamaged),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Run a block over the file at `path`; what DuckDB raises comes out as a `StoreError`."""
    try:
        yield
    except duckdb.Error as error:
        raise meaning_of(error, path) from error
    except RuntimeError as error:
        # DuckDB takes an interrupt from the keyboard and raises this instead; it is given back as what it was.
        if str(error) == "Query interrupted":
            raise KeyboardInterrupt from error
        raise


def unwritable(path: Path, reason: str) -> StoreReadOnly:
    """The error for a folder or disk that takes nothing."""
    return StoreReadOnly(
        f"the store {path} cannot be written: {reason}",
        hint="free some space, or set BOTMAIL_HOME to a folder that you can write to",
    )


def meaning_of(error: duckdb.Error, path: Path) -> StoreError:
    """Our error for one of DuckDB's."""
    text = str(error).casefold()
    kind = next((kind for words, kind in _MEANINGS if words in text), _kind_of(error))
    first_line = str(error).partition("\n")[0]
    if kind is StoreTooNew:
        return StoreTooNew(
            f"the store {path} was written by a newer DuckDB; it was left untouched", hint="update botmail"
        )
    if kind is StoreBusy:
        return StoreBusy(f"another program has the store {path} open", hint="close it there and try again")
    if kind is StoreReadOnly:
        return unwritable(path, first_line)
    if kind is StoreDamaged:
        return StoreDamaged(f"the store {path} is damaged or no store; it was left untouched", hint=_MOVE_ASIDE)
    return StoreError(f"the store {path} cannot do this: {first_line}")


def _kind_of(error: duckdb.Error) -> type[StoreError]:
    damage = (duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException)
    return StoreDamaged if isinstance(error, damage) else StoreError
