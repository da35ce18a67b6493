"""The vault: what is in it comes out as it was, or not at all."""

from __future__ import annotations

import base64
import json
import os
import stat
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from botmail.domain.errors import VaultError
from botmail.store import master_key
from botmail.store.sealing import cleared, seal, unseal
from botmail.store.vault import Vault

SECRET = "correct höрse 🔋 battery"
PASSPHRASE = {"BOTMAIL_PASSPHRASE": "open sesame"}


def _vault(place: Path, environ: dict[str, str] | None = None, *, store_id: str = "store-1") -> Vault:
    (place / "store").mkdir(exist_ok=True)
    return Vault(place / "store", store_id=lambda: store_id, key_folder=place / "keys", environ=environ or {})


def _content(place: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((place / "store" / "secrets.json").read_text())
    return content


def _rewrite(place: Path, content: dict[str, Any]) -> None:
    (place / "store" / "secrets.json").write_text(json.dumps(content))


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    # The real cost is half a second and 128 MiB each time; one test below pins it.
    monkeypatch.setattr(master_key, "_SCRYPT_N", 2**10)


@pytest.mark.parametrize("environ", [{}, PASSPHRASE])
def test_secret_comes_back_in_another_process_lifetime(tmp_path: Path, environ: dict[str, str]) -> None:
    _vault(tmp_path, environ).put("me", "password", SECRET)
    assert _vault(tmp_path, environ).get("me", "password") == SECRET


def test_nothing_on_disk_shows_the_secret(tmp_path: Path) -> None:
    _vault(tmp_path).put("me", "password", SECRET)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert SECRET.encode() not in written
    assert base64.b64encode(SECRET.encode()) not in written


def test_files_belong_to_their_owner_alone_and_the_key_is_not_beside_the_store(tmp_path: Path) -> None:
    _vault(tmp_path).put("me", "password", SECRET)
    files = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {"keys/store-1.key", "store/secrets.json", "store/secrets.lock"}
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in files} == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_key_in_a_file_is_warned_about_once(tmp_path: Path) -> None:
    vault = _vault(tmp_path)
    assert "BOTMAIL_PASSPHRASE" in vault.put("me", "password", SECRET)
    assert vault.put("you", "password", SECRET) == ""
    assert _vault(tmp_path).put("they", "password", SECRET) == ""


def test_key_from_a_passphrase_needs_no_warning_and_no_file(tmp_path: Path) -> None:
    assert _vault(tmp_path, PASSPHRASE).put("me", "password", SECRET) == ""
    assert not (tmp_path / "keys").exists()


def test_passphrase_is_stretched_at_the_designed_cost(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    _vault(tmp_path, PASSPHRASE).put("me", "password", SECRET)
    assert _content(tmp_path)["key"]["cost"] >= 2**17
    assert _vault(tmp_path, PASSPHRASE).get("me", "password") == SECRET


def test_each_sealing_differs(tmp_path: Path) -> None:
    vault = _vault(tmp_path)
    seen = set()
    for _ in range(3):
        vault.put("me", "password", SECRET)
        seen.add(_content(tmp_path)["accounts"]["me"]["fields"]["password"]["locked"])
    assert len(seen) == 3


def test_vault_tells_what_it_has_and_forgets_what_is_removed(tmp_path: Path) -> None:
    vault = _vault(tmp_path)
    vault.remove("me")
    vault.put("me", "password", SECRET)
    assert (vault.has("me", "password"), vault.has("me", "token"), vault.has("you", "password")) == (True, False, False)
    vault.remove("me")
    with pytest.raises(VaultError, match='no password is kept for the account "me"'):
        vault.get("me", "password")
    assert "me" not in _content(tmp_path)["accounts"]


def _swap_accounts(content: dict[str, Any]) -> None:
    accounts = content["accounts"]
    accounts["me"], accounts["you"] = accounts["you"], accounts["me"]


def _swap_fields(content: dict[str, Any]) -> None:
    fields = content["accounts"]["me"]["fields"]
    fields["password"], fields["token"] = fields["token"], fields["password"]


def _take_field_of_other(content: dict[str, Any]) -> None:
    content["accounts"]["me"]["fields"]["password"] = content["accounts"]["you"]["fields"]["password"]


def _cut(name: str, length: int) -> Callable[[dict[str, Any]], None]:
    def cut(content: dict[str, Any]) -> None:
        record = content["accounts"]["me"]["fields"]["password"]
        record[name] = base64.b64encode(base64.b64decode(record[name])[:length]).decode()

    return cut


def _flip(content: dict[str, Any]) -> None:
    record = content["accounts"]["me"]["fields"]["password"]
    raw = bytearray(base64.b64decode(record["locked"]))
    raw[0] ^= 1
    record["locked"] = base64.b64encode(raw).decode()


def _newer_record(content: dict[str, Any]) -> None:
    content["accounts"]["me"]["fields"]["password"]["version"] = 2


def _newer_file(content: dict[str, Any]) -> None:
    content["version"] = 2


def _unknown_lock(content: dict[str, Any]) -> None:
    content["key"]["kind"] = "none"


def _other_store(content: dict[str, Any]) -> None:
    content["store"] = "store-2"


def _no_nonce(content: dict[str, Any]) -> None:
    del content["accounts"]["me"]["fields"]["password"]["nonce"]


def _no_data_key(content: dict[str, Any]) -> None:
    del content["accounts"]["me"]["data_key"]


def _no_accounts(content: dict[str, Any]) -> None:
    content["accounts"] = ["me"]


TAMPERED = [
    _swap_accounts,
    _swap_fields,
    _take_field_of_other,
    _cut("locked", 20),
    _cut("locked", 12),
    _cut("locked", 0),
    _cut("nonce", 8),
    _flip,
    _newer_record,
    _newer_file,
    _unknown_lock,
    _other_store,
    _no_nonce,
    _no_data_key,
    _no_accounts,
]


@pytest.mark.parametrize("tamper", TAMPERED)
def test_record_that_was_changed_is_refused(tmp_path: Path, tamper: Callable[[dict[str, Any]], None]) -> None:
    vault = _vault(tmp_path)
    for account, field in (("me", "password"), ("me", "token"), ("you", "password")):
        vault.put(account, field, f"{account} {field}")
    content = _content(tmp_path)
    tamper(content)
    _rewrite(tmp_path, content)
    for opened in (vault, _vault(tmp_path)):
        with pytest.raises(VaultError) as caught:
            opened.get("me", "password")
        assert caught.value.hint


def test_file_of_another_store_cannot_be_passed_off_by_its_name(tmp_path: Path) -> None:
    _vault(tmp_path).put("me", "password", SECRET)
    content = _content(tmp_path)
    content["store"] = "store-2"
    _rewrite(tmp_path, content)
    (tmp_path / "keys" / "store-1.key").rename(tmp_path / "keys" / "store-2.key")
    with pytest.raises(VaultError):
        _vault(tmp_path, store_id="store-2").get("me", "password")


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '{"version": 1}'])
def test_file_that_is_no_vault_is_refused_and_kept(tmp_path: Path, text: str) -> None:
    vault = _vault(tmp_path)
    (tmp_path / "store" / "secrets.json").write_text(text)
    with pytest.raises(VaultError, match="damaged"):
        vault.get("me", "password")
    with pytest.raises(VaultError, match="damaged"):
        vault.put("me", "password", SECRET)
    assert (tmp_path / "store" / "secrets.json").read_text() == text


KEYS_GONE: list[tuple[dict[str, str], dict[str, str], str]] = [
    (PASSPHRASE, {}, "locked with a passphrase"),
    (PASSPHRASE, {"BOTMAIL_PASSPHRASE": "wrong"}, "cannot be unlocked"),
]


@pytest.mark.parametrize(("before", "after", "words"), KEYS_GONE)
def test_wrong_or_missing_passphrase_opens_nothing_and_locks_nothing(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], words: str
) -> None:
    _vault(tmp_path, before).put("me", "password", SECRET)
    written = _content(tmp_path)
    with pytest.raises(VaultError, match=words):
        _vault(tmp_path, after).get("me", "password")
    with pytest.raises(VaultError, match=words):
        _vault(tmp_path, after).put("you", "password", SECRET)
    assert _content(tmp_path) == written


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_text("short")])
def test_key_file_that_is_missing_or_damaged_is_said(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    _vault(tmp_path).put("me", "password", SECRET)
    spoil(tmp_path / "keys" / "store-1.key")
    with pytest.raises(VaultError, match="key"):
        _vault(tmp_path).get("me", "password")


@pytest.mark.parametrize(("before", "after"), [({}, {}), ({}, PASSPHRASE)])
def test_rotation_wraps_anew_and_throws_the_old_key_away(
    tmp_path: Path, before: dict[str, str], after: dict[str, str]
) -> None:
    _vault(tmp_path, before).put("me", "password", SECRET)
    old_key = (tmp_path / "keys" / "store-1.key").read_bytes()
    old = _content(tmp_path)["accounts"]["me"]
    _vault(tmp_path, before | after).rotate()
    new = _content(tmp_path)["accounts"]["me"]
    assert _vault(tmp_path, after).get("me", "password") == SECRET
    assert new["fields"] == old["fields"]
    assert new["data_key"] != old["data_key"]
    assert old_key not in [path.read_bytes() for path in (tmp_path / "keys").iterdir()]


def test_rotation_that_fails_leaves_the_old_key_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _vault(tmp_path).put("me", "password", SECRET)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(VaultError, match="cannot be written"):
            _vault(tmp_path).rotate()
    assert _vault(tmp_path).get("me", "password") == SECRET


def test_opened_secret_is_zeros_afterwards(tmp_path: Path) -> None:
    vault = _vault(tmp_path)
    vault.put("me", "password", SECRET)
    with vault.opened("me", "password") as plain:
        assert plain.decode() == SECRET
    assert set(plain) == {0}


def test_no_secret_in_repr_or_traceback(tmp_path: Path) -> None:
    vault = _vault(tmp_path, PASSPHRASE)
    vault.put("me", "password", SECRET)
    other = {"BOTMAIL_PASSPHRASE": "-".join(["not", "this"])}
    with pytest.raises(VaultError) as caught:
        _vault(tmp_path, other).put("me", "password", SECRET)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(vault)
    assert SECRET not in shown
    assert other["BOTMAIL_PASSPHRASE"] not in shown


def test_sealing_is_bound_to_its_place() -> None:
    key = bytearray(range(32))
    record = seal(key, bytearray(b"plain"), bound=b"here")
    with cleared(unseal(key, record, bound=b"here")) as plain:
        assert plain == b"plain"
    with pytest.raises(VaultError):
        unseal(key, record, bound=b"there")


class _Keyring:
    """A keyring that keeps what it is given."""

    priority = 5.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_keyring(self) -> _Keyring:
        return self

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.kept[service, name] = secret

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


def test_keyring_is_used_where_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring = _Keyring()
    monkeypatch.setitem(sys.modules, "keyring", keyring)  # type: ignore[arg-type]  # the module's functions are all it needs
    assert _vault(tmp_path).put("me", "password", SECRET) == ""
    assert list(keyring.kept) == [("botmail", "store-1")]
    assert not (tmp_path / "keys").exists()
    assert _vault(tmp_path).get("me", "password") == SECRET
    keyring.kept.clear()
    with pytest.raises(VaultError, match="no key for this store"):
        _vault(tmp_path).get("me", "password")


TOGETHER = """
import sys
from pathlib import Path
from botmail.store.vault import Vault
place, name = Path(sys.argv[1]), sys.argv[2]
Vault(place / "store", store_id=lambda: "store-1", key_folder=place / "keys", environ={}).put(name, "password", name)
"""


def test_two_processes_that_add_accounts_at_once_keep_both(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    names = ["ann", "bob", "cid"]
    processes = [subprocess.Popen([sys.executable, "-c", TOGETHER, str(tmp_path), name]) for name in names]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert [_vault(tmp_path).get(name, "password") for name in names] == names
