"""A copy of what was sent goes into Sent, and when it cannot, the mail is sent all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from botmail.domain.errors import ConnectionFailed, MailboxFull
from botmail.mail.delivery import Delivery
from tests.keywords.conftest import OpenWorkspace, display, open_workspace
from tests.servers.mailserver import MailServer
from tests.services.bench import SETTINGS, Bench, open_bench

__all__ = ["display", "open_workspace"]


def test_copy_is_what_went_out_and_counts_as_read(mail_server: MailServer, open_workspace: OpenWorkspace) -> None:
    program = 'SEND MAIL "ana@example.com", "Hello", "Text" BCC "ben@example.org"'
    open_workspace(mail_server.settings).run(program)
    (copy,) = mail_server.folder("Sent")
    (arrived,) = mail_server.wait_for(1, user="ana@example.com")
    assert (copy.subject, copy.text.strip(), copy.flags) == ("Hello", "Text", {"\\Seen"})
    assert copy.mail["Message-ID"] == arrived.mail["Message-ID"]
    assert "ben@example.org" not in str(copy.mail)


@pytest.mark.parametrize(
    ("error", "reason"),
    [(MailboxFull("the mailbox is full"), "the mailbox is full"), (ConnectionFailed("no answer"), "no answer")],
)
def test_failing_to_keep_a_copy_changes_nothing_and_is_said_once(
    bench: Bench, error: MailboxFull | ConnectionFailed, reason: str
) -> None:
    with bench.run() as run:
        bench.session.error = error
        assert bench.send() == "sent"
        assert bench.send("ben@example.org") == "sent"
    assert not run.has_failures
    assert run.summary() == (f"no copy of what was sent is kept in env: {reason}",)
    assert [call[0] for call in bench.session.calls] == ["role"]


def test_missing_folder_is_said(bench: Bench) -> None:
    bench.session.roles.clear()
    with bench.run() as run:
        assert bench.send() == "sent"
    assert run.summary() == (
        'no copy of what was sent is kept in env: there is no Sent folder, and CREATE FOLDER "Sent" makes one',
    )


@pytest.mark.parametrize("state", ["failed", "uncertain"])
def test_what_was_not_surely_sent_leaves_no_copy(bench: Bench, state: str) -> None:
    bench.transport.answers = [Delivery(state=state, sentence="no", phases=())]  # type: ignore[arg-type]  # one of its words
    with bench.run():
        assert bench.send() == state
    assert bench.session.appended == []


def test_preview_keeps_no_copy(bench: Bench) -> None:
    with bench.run(is_preview=True):
        bench.send()
    assert bench.session.calls == []


@pytest.mark.parametrize(
    ("host", "copies"), [("smtp.example.com", 1), ("smtp.gmail.com", 0), ("SMTP.office365.com", 0)]
)
def test_provider_that_keeps_its_own_copy_gets_no_second(tmp_path: Path, host: str, copies: int) -> None:
    with open_bench(tmp_path, settings=SETTINGS | {"EMAIL_SMTP_SERVER": host}) as bench:
        with bench.run():
            bench.send()
        assert len(bench.session.appended) == copies


def test_account_that_only_sends_keeps_none(tmp_path: Path) -> None:
    settings = {name: value for name, value in SETTINGS.items() if name != "EMAIL_IMAP_SERVER"}
    with open_bench(tmp_path, settings=settings) as bench:
        with bench.run() as run:
            assert bench.send() == "sent"
        assert (bench.session.calls, run.summary()) == ([], ())
