"""The EMAIL_ settings: half-set, wrong, by custom of the port, and a password that leaves the environment."""

from __future__ import annotations

import os

import pytest

from botmail.domain.account import Mode, Server, Tls
from botmail.domain.errors import SettingsError
from botmail.services.settings import EnvironmentAccount, parse_server, take_environment_account
from tests.services.bench import ME, SETTINGS


def taken(**changes: str | None) -> EnvironmentAccount:
    environ = {**SETTINGS, **changes}
    account = take_environment_account({name: value for name, value in environ.items() if value is not None})
    assert account is not None
    return account


def test_settings_make_a_live_account_that_comes_first() -> None:
    account = taken().account
    assert (account.name, account.email, account.username, account.mode) == ("env", ME, ME, Mode.LIVE)
    assert account.imap == Server("imap.example.com", 993, Tls.IMPLICIT)
    assert account.smtp == Server("smtp.example.com", 587, Tls.STARTTLS)
    assert account.missing == ()
    assert account.is_primary


def test_no_settings_make_no_account() -> None:
    assert take_environment_account({"PATH": "/bin", "EMAIL_USERNAME": " "}) is None


def test_password_is_taken_out_of_the_environment() -> None:
    environ = dict(SETTINGS)
    account = take_environment_account(environ)
    assert account is not None
    assert account.password == "correct horse"
    assert "EMAIL_PASSWORD" not in environ
    assert "correct horse" not in repr(account)


def test_password_of_the_process_serves_a_second_workspace_and_no_other_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in SETTINGS.items():
        monkeypatch.setenv(name, value)
    passwords = []
    for user in (ME, ME, "other@example.com"):
        monkeypatch.setenv("EMAIL_USERNAME", user)
        account = take_environment_account(os.environ)
        passwords.append(account.password if account else None)
    assert passwords == ["correct horse", "correct horse", ""]


@pytest.mark.parametrize(
    ("left_out", "reads", "sends", "missing"),
    [
        ("EMAIL_SMTP_SERVER", True, False, ("EMAIL_SMTP_SERVER",)),
        ("EMAIL_IMAP_SERVER", False, True, ("EMAIL_IMAP_SERVER",)),
        ("EMAIL_USERNAME", False, False, ("EMAIL_USERNAME", "EMAIL_FROM")),
        ("EMAIL_PASSWORD", False, False, ("EMAIL_PASSWORD",)),
    ],
)
def test_half_set_account_does_what_it_can(left_out: str, reads: bool, sends: bool, missing: tuple[str, ...]) -> None:
    account = taken(**{left_out: None}).account
    assert (account.imap is not None, account.smtp is not None, account.missing) == (reads, sends, missing)


def test_user_name_that_is_no_address_needs_a_sender() -> None:
    account = taken(EMAIL_USERNAME="me").account
    assert (account.smtp, account.missing) == (None, ("EMAIL_FROM",))
    assert taken(EMAIL_USERNAME="me", EMAIL_FROM=ME).account.email == ME


@pytest.mark.parametrize(
    ("kind", "port", "tls"),
    [
        ("IMAP", "993", Tls.IMPLICIT),
        ("IMAP", "143", Tls.STARTTLS),
        ("IMAP", "1993", Tls.IMPLICIT),
        ("SMTP", "465", Tls.IMPLICIT),
        ("SMTP", "587", Tls.STARTTLS),
        ("SMTP", "2525", Tls.STARTTLS),
    ],
)
def test_tls_follows_the_port(kind: str, port: str, tls: Tls) -> None:
    account = taken(**{f"EMAIL_{kind}_PORT": port}).account
    server = account.imap if kind == "IMAP" else account.smtp
    assert server is not None
    assert server.tls is tls
    assert parse_server(f"host.example.com:{port}", kind=kind) == Server("host.example.com", int(port), tls)


def test_tls_setting_wins_over_the_port() -> None:
    account = taken(EMAIL_SMTP_PORT="2525", EMAIL_SMTP_TLS="Implicit").account
    assert account.smtp == Server("smtp.example.com", 2525, Tls.IMPLICIT)


@pytest.mark.parametrize(
    ("name", "value"),
    [("EMAIL_IMAP_PORT", "imaps"), ("EMAIL_SMTP_PORT", "70000"), ("EMAIL_IMAP_PORT", "²"), ("EMAIL_SMTP_TLS", "none")],
)
def test_wrong_setting_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        taken(**{name: value})


@pytest.mark.parametrize("text", ["host:abc", ":993", "two words:993", ""])
def test_server_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        parse_server(text, kind="IMAP")
