"""`Vault`: passwords and tokens under AES-256-GCM, in a file of their own that no query ever sees.

Each account has a data key, wrapped by the master key. Every encryption has a fresh 96-bit nonce, and is bound to the
store, account, field and version, so that records cannot change places. Anything unknown or damaged fails closed.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from botmail.domain.errors import StoreReadOnly, VaultError
from botmail.store.home import make_private_folder
from botmail.store.locks import file_lock
from botmail.store.master_key import KEY_BYTES, KeySource, MasterKeys, source_from_json
from botmail.store.sealing import VERSION, clear, cleared, seal, unseal

FILE_NAME = "secrets.json"

_WAIT_SECONDS = 10.0
_CHECK = "check of the master key"
_DAMAGED = "the file of secrets is damaged or was changed"
_ADD_AGAIN = "remove the account and add it again"

Content = dict[str, Any]


class Vault:
    """Secrets by account and field. `store_id` is asked for when first needed: it binds the file to its store."""

    def __init__(
        self, folder: Path, *, store_id: Callable[[], str], key_folder: Path, environ: Mapping[str, str]
    ) -> None:
        self._path = folder / FILE_NAME
        self._lock_path = folder / "secrets.lock"
        self._store_id = store_id
        self._key_folder = key_folder
        self._environ = environ
        self._keys: MasterKeys | None = None
        self._master: bytearray | None = None
        self._master_source: tuple[KeySource, str] | None = None

    def __repr__(self) -> str:
        return f"Vault({str(self._path)!r})"

    def put(self, account: str, field: str, secret: str) -> str:
        """Lock a secret away; the result is a warning for the user, once, when the key had to go into a file.

        Raises:
            VaultError: the key is not there, or the file of secrets is damaged.
            StoreReadOnly: the file cannot be written.
        """
        with self._changing() as content:
            warning = "" if content else self._begin(content)
            accounts = content["accounts"]
            data_key = self._data_key(content, account) if account in accounts else self._new_data_key(content, account)
            with cleared(data_key), cleared(bytearray(secret.encode("utf-8", "surrogatepass"))) as plain:
                accounts[account]["fields"][field] = seal(data_key, plain, bound=self._bound(account, field))
        return warning

    def get(self, account: str, field: str) -> str:
        """The secret as text, for libraries that want text; `opened` keeps fewer copies.

        Raises:
            VaultError: there is none, the key is not there, or the record is damaged.
        """
        with self.opened(account, field) as plain:
            return plain.decode("utf-8", "surrogatepass")

    @contextmanager
    def opened(self, account: str, field: str) -> Iterator[bytearray]:
        """The secret in UTF-8 for the time of a block, zeros afterwards.

        Raises:
            VaultError: there is none, the key is not there, or the record is damaged.
        """
        content = self._read()
        record = content.get("accounts", {}).get(account, {}).get("fields", {}).get(field)
        if record is None:
            raise VaultError(f'no {field} is kept for the account "{account}"', hint=_ADD_AGAIN)
        with cleared(self._data_key(content, account)) as data_key:
            plain = unseal(data_key, record, bound=self._bound(account, field))
        with cleared(plain):
            yield plain

    def has(self, account: str, field: str) -> bool:
        """Whether a secret is kept; it is not opened for that."""
        return field in self._read().get("accounts", {}).get(account, {}).get("fields", {})

    def remove(self, account: str) -> None:
        """Throw away all secrets of an account, with its data key."""
        if not self._path.exists():
            return
        with self._changing() as content:
            content.get("accounts", {}).pop(account, None)

    def rotate(self) -> str:
        """Wrap all data keys with a new master key from the best source that there is now; a warning as from `put`.

        The passwords themselves are not touched. The old key is thrown away when the new file is in place.
        """
        with self._changing() as content:
            if not content:
                return ""
            old_source, old_slot = self._source(content)
            data_keys = {account: self._data_key(content, account) for account in content["accounts"]}
            source, slot = self._master_keys.choose(), f".{secrets.token_hex(4)}"
            self._remember(self._master_keys.make(source, slot=slot), (source, slot))
            content.update(key={**source.to_json(), "slot": slot}, check=self._check_value())
            for account, data_key in data_keys.items():
                with cleared(data_key):
                    content["accounts"][account]["data_key"] = self._wrapped(content, account, data_key)
        self._master_keys.forget(old_source, slot=old_slot)
        return self._master_keys.warning(source)

    def close(self) -> None:
        """Forget the master key."""
        if self._master is not None:
            clear(self._master)
        self._master = self._master_source = None

    @property
    def _master_keys(self) -> MasterKeys:
        if self._keys is None:
            self._keys = MasterKeys(self._store_id(), folder=self._key_folder, environ=self._environ)
        return self._keys

    def _begin(self, content: Content) -> str:
        source = self._master_keys.choose()
        content.update(version=VERSION, store=self._store_id(), key={**source.to_json(), "slot": ""}, accounts={})
        if source.kind == "file" and self._master_keys.path.exists():
            # A key whose secrets are gone, as after the file was deleted by hand: nothing else can be locked with it.
            self._master_keys.forget(source)
        self._remember(self._master_keys.make(source), (source, ""))
        content["check"] = self._check_value()
        return self._master_keys.warning(source)

    def _source(self, content: Content) -> tuple[KeySource, str]:
        return source_from_json(content["key"]), str(content["key"].get("slot", ""))

    def _master_of(self, content: Content) -> bytearray:
        source = self._source(content)
        if self._master is not None and self._master_source == source:
            return self._master
        master = self._master_keys.find(source[0], slot=source[1])
        # A wrong passphrase must not lock a second account with another key.
        unseal(master, content.get("check", {}), bound=self._bound("", _CHECK))
        self._remember(master, source)
        return master

    def _check_value(self) -> Content:
        assert self._master is not None
        return seal(self._master, bytearray(_CHECK.encode()), bound=self._bound("", _CHECK))

    def _remember(self, master: bytearray, source: tuple[KeySource, str]) -> None:
        self.close()
        self._master, self._master_source = master, source

    def _new_data_key(self, content: Content, account: str) -> bytearray:
        data_key = bytearray(secrets.token_bytes(KEY_BYTES))
        content["accounts"][account] = {"data_key": self._wrapped(content, account, data_key), "fields": {}}
        return data_key

    def _wrapped(self, content: Content, account: str, data_key: bytearray) -> Content:
        return seal(self._master_of(content), data_key, bound=self._bound(account, ""))

    def _data_key(self, content: Content, account: str) -> bytearray:
        record = content["accounts"][account].get("data_key", {})
        return unseal(self._master_of(content), record, bound=self._bound(account, ""))

    def _bound(self, account: str, field: str) -> bytes:
        """What a record is tied to; the empty field stands for the account's data key."""
        return json.dumps(["botmail", VERSION, self._store_id(), account, field]).encode()

    def _read(self) -> Content:
        try:
            content = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            raise VaultError(f"{_DAMAGED}: {self._path}", hint=_ADD_AGAIN) from None
        if not isinstance(content, dict) or not isinstance(content.get("accounts"), dict):
            raise VaultError(f"{_DAMAGED}: {self._path}", hint=_ADD_AGAIN)
        if content.get("version") != VERSION:
            raise VaultError("the secrets were written by a newer botmail", hint="update botmail")
        if content.get("store") != self._store_id():
            raise VaultError("the file of secrets belongs to another store", hint=_ADD_AGAIN)
        return content

    @contextmanager
    def _changing(self) -> Iterator[Content]:
        """The content, written back whole at the end of the block unless it raises; one process at a time."""
        make_private_folder(self._path.parent)
        self._store_id()
        lock = file_lock(self._lock_path)
        deadline = time.monotonic() + _WAIT_SECONDS
        while not lock.try_acquire():
            if time.monotonic() > deadline:
                raise VaultError("another process holds the file of secrets", hint="try again when it is done")
            time.sleep(0.01)
        try:
            content = self._read()
            yield content
            if content:
                _write(self._path, content)
        finally:
            lock.release()


def _write(path: Path, content: Content) -> None:
    draft = path.with_suffix(".new")
    try:
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            json.dump(content, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        raise StoreReadOnly(
            f"the secrets cannot be written to {path}: {error.strerror}", hint="free some space, or set BOTMAIL_HOME"
        ) from None
