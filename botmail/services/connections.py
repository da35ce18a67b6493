"""`Connections`: at most one IMAP session and one SMTP transport for each account, as long as a workspace lives."""

from __future__ import annotations

from collections.abc import Callable

from botmail.domain.account import Account
from botmail.domain.errors import SettingsError
from botmail.mail.session import ImapSession
from botmail.mail.transport import SmtpTransport

Secret = Callable[[], str]
OpenSession = Callable[[Account, Secret], ImapSession]
OpenTransport = Callable[[Account, Secret], SmtpTransport]


def open_session(account: Account, secret: Secret) -> ImapSession:
    """An IMAP session of `account`; connects when it is first used."""
    assert account.imap is not None
    return ImapSession(account.imap, account.username, secret, ca_file=account.ca_file)


def open_transport(account: Account, secret: Secret) -> SmtpTransport:
    """An SMTP transport of `account`; connects when it is first used."""
    assert account.smtp is not None
    return SmtpTransport(account.smtp, account.username, secret, ca_file=account.ca_file)


class Connections:
    """Opens what is needed and keeps it; a test gives other ways to open."""

    def __init__(self, *, sessions: OpenSession = open_session, transports: OpenTransport = open_transport) -> None:
        self._open_session = sessions
        self._open_transport = transports
        self._sessions: dict[str, ImapSession] = {}
        self._transports: dict[str, SmtpTransport] = {}

    def session(self, account: Account, secret: Secret) -> ImapSession:
        """The IMAP session of `account`.

        Raises:
            SettingsError: the account has no IMAP server.
        """
        if account.imap is None:
            raise SettingsError(f"the account {account.name} cannot read mail{lack(account)}", hint=cure(account))
        if account.name not in self._sessions:
            self._sessions[account.name] = self._open_session(account, secret)
        return self._sessions[account.name]

    def transport(self, account: Account, secret: Secret) -> SmtpTransport:
        """The SMTP transport of `account`.

        Raises:
            SettingsError: the account has no SMTP server.
        """
        if account.smtp is None:
            raise SettingsError(f"the account {account.name} cannot send mail{lack(account)}", hint=cure(account))
        if account.name not in self._transports:
            self._transports[account.name] = self._open_transport(account, secret)
        return self._transports[account.name]

    def try_reading(self, account: Account, secret: Secret) -> None:
        """Sign in to the IMAP server once, on a connection of its own."""
        with self._open_session(account, secret) as session:
            session.check()

    def try_sending(self, account: Account, secret: Secret) -> None:
        """Sign in to the SMTP server once, on a connection of its own."""
        with self._open_transport(account, secret) as transport:
            transport.check()

    def forget(self, name: str) -> None:
        """End the connections of one account; its servers or password have changed."""
        session, transport = self._sessions.pop(name, None), self._transports.pop(name, None)
        if session is not None:
            session.close()
        if transport is not None:
            transport.close()

    def close(self) -> None:
        """End all of them."""
        for name in {*self._sessions, *self._transports}:
            self.forget(name)


def lack(account: Account) -> str:
    """What a half-set account lacks, as the end of a sentence."""
    return (
        f": {' and '.join(account.missing)} {'is' if len(account.missing) == 1 else 'are'} not set"
        if account.missing
        else ""
    )


def cure(account: Account) -> str:
    """What to do about it."""
    if account.missing:
        return f"set {', '.join(account.missing)} before the start, or use another account"
    return f'write ADD ACCOUNT "{account.email}" with both IMAP and SMTP'
