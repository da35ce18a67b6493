"""Opening the DuckDB file, always with the walls up."""

from __future__ import annotations

from pathlib import Path

import duckdb

Connection = duckdb.DuckDBPyConnection

# Nothing outside the file is reached: no reading or writing of other files, no network, no Python variables by name.
_WALLS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "memory_limit": "1GB",
    "max_temp_directory_size": "2GB",
    "threads": "2",
}


def connect(path: Path | str, *, is_read_only: bool = False) -> Connection:
    """Open the file, or `:memory:`, walls up and locked; times without a zone are UTC."""
    connection = duckdb.connect(str(path), read_only=is_read_only, config=_WALLS)
    try:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection
