"""Where the store and the keys live on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from botmail.domain.errors import StoreReadOnly

_APPLICATION = "botmail"


def store_folder(environ: Mapping[str, str]) -> Path:
    """The folder of the store: `BOTMAIL_HOME`, else `store` in the platform's folder for a user's data."""
    home = environ.get("BOTMAIL_HOME", "").strip()
    if home:
        return Path(home).expanduser().absolute()
    return Path(platformdirs.user_data_path(_APPLICATION, appauthor=False)) / "store"


def key_folder(environ: Mapping[str, str]) -> Path:
    """The folder of key files: always in the user's configuration, so that a copied store takes no key along."""
    configured = environ.get("XDG_CONFIG_HOME", "").strip()
    if configured and os.name == "posix":
        return Path(configured) / _APPLICATION / "keys"
    return Path(platformdirs.user_config_path(_APPLICATION, appauthor=False)) / "keys"


def make_private_folder(folder: Path) -> None:
    """Make `folder` if it is missing, for its owner alone (0700); one that exists keeps its mode.

    Raises:
        StoreReadOnly: it cannot be made, or is no folder.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnly(
            f"the folder {folder} cannot be made: {error.strerror or error}",
            hint="set BOTMAIL_HOME to a folder that you can write to",
        ) from error
