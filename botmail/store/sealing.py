"""Sealing one value with AES-256-GCM, bound to its place; and clearing what was in the open."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from botmail.domain.errors import VaultError

VERSION = 1

_NONCE_BYTES = 12
_TAG_BYTES = 16


def seal(key: bytearray, plain: bytearray, *, bound: bytes) -> dict[str, object]:
    """`plain` under `key`, tied to `bound`, as plain values for JSON; the 96-bit nonce is fresh each time."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    locked = AESGCM(bytes(key)).encrypt(nonce, bytes(plain), bound)
    return {"version": VERSION, "nonce": base64.b64encode(nonce).decode(), "locked": base64.b64encode(locked).decode()}


def unseal(key: bytearray, record: Mapping[str, Any], *, bound: bytes) -> bytearray:
    """What was sealed.

    Raises:
        VaultError: the key or `bound` is another one, the record is damaged, cut short or of an unknown version.
    """
    if record.get("version") != VERSION:
        raise VaultError("a secret was locked by a newer botmail", hint="update botmail")
    try:
        nonce = base64.b64decode(record["nonce"], validate=True)
        locked = base64.b64decode(record["locked"], validate=True)
    except (ValueError, KeyError, TypeError):
        raise _refused() from None
    if len(nonce) != _NONCE_BYTES or len(locked) < _TAG_BYTES:
        raise _refused()
    try:
        return bytearray(AESGCM(bytes(key)).decrypt(nonce, locked, bound))
    except InvalidTag:
        raise _refused() from None


@contextmanager
def cleared(buffer: bytearray) -> Iterator[bytearray]:
    """Overwrite `buffer` with zeros at the end of the block."""
    try:
        yield buffer
    finally:
        clear(buffer)


def clear(buffer: bytearray) -> None:
    """Overwrite `buffer` with zeros."""
    buffer[:] = bytes(len(buffer))


def _refused() -> VaultError:
    return VaultError(
        "a password cannot be unlocked: the key or passphrase is another one, or the record was changed",
        hint="check BOTMAIL_PASSPHRASE, or remove the account and add it again",
    )
