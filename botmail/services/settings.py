"""Every setting in one table, and the account `env` of the `EMAIL_*` ones: always first, always live, never stored."""

from __future__ import annotations

import os
from collections.abc import MutableMapping
from dataclasses import dataclass

from botmail.domain.account import Account, Mode, Server, Tls
from botmail.domain.errors import SettingsError

ENVIRONMENT_ACCOUNT = "env"


@dataclass(frozen=True, slots=True)
class Setting:
    """A variable of the environment that botmail reads; `default` is what counts without it, in words."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("EMAIL_IMAP_SERVER", "", "where mail is read, as in `imap.example.org`; without it the account only sends"),
    Setting("EMAIL_IMAP_PORT", "993", "the port of the IMAP server"),
    Setting("EMAIL_IMAP_TLS", "by port", "`implicit` or `starttls`: 143 is STARTTLS, any other port implicit TLS"),
    Setting("EMAIL_USERNAME", "", "the name to sign in with, mostly the address"),
    Setting("EMAIL_PASSWORD", "", "the password; it is taken out of the environment when it has been read"),
    Setting("EMAIL_SMTP_SERVER", "", "where mail is sent, as in `smtp.example.org`; without it the account only reads"),
    Setting("EMAIL_SMTP_PORT", "587", "the port of the SMTP server"),
    Setting("EMAIL_SMTP_TLS", "by port", "`implicit` or `starttls`: 465 is implicit TLS, any other port STARTTLS"),
    Setting("EMAIL_FROM", "the user name, if it is an address", "the address that mails are sent from"),
    Setting("BOTMAIL_HOME", "the user's data folder", "the folder of the store: accounts, record, tickets, tasks"),
    Setting("BOTMAIL_PASSPHRASE", "", "a passphrase that locks the passwords of accounts, instead of a key in a file"),
    Setting("BOTMAIL_ANSWERS", "", "a JSON file with the answers to HEAR, for programs that run alone"),
    Setting("BOTMAIL_SANDBOX_NOW", "a fixed day", "the clock of the example mailbox: an ISO time, or `now`"),
    Setting("SSL_CERT_FILE", "the system's", "the certificates of a private authority, in PEM form"),
)
"""Every setting, in the order of the reference."""
_ACCOUNT_NAMES = tuple(setting.name for setting in SETTINGS if setting.name.startswith("EMAIL_"))
_DEFAULTS = {setting.name: setting.default for setting in SETTINGS}
_IMPLICIT_PORTS = frozenset({993, 465})
_STARTTLS_PORTS = frozenset({143, 587})

# The password leaves the process's environment at the first reading; a second workspace of the same process still
# needs it. Keyed by server and user, so that another account never gets it.
_taken_passwords: dict[tuple[str, str], str] = {}


@dataclass(frozen=True, slots=True)
class EnvironmentAccount:
    """The account of the settings, and its password (never shown by repr)."""

    account: Account
    password: str

    def __repr__(self) -> str:
        return f"EnvironmentAccount({self.account!r})"


def take_environment_account(environ: MutableMapping[str, str]) -> EnvironmentAccount | None:
    """The account that `environ` describes, or None when it says nothing; `EMAIL_PASSWORD` is taken out.

    A half-set one can only read (no SMTP) or only send (no IMAP); `missing` names the settings that lack.

    Raises:
        SettingsError: a port is no number, or a TLS mode unknown.
    """
    settings = {name: environ[name].strip() for name in _ACCOUNT_NAMES if environ.get(name, "").strip()}
    password = _take_password(environ, settings)
    if not settings:
        return None
    username = settings.get("EMAIL_USERNAME", "")
    email = settings.get("EMAIL_FROM") or (username if "@" in username else "")
    can_sign_in = bool(username and password)
    imap = _server(settings, "IMAP") if can_sign_in else None
    smtp = _server(settings, "SMTP") if can_sign_in and email else None
    return EnvironmentAccount(
        Account(
            name=ENVIRONMENT_ACCOUNT,
            email=email or username,
            username=username,
            imap=imap,
            smtp=smtp,
            mode=Mode.LIVE,
            is_primary=True,
            missing=_missing(settings, password=password, email=email),
        ),
        password,
    )


def parse_server(text: str, *, kind: str) -> Server:
    """`host` or `host:port` as a `Server`; `kind` is IMAP or SMTP, TLS follows the port.

    Raises:
        SettingsError: the port is no number.
    """
    host, colon, port = text.strip().partition(":")
    number = _port(port, setting=f"the {kind} port") if colon else (993 if kind == "IMAP" else 587)
    if not host or any(c.isspace() for c in host):
        raise SettingsError(
            f'"{text}" is not a server', hint=f'write it like {kind} "{kind.lower()}.example.org:{number}"'
        )
    return Server(host, number, default_tls(kind, number))


def default_tls(kind: str, port: int) -> Tls:
    """How `port` is encrypted unless somebody says otherwise: by custom, else implicit for IMAP, STARTTLS for SMTP."""
    if port in _IMPLICIT_PORTS:
        return Tls.IMPLICIT
    if port in _STARTTLS_PORTS:
        return Tls.STARTTLS
    return Tls.IMPLICIT if kind == "IMAP" else Tls.STARTTLS


def _take_password(environ: MutableMapping[str, str], settings: MutableMapping[str, str]) -> str:
    settings.pop("EMAIL_PASSWORD", None)
    password = environ.pop("EMAIL_PASSWORD", "")
    if environ is not os.environ:
        return password
    owner = (settings.get("EMAIL_IMAP_SERVER", ""), settings.get("EMAIL_USERNAME", ""))
    if password:
        _taken_passwords[owner] = password
    return password or _taken_passwords.get(owner, "")


def _server(settings: MutableMapping[str, str], kind: str) -> Server | None:
    host = settings.get(f"EMAIL_{kind}_SERVER")
    if not host:
        return None
    setting = f"EMAIL_{kind}_PORT"
    port = _port(settings.get(setting, _DEFAULTS[setting]), setting=setting)
    return Server(host, port, _tls(settings.get(f"EMAIL_{kind}_TLS", ""), kind=kind, port=port))


def _port(text: str, *, setting: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SettingsError(f'{setting} is "{text}", which is not a port', hint="a port is a number such as 993 or 587")
    return int(text)


def _tls(text: str, *, kind: str, port: int) -> Tls:
    if not text:
        return default_tls(kind, port)
    try:
        return Tls(text.casefold())
    except ValueError:
        raise SettingsError(
            f'EMAIL_{kind}_TLS is "{text}", and may be implicit or starttls', hint="mail is never sent unencrypted"
        ) from None


def _missing(settings: MutableMapping[str, str], *, password: str, email: str) -> tuple[str, ...]:
    needed = {
        "EMAIL_IMAP_SERVER": "EMAIL_IMAP_SERVER" in settings,
        "EMAIL_USERNAME": "EMAIL_USERNAME" in settings,
        "EMAIL_PASSWORD": bool(password),
        "EMAIL_SMTP_SERVER": "EMAIL_SMTP_SERVER" in settings,
        "EMAIL_FROM": bool(email),
    }
    return tuple(name for name, is_there in needed.items() if not is_there)
