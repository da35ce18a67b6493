"""Accounts: added after a test, chosen, removed, and never without saying how to add one."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.domain.account import Mode, Tls
from botmail.domain.errors import AddressInvalid, LoginRefused, NoAccount, SettingsError
from tests.fakes.prompt import ScriptedPrompt
from tests.services.bench import SETTINGS, open_bench

WORK = {"imap": "imap.work.example:993", "smtp": "smtp.work.example:465"}


def test_no_account_says_how_to_add_one(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={}) as bench, pytest.raises(NoAccount) as caught:
        bench.services.inbox.get_emails()
    assert caught.value.message == "no mail account is set up"
    assert 'ADD ACCOUNT "you@example.org"' in caught.value.hint
    assert "EMAIL_IMAP_SERVER" in caught.value.hint


def test_account_is_tested_then_stored_and_asks_before_it_sends(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={}) as bench:
        account = bench.services.accounts.add("me@work.example", password="secret", **WORK)
        assert ("check",) in bench.session.calls
        assert (account.name, account.mode, account.smtp and account.smtp.tls) == (
            "me@work.example",
            Mode.ASK,
            Tls.IMPLICIT,
        )
    with open_bench(tmp_path, settings={}) as bench:
        assert bench.services.accounts.current().name == "me@work.example"
        bench.emails()
        assert bench.secrets == ["secret"]


def test_account_that_cannot_sign_in_is_not_stored(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={}) as bench:
        bench.transport.error = LoginRefused("wrong password")
        with pytest.raises(LoginRefused):
            bench.services.accounts.add("me@work.example", password="secret", **WORK)
        assert bench.services.accounts.list() == ()


def test_password_is_asked_for_unseen_when_left_out_and_not_again(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={}, prompt=ScriptedPrompt("typed")) as bench:
        for _ in range(2):
            bench.services.accounts.add("me@work.example", **WORK)
        assert bench.prompt.asked == [("Password of me@work.example", "password", True, ())]
        assert bench.secrets == ["typed"] * 4
        assert len(bench.services.accounts.list()) == 1


def test_stored_password_goes_to_no_other_server(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={}, prompt=ScriptedPrompt("other")) as bench:
        bench.services.accounts.add("me@work.example", password="secret", **WORK)
        bench.services.accounts.add("me@work.example", imap="imap.evil.example", smtp="smtp.evil.example")
        assert bench.secrets[2:] == ["other", "other"]


@pytest.mark.parametrize(
    ("email", "host"),
    [("me@gmail.com", "imap.gmail.com"), ("me@GMX.de", "imap.gmx.net"), ("me@icloud.com", "imap.mail.me.com")],
)
def test_servers_of_known_providers_need_not_be_given(tmp_path: Path, email: str, host: str) -> None:
    with open_bench(tmp_path, settings={}) as bench:
        account = bench.services.accounts.add(email, password="secret")
        assert account.imap is not None
        assert account.imap.host == host


@pytest.mark.parametrize(
    ("email", "error", "message"),
    [
        ("me@unknown.example", SettingsError, "servers of unknown.example are not known"),
        ("me@outlook.com", SettingsError, "takes no passwords any more"),
        ("nobody", AddressInvalid, "not an e-mail address"),
    ],
)
def test_account_that_cannot_be_described_is_refused(
    tmp_path: Path, email: str, error: type[Exception], message: str
) -> None:
    with open_bench(tmp_path, settings={}) as bench, pytest.raises(error, match=message):
        bench.services.accounts.add(email, password="secret")


def test_environment_account_comes_first_and_is_never_stored(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        bench.services.accounts.add("me@work.example", password="secret", **WORK)
        assert [account.name for account in bench.services.accounts.list()] == ["env", "me@work.example"]
        assert bench.services.accounts.current().name == "env"
        assert bench.services.accounts.use("ME@work.example").name == "me@work.example"
        assert bench.services.accounts.current().name == "me@work.example"
        with pytest.raises(SettingsError, match="EMAIL_ settings"):
            bench.services.accounts.remove("env")
    for file in (tmp_path / "store").rglob("*"):
        if file.is_file():
            assert SETTINGS["EMAIL_PASSWORD"].encode() not in file.read_bytes()
            assert b"secret" not in file.read_bytes()


def test_mode_holds_for_this_workspace_alone(tmp_path: Path) -> None:
    for expected in (Mode.ASK, Mode.ASK):
        with open_bench(tmp_path, settings={}) as bench:
            if not bench.services.accounts.list():
                bench.services.accounts.add("me@work.example", password="secret", **WORK)
            assert bench.services.accounts.mode_of("me@work.example") is expected
            bench.services.accounts.use("me@work.example", Mode.LIVE)
            assert bench.services.accounts.mode_of("me@work.example") is Mode.LIVE


def test_removed_account_is_gone_with_its_password(tmp_path: Path) -> None:
    with open_bench(tmp_path, settings={}) as bench:
        bench.services.accounts.add("me@work.example", password="secret", **WORK)
        bench.services.accounts.use("me@work.example")
        bench.services.accounts.remove("me@work.example")
        assert bench.services.accounts.list() == ()
        assert not bench.store.vault.has("me@work.example", "password")
        with pytest.raises(NoAccount):
            bench.services.accounts.current()


def test_account_of_another_name_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench, pytest.raises(NoAccount) as caught:
        bench.services.accounts.use("wrok")
    assert (caught.value.message, caught.value.hint) == ('there is no account "wrok"', "there is env")


def test_wrong_setting_is_said_when_an_account_is_needed(tmp_path: Path) -> None:
    with (
        open_bench(tmp_path, settings=SETTINGS | {"EMAIL_IMAP_PORT": "x"}) as bench,
        pytest.raises(SettingsError, match="EMAIL_IMAP_PORT"),
    ):
        bench.services.inbox.get_emails()


def test_table_of_accounts_has_no_secrets(tmp_path: Path) -> None:
    with open_bench(tmp_path) as bench:
        (row,) = bench.services.accounts.table()
    assert row == {
        "name": "env",
        "email": "me@example.com",
        "imap": "imap.example.com:993",
        "smtp": "smtp.example.com:587",
        "mode": "live",
        "in_use": True,
        "missing": "",
    }
