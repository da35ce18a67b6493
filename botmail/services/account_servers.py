"""Which servers an address has: those that are given, else those of its provider."""

from __future__ import annotations

from botmail.domain.account import Account, Server
from botmail.domain.errors import SettingsError
from botmail.mail.addresses import validate
from botmail.services.providers import provider_of
from botmail.services.settings import parse_server


def described(email: str, *, imap: str = "", smtp: str = "", user: str = "") -> Account:
    """The account of `email`, its servers from the table of providers where they are not given.

    Raises:
        SettingsError: the servers are not known, or the provider takes no passwords.
        AddressInvalid: `email` is no address.
    """
    address = validate(email)
    provider = provider_of(address.domain)
    if provider is not None and not provider.password_help and not (imap or smtp):
        raise SettingsError(
            f"{provider.name} takes no passwords any more, and signing in with OAuth is not there yet",
            hint="use an account of another provider",
        )
    if provider is None and not (imap or smtp):
        raise SettingsError(
            f"the mail servers of {address.domain} are not known here",
            hint=f'write ADD ACCOUNT "{email}" IMAP "imap.{address.domain}:993" SMTP "smtp.{address.domain}:587" '
            "with the names that your provider gives",
        )
    return Account(
        name=address.address,
        email=address.address,
        username=user or address.address,
        imap=_server_of(imap, kind="IMAP", known=provider.imap if provider else None),
        smtp=_server_of(smtp, kind="SMTP", known=provider.smtp if provider else None),
        provider=provider.name if provider else "",
        files_sent_itself=provider.files_sent_itself if provider else False,
    )


def _server_of(text: str, *, kind: str, known: Server | None) -> Server | None:
    return parse_server(text, kind=kind) if text else known
