"""Where the store and its keys live."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from botmail.domain.errors import StoreReadOnly
from botmail.store.home import key_folder, make_private_folder, store_folder


@pytest.mark.parametrize("blank", [{}, {"BOTMAIL_HOME": ""}, {"BOTMAIL_HOME": "  "}])
def test_store_is_by_default_in_the_users_data(blank: dict[str, str]) -> None:
    assert store_folder(blank).parts[-2:] == ("botmail", "store")


def test_store_is_where_botmail_home_says(tmp_path: Path) -> None:
    assert store_folder({"BOTMAIL_HOME": str(tmp_path)}) == tmp_path
    assert store_folder({"BOTMAIL_HOME": "~/mail"}) == Path.home() / "mail"
    assert store_folder({"BOTMAIL_HOME": "mail"}).is_absolute()


def test_keys_are_never_in_the_store_wherever_that_is(tmp_path: Path) -> None:
    environ = {"BOTMAIL_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "configuration")}
    assert not key_folder(environ).is_relative_to(store_folder(environ))
    assert not key_folder({}).is_relative_to(store_folder({}))


def test_folder_is_made_for_its_owner_alone_and_one_that_exists_is_left_alone(tmp_path: Path) -> None:
    make_private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700
    tmp_path.chmod(0o755)
    make_private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_folder_that_cannot_be_made_is_said_with_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreReadOnly, match="cannot be made") as caught:
        make_private_folder(tmp_path / "file" / "store")
    assert "BOTMAIL_HOME" in caught.value.hint
