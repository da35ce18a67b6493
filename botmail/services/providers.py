"""Where the servers of well-known providers are, so that ADD ACCOUNT needs only the address.

Ports and sign-in as the providers' own help pages tell them in 2026.
"""

from __future__ import annotations

from dataclasses import dataclass

from botmail.domain.account import Server, Tls


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """One mail provider. `password_help` says which password its servers take; empty where they take none."""

    name: str
    domains: tuple[str, ...]
    imap: Server
    smtp: Server
    password_help: str
    files_sent_itself: bool = False


_APP_PASSWORD = "make an app password in the provider's security settings; the one of the web page is refused"

PROVIDERS = (
    Provider(
        name="Gmail",
        domains=("gmail.com", "googlemail.com"),
        imap=Server("imap.gmail.com", 993, Tls.IMPLICIT),
        smtp=Server("smtp.gmail.com", 465, Tls.IMPLICIT),
        password_help=_APP_PASSWORD,
        files_sent_itself=True,
    ),
    Provider(
        name="Outlook.com",
        domains=("outlook.com", "hotmail.com", "live.com", "msn.com"),
        imap=Server("outlook.office365.com", 993, Tls.IMPLICIT),
        smtp=Server("smtp-mail.outlook.com", 587, Tls.STARTTLS),
        password_help="",
        files_sent_itself=True,
    ),
    Provider(
        name="Yahoo",
        domains=("yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "ymail.com", "aol.com"),
        imap=Server("imap.mail.yahoo.com", 993, Tls.IMPLICIT),
        smtp=Server("smtp.mail.yahoo.com", 465, Tls.IMPLICIT),
        password_help=_APP_PASSWORD,
    ),
    Provider(
        name="iCloud",
        domains=("icloud.com", "me.com", "mac.com"),
        imap=Server("imap.mail.me.com", 993, Tls.IMPLICIT),
        smtp=Server("smtp.mail.me.com", 587, Tls.STARTTLS),
        password_help=_APP_PASSWORD,
    ),
    Provider(
        name="Fastmail",
        domains=("fastmail.com", "fastmail.fm"),
        imap=Server("imap.fastmail.com", 993, Tls.IMPLICIT),
        smtp=Server("smtp.fastmail.com", 465, Tls.IMPLICIT),
        password_help=_APP_PASSWORD,
    ),
    Provider(
        name="Zoho",
        domains=("zoho.com", "zohomail.com"),
        imap=Server("imap.zoho.com", 993, Tls.IMPLICIT),
        smtp=Server("smtp.zoho.com", 465, Tls.IMPLICIT),
        password_help=_APP_PASSWORD,
        files_sent_itself=True,
    ),
    Provider(
        name="GMX",
        domains=("gmx.net", "gmx.de", "gmx.at", "gmx.ch"),
        imap=Server("imap.gmx.net", 993, Tls.IMPLICIT),
        smtp=Server("mail.gmx.net", 465, Tls.IMPLICIT),
        password_help="switch IMAP on in the settings of GMX first",
    ),
)

_FILING_HOSTS = frozenset(
    {
        *(provider.smtp.host for provider in PROVIDERS if provider.files_sent_itself),
        "smtp.office365.com",
        "smtp.zoho.eu",
        "smtppro.zoho.com",
        "smtppro.zoho.eu",
    }
)


def provider_of(domain: str) -> Provider | None:
    """The provider that serves addresses at `domain`, if it is a known one."""
    wanted = domain.casefold()
    return next((provider for provider in PROVIDERS if wanted in provider.domains), None)


def files_what_it_sends(smtp_host: str) -> bool:
    """Whether what goes out through this server gets into Sent by itself, whosever domain the address is of."""
    return smtp_host.casefold() in _FILING_HOSTS
