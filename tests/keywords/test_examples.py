"""The example of every verb runs, on a real server."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.domain.errors import BotmailError, NoAccount
from botmail.keywords import VERBS
from botmail.lang.definition import Verb
from tests.keywords.conftest import OpenWorkspace
from tests.servers.mailserver import MailServer, compose_mail

# Their examples name servers and accounts that are nobody's.
ELSEWHERE = {"ADD ACCOUNT"}
FAILING: dict[str, type[BotmailError]] = {"REMOVE ACCOUNT": NoAccount}


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb.phrase not in ELSEWHERE], ids=lambda verb: verb.phrase)
def test_example_runs(verb: Verb, mail_server: MailServer, open_workspace: OpenWorkspace, tmp_path: Path) -> None:
    mail_server.deliver(compose_mail("The newsletter of November"))
    (tmp_path / "subscribers.csv").write_text("email\nana@example.com\n")
    workspace = open_workspace(mail_server.settings)
    report = workspace.attempt(verb.example)
    if verb.phrase in FAILING:
        assert isinstance(report.error, FAILING[verb.phrase])
    else:
        assert report.error is None


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_account_is_added_used_and_removed_by_a_program(mail_server: MailServer, open_workspace: OpenWorkspace) -> None:
    settings = mail_server.settings
    workspace = open_workspace({"SSL_CERT_FILE": settings["SSL_CERT_FILE"]}, mail_server.password)
    imap, smtp = (f"{settings[f'EMAIL_{kind}_SERVER']}:{settings[f'EMAIL_{kind}_PORT']}" for kind in ("IMAP", "SMTP"))
    program = f"""
        ADD ACCOUNT "{mail_server.username}" IMAP "{imap}" SMTP "{smtp}"
        USE ACCOUNT "{mail_server.username}" LIVE
        status = SEND MAIL "ana@example.com", "From a stored account", "Text"
        PRINT status = "sent"
        REMOVE ACCOUNT "{mail_server.username}"
    """
    report = workspace.run(program)
    assert "true" in report.text
    (mail,) = mail_server.wait_for(1, user="ana@example.com")
    assert mail.subject == "From a stored account"
    assert len(workspace.services.accounts.list()) == 0


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
@pytest.mark.parametrize(
    "statement",
    [
        'SEND EMAIL "ana@example.com", "Text"',
        'SEND EMAIL TO "ana@example.com" SUBJECT "" BODY "Text"',
        'SEND_MAIL("ana@example.com", "", "Text")',
        'SEND MAIL ["ana@example.com"], "", "Text" CC "ben@example.org"',
        'SEND MAIL "Ana <ana@example.com>, ben@example.org", "", "Text"',
        'to = "ana@example.com"\nSUBJECT = ""\nBODY = "Text"\nSEND EMAIL TO to SUBJECT SUBJECT BODY BODY',
        'BEGIN MAIL "ana@example.com"\n\nText\nEND MAIL',
    ],
)
def test_every_form_of_send_mail_sends_the_text(
    statement: str, mail_server: MailServer, open_workspace: OpenWorkspace
) -> None:
    open_workspace(mail_server.settings).run(statement)
    (mail,) = mail_server.wait_for(1, user="ana@example.com")
    assert mail.text.strip() == "Text"
