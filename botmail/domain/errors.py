"""The one error tree: catch-able families, then leaves named after what went wrong.

    BotmailError
    ├── LanguageError        SyntaxProblem · NameProblem · ArgumentProblem · ProgramError (while it runs)
    ├── MailError            ConnectionFailed ─ CertificateRefused, ServerTimeout, ConnectionLost
    │                        LoginRefused · FolderNotFound · CriteriaRefused · MessageGone · MailboxFull
    │                        SendRejected · SendUncertain · ServerRefused · FolderNotEmpty · FolderNameRefused
    ├── StoreError           StoreBusy · StoreTooNew · StoreDamaged · StoreReadOnly · QueryRefused
    ├── PolicyError          SendNotAllowed · LimitReached
    ├── SettingsError        NoAccount · SettingMissing
    ├── FileProblem          a file that a program named: missing, outside, not what it says
    ├── InputProblem         HEAR without a keyboard, three wrong answers
    ├── ExtraMissing         a verb whose optional part is not installed
    └── VaultError           a secret cannot be read or written

`message` says what happened and where, `hint` what to do instead, `code` is stable (`BM…`): 1xx syntax, 2xx names,
3xx arguments, 4xx while running, 5xx mail, 6xx store, 7xx policy, 8xx files and settings, 9xx set-up.
"""

from __future__ import annotations

from typing import ClassVar


class BotmailError(Exception):
    """Anything botmail tells its user about; never a secret, never a mail's body in it."""

    code: ClassVar[str] = "BM000"
    retryable: bool = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class LanguageError(BotmailError):
    """A program is wrong; `lang.diagnostics` carries the position."""

    code = "BM100"


class ProgramError(LanguageError):
    """A program went wrong while it ran: wrong type, missing member, THROW."""

    code = "BM400"


class MailError(BotmailError):
    """A mail server, or the way to it, said no."""

    code = "BM500"
    reason: str = "server"
    """Class of the reason: auth, timeout, server, quota, address or policy."""

    def __init__(self, message: str, *, hint: str = "", reason: str = "", retryable: bool | None = None) -> None:
        super().__init__(message, hint=hint)
        self.reason = reason or type(self).reason
        self.retryable = type(self).retryable if retryable is None else retryable


class ConnectionFailed(MailError):
    """The server cannot be reached: unknown host, closed port, no route."""

    code = "BM501"
    retryable = True


class CertificateRefused(ConnectionFailed):
    """The server's certificate does not prove that it is the server that was asked for."""

    code = "BM502"
    retryable = False


class ServerTimeout(ConnectionFailed):
    """The server did not answer in time."""

    code = "BM503"
    reason = "timeout"


class ConnectionLost(ConnectionFailed):
    """The connection broke in the middle of a conversation."""

    code = "BM504"


class LoginRefused(MailError):
    """The server refused the user name, the password or the way of signing in."""

    code = "BM505"
    reason = "auth"


class FolderNotFound(MailError):
    """No folder of that name; the hint holds the nearest ones."""

    code = "BM506"


class CriteriaRefused(MailError):
    """Search criteria that are wrong, or that the server refuses."""

    code = "BM507"


class MessageGone(MailError):
    """The message is no longer where it was seen."""

    code = "BM508"


class MailboxFull(MailError):
    """The mailbox, ours or a recipient's, is over its quota."""

    code = "BM509"
    reason = "quota"


class SendRejected(MailError):
    """The mail was refused before it was taken; nothing was sent."""

    code = "BM510"


class SendUncertain(MailError):
    """The whole mail went out and no answer came: it may have been sent."""

    code = "BM511"


class ServerRefused(MailError):
    """The server understood and refused, for a reason of its own."""

    code = "BM512"


class AddressInvalid(MailError):
    """Not an e-mail address, or one with characters that a header must not hold."""

    code = "BM513"
    reason = "address"


class HeaderInvalid(MailError):
    """A subject or other header with a line break or NUL in it."""

    code = "BM514"
    reason = "address"


class FolderNotEmpty(MailError):
    """A folder that holds mail, or other folders, was to be deleted."""

    code = "BM515"
    reason = "policy"


class FolderNameRefused(MailError):
    """A name that a folder cannot have, or that another folder has."""

    code = "BM516"
    reason = "policy"


class StoreError(BotmailError):
    """The store on this machine, a DuckDB file, cannot do what was asked."""

    code = "BM600"


class StoreBusy(StoreError):
    """Another process holds the store; the message names it."""

    code = "BM601"
    retryable = True


class StoreTooNew(StoreError):
    """The store was written by a newer botmail; it was left untouched."""

    code = "BM602"


class StoreDamaged(StoreError):
    """The file is no store, or a damaged one; it was left untouched."""

    code = "BM603"


class StoreReadOnly(StoreError):
    """The store's folder cannot be written, or the disk is full."""

    code = "BM604"


class QueryRefused(StoreError):
    """A user's SQL that is wrong, or does more than read the views it may read."""

    code = "BM605"


class PolicyError(BotmailError):
    """A rule of ours, not a server's, stopped an effect."""

    code = "BM700"
    reason: ClassVar[str] = "policy"


class SendNotAllowed(PolicyError):
    """The account's mode does not let this program send, delete or purge."""

    code = "BM701"


class LimitReached(PolicyError):
    """A run has used up its number of sends or effects."""

    code = "BM702"


class SettingsError(BotmailError):
    """A setting is missing or wrong."""

    code = "BM800"


class NoAccount(SettingsError):
    """No mail account is set up, or none of that name."""

    code = "BM801"


class FileProblem(BotmailError):
    """A file that a program named is missing, out of bounds, or not what its name says."""

    code = "BM810"


class InputProblem(BotmailError):
    """HEAR got no usable answer."""

    code = "BM820"


class ExtraMissing(BotmailError):
    """A verb needs an optional part that is not installed."""

    code = "BM900"


class VaultError(BotmailError):
    """A secret cannot be read or written; fails closed."""

    code = "BM910"
