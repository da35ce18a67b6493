"""Bad servers and bad arguments: one clear message each, in time, without a secret."""

from __future__ import annotations

import pytest

from botmail.domain.errors import (
    BotmailError,
    CertificateRefused,
    ConnectionFailed,
    CriteriaRefused,
    FileProblem,
    FolderNotFound,
    LoginRefused,
    NoAccount,
    ProgramError,
)
from botmail.services.automation.run import Run
from tests.keywords.conftest import OpenWorkspace
from tests.servers.bad import BadServer
from tests.servers.fixtures import ScriptedServers
from tests.servers.listener import CUT, Script
from tests.servers.mailserver import PASSWORD, MailServer

SEND = 'status = SEND MAIL "ana@example.com", "Hello", "Text"\nPRINT status'


def failure_of(open_workspace: OpenWorkspace, settings: dict[str, str], program: str) -> BotmailError:
    report = open_workspace(settings).attempt(program)
    assert isinstance(report.error, BotmailError), report
    assert report.error.message
    assert PASSWORD not in report.error.message + report.error.hint + report.text
    return report.error


def test_no_account_is_explained(open_workspace: OpenWorkspace) -> None:
    error = failure_of(open_workspace, {}, "GET_EMAILS")
    assert isinstance(error, NoAccount)
    assert "ADD ACCOUNT" in error.hint


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
@pytest.mark.parametrize(
    ("program", "kind", "words"),
    [
        ('GET_EMAILS("Suport")', FolderNotFound, "Suport"),
        ('GET_EMAILS("INBOX", "UNSEENN")', CriteriaRefused, "UNSEENN"),
        ('COUNT_EMAILS("INBOX", "FROM")', CriteriaRefused, "FROM"),
        ('GET "missing.csv"', FileProblem, "missing.csv"),
        ('MOVE GET_EMAILS("INBOX") TO "Nowhere"', FolderNotFound, "Nowhere"),
        ('SEND MAIL "ana@example.com", "a" + CHR(10) + "Bcc: x@example.com", "Text"', ProgramError, "line break"),
        ('SEND MAIL "ana@example.com" + CHR(13) + "x", "Hello", "Text"', ProgramError, "line break"),
        ('SEND MAIL "nobody", "Hello", "Text"', ProgramError, '"nobody" is not an e-mail address'),
        ('SEND MAIL "ana@example.com"', ProgramError, "neither subject nor text"),
        ("MARK_AS_READ 5", ProgramError, "a mail or a list of mails"),
        ('USE ACCOUNT "other"', NoAccount, 'no account "other"'),
        ('USE ACCOUNT "env" LIVE ASK', ProgramError, "one mode"),
        ("WAIT -1", ProgramError, "WAIT -1"),
        ('GET_EMAILS("INBOX") DESC', ProgramError, "ORDER BY"),
        ('GET_EMAILS("INBOX") LIMIT -1', ProgramError, "LIMIT -1"),
        ('GET_EMAILS("INBOX") ORDER BY colour', ProgramError, "colour"),
    ],
)
def test_bad_argument_is_named(
    mail_server: MailServer, open_workspace: OpenWorkspace, program: str, kind: type[BotmailError], words: str
) -> None:
    error = failure_of(open_workspace, mail_server.settings, program)
    assert isinstance(error, kind)
    assert words in error.message
    assert error.hint


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
@pytest.mark.parametrize(
    ("setting", "value", "kind"),
    [
        ("EMAIL_PASSWORD", "wrong", LoginRefused),
        ("EMAIL_IMAP_SERVER", "no-such-host.invalid", ConnectionFailed),
        ("EMAIL_IMAP_PORT", "1", ConnectionFailed),
    ],
)
def test_wrong_setting_fails_to_read_with_a_message(
    mail_server: MailServer, open_workspace: OpenWorkspace, setting: str, value: str, kind: type[BotmailError]
) -> None:
    error = failure_of(open_workspace, mail_server.settings | {setting: value}, "GET_EMAILS")
    assert isinstance(error, kind)


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
@pytest.mark.parametrize(
    ("setting", "value", "reason"),
    [
        ("EMAIL_PASSWORD", "wrong", "auth"),
        ("EMAIL_SMTP_SERVER", "no-such-host.invalid", "server"),
        ("EMAIL_SMTP_PORT", "1", "server"),
    ],
)
def test_wrong_setting_fails_to_send_with_a_status(
    mail_server: MailServer, open_workspace: OpenWorkspace, setting: str, value: str, reason: str
) -> None:
    report = open_workspace(mail_server.settings | {setting: value}).run(SEND + "\nstatus")
    assert (report.value.state, report.value.reason) == ("failed", reason)  # type: ignore[attr-defined]


def test_certificate_that_proves_nothing_ends_it(badly_certified: BadServer, open_workspace: OpenWorkspace) -> None:
    assert isinstance(failure_of(open_workspace, badly_certified.settings, "GET_EMAILS"), CertificateRefused)
    outcome = open_workspace(badly_certified.settings).run(SEND + "\nstatus").value
    assert (outcome.state, outcome.retryable) == ("failed", False)  # type: ignore[attr-defined]
    assert badly_certified.smtp.received == []


@pytest.mark.parametrize(
    ("script", "state", "reason", "retryable"),
    [
        ({"CONNECT": "421 4.3.2 too busy"}, "failed", "server", True),
        ({"MAIL": "451 4.3.0 later"}, "failed", "server", True),
        ({"RCPT": "550 5.1.1 unknown"}, "failed", "address", False),
        ({"RCPT": "450 4.2.0 greylisted"}, "failed", "server", True),
        ({"MESSAGE": "552 5.2.2 mailbox full"}, "failed", "quota", False),
        ({"MESSAGE": CUT}, "uncertain", "server", False),
    ],
    ids=["421", "451", "550", "450", "552", "cut"],
)
def test_refusal_of_the_server_is_told_as_it_is(
    scripted: ScriptedServers,
    open_workspace: OpenWorkspace,
    script: Script,
    state: str,
    reason: str,
    *,
    retryable: bool,
) -> None:
    server = scripted(smtp=script)
    report = open_workspace(server.settings).run(SEND + "\nstatus")
    outcome = report.value
    assert (outcome.state, outcome.reason, outcome.retryable) == (state, reason, retryable)  # type: ignore[attr-defined]
    assert isinstance(report.run, Run)
    assert report.run.has_failures


def test_refused_send_as_a_statement_alone_is_an_error_on_its_line(
    scripted: ScriptedServers, open_workspace: OpenWorkspace
) -> None:
    server = scripted(smtp={"RCPT": "550 5.1.1 unknown"})
    error = failure_of(open_workspace, server.settings, 'x = 1\nSEND MAIL "ana@example.com", "Hello", "Text"')
    assert "ana@example.com" in error.message


def test_line_cut_in_the_middle_of_a_fetch_is_an_error_and_nothing_is_lost(
    scripted: ScriptedServers, open_workspace: OpenWorkspace
) -> None:
    server = scripted(imap={"FETCH": (b"* 1 FETCH (UID 1 BODY[] {2000}\r\nSubject: ha", CUT)})
    error = failure_of(open_workspace, server.settings, 'FOR EACH e IN GET_EMAILS("INBOX")\nPRINT e.body\nNEXT')
    assert isinstance(error, ConnectionFailed)
