"""Where the vault's master key comes from: the system's keyring, a passphrase, or a file in the configuration folder.

The keyring is used when the `keyring` package is installed and has a usable backend; it is no dependency. A passphrase
is read from BOTMAIL_PASSPHRASE and stretched by scrypt. A key file is the last resort, and a warning goes with it:
whoever can read the user's files can read the secrets too. It lies in the configuration folder, never in the store's.
"""

from __future__ import annotations

import base64
import importlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from botmail.domain.errors import VaultError
from botmail.store.home import make_private_folder

KEY_BYTES = 32
PASSPHRASE = "BOTMAIL_PASSPHRASE"

# RFC 7914; N as in the design, 128 MiB of memory and about half a second.
_SCRYPT_N = 2**17
_SCRYPT_R = 8
_SCRYPT_P = 1
_LARGEST_SCRYPT_N = 2**22
_SALT_BYTES = 16
_KEYRING_SERVICE = "botmail"


@dataclass(frozen=True, slots=True)
class KeySource:
    """How to get at a master key again; public facts. `kind` is keyring, passphrase or file."""

    kind: str
    salt: str = ""
    cost: int = 0

    def to_json(self) -> dict[str, object]:
        """Plain values."""
        return {"kind": self.kind, "salt": self.salt, "cost": self.cost}


def source_from_json(facts: Mapping[str, Any]) -> KeySource:
    """The way back.

    Raises:
        VaultError: no source that this program knows, or one whose cost was tampered with.
    """
    source = KeySource(str(facts.get("kind")), str(facts.get("salt", "")), int(facts.get("cost", 0)))
    if source.kind not in ("keyring", "passphrase", "file"):
        raise VaultError("the secrets are locked in a way that this botmail does not know", hint="update botmail")
    if source.kind == "passphrase" and not _SCRYPT_N <= source.cost <= _LARGEST_SCRYPT_N:
        raise VaultError("the record of the passphrase was changed", hint="bring back a backup of the secrets")
    return source


class MasterKeys:
    """Makes, finds and removes master keys of one store."""

    def __init__(self, store_id: str, *, folder: Path, environ: Mapping[str, str]) -> None:
        self._id = store_id
        self._environ = environ
        self.path = folder / f"{store_id}.key"

    def choose(self) -> KeySource:
        """The best source that there is here and now."""
        if self._environ.get(PASSPHRASE):
            return KeySource("passphrase", base64.b64encode(secrets.token_bytes(_SALT_BYTES)).decode(), _SCRYPT_N)
        return KeySource("keyring" if _keyring() else "file")

    def make(self, source: KeySource, *, slot: str = "") -> bytearray:
        """A new key for `source`, kept where it can be found again; `slot` tells a new one from the one it replaces.

        Raises:
            VaultError: the keyring or the folder does not take it.
        """
        if source.kind == "passphrase":
            return self._stretched(source)
        key = bytearray(secrets.token_bytes(KEY_BYTES))
        if source.kind == "keyring":
            _keyring_required().set_password(_KEYRING_SERVICE, self._id + slot, base64.b64encode(key).decode())
        else:
            self._write(key, slot)
        return key

    def find(self, source: KeySource, *, slot: str = "") -> bytearray:
        """The key of `source`.

        Raises:
            VaultError: it is not there, or not readable.
        """
        if source.kind == "passphrase":
            return self._stretched(source)
        if source.kind == "keyring":
            text = _keyring_required().get_password(_KEYRING_SERVICE, self._id + slot)
            if not text:
                raise VaultError("the system's keyring has no key for this store", hint=_AGAIN)
            return _decoded(text)
        return self._read(slot)

    def forget(self, source: KeySource, *, slot: str = "") -> None:
        """Throw a key away that nothing is locked with any more."""
        if source.kind == "file":
            self._file(slot).unlink(missing_ok=True)
        elif source.kind == "keyring" and (keyring := _keyring()):
            keyring.delete_password(_KEYRING_SERVICE, self._id + slot)

    def warning(self, source: KeySource) -> str:
        """What the user should know about this source; empty when nothing."""
        if source.kind != "file":
            return ""
        return (
            f"the key to your passwords is a file in {self.path.parent}, readable by you alone; "
            f"for more safety set {PASSPHRASE} or install the keyring package"
        )

    def _stretched(self, source: KeySource) -> bytearray:
        passphrase = self._environ.get(PASSPHRASE, "")
        if not passphrase:
            raise VaultError("the passwords here are locked with a passphrase", hint=f"set {PASSPHRASE} to it")
        stretch = Scrypt(salt=base64.b64decode(source.salt), length=KEY_BYTES, n=source.cost, r=_SCRYPT_R, p=_SCRYPT_P)
        return bytearray(stretch.derive(passphrase.encode()))

    def _file(self, slot: str) -> Path:
        return self.path.with_name(self.path.name + slot)

    def _write(self, key: bytearray, slot: str) -> None:
        make_private_folder(self.path.parent)
        path = self._file(slot)
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(base64.b64encode(key))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise VaultError(
                f"the key file {path} cannot be written: {error.strerror}", hint=f"set {PASSPHRASE}"
            ) from None

    def _read(self, slot: str) -> bytearray:
        path = self._file(slot)
        try:
            text = path.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            raise VaultError(f"the key file {path} is missing or cannot be read", hint=_AGAIN) from None
        return _decoded(text)


_AGAIN = "bring it back from where it was, or remove the account and add it again"


def _decoded(text: str) -> bytearray:
    try:
        key = bytearray(base64.b64decode(text.strip(), validate=True))
    except ValueError:
        key = bytearray()
    if len(key) != KEY_BYTES:
        raise VaultError("the key to the passwords is damaged", hint=_AGAIN)
    return key


def _keyring() -> Any | None:
    """The keyring package with a backend that keeps something, or None."""
    try:
        keyring = importlib.import_module("keyring")
        priority = float(keyring.get_keyring().priority)
    except Exception:
        # A foreign backend may fail in any way; then there is no keyring.
        return None
    return keyring if priority > 0 else None


def _keyring_required() -> Any:
    keyring = _keyring()
    if keyring is None:
        raise VaultError(
            "the key to the passwords is in a keyring that is not there now", hint="unlock or install keyring"
        )
    return keyring
