"""The services on real servers, the sandbox's and Dovecot with Exim; looked at from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from botmail.domain.action import Action, Place
from botmail.domain.errors import FolderNotFound, MessageGone
from botmail.domain.outcome import Outcome
from botmail.services import Services
from botmail.services.assembly import open_services
from botmail.store.store import open_store
from tests.fakes.clock import FixedClock
from tests.fakes.prompt import ScriptedPrompt
from tests.servers.mailserver import MailServer, compose_mail


@contextmanager
def opened(folder: Path, server: MailServer) -> Iterator[Services]:
    environ = dict(server.settings) | {"XDG_CONFIG_HOME": str(folder / "config")}
    with open_store(folder / "store", environ=environ) as store:
        services = open_services(store, environ=environ, clock=FixedClock(), prompt=ScriptedPrompt())
        with services.automation.run("cell", "…", is_notebook=True):
            yield services
        services.close()


@pytest.fixture
def services(mail_server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    monkeypatch.setenv("SSL_CERT_FILE", mail_server.settings["SSL_CERT_FILE"])
    with opened(tmp_path, mail_server) as services:
        yield services


def perform(services: Services, action: Action | Outcome) -> Outcome:
    assert isinstance(action, Action)
    outcome = services.automation.perform(action, Place("cell", "VERB#1", 1), (), statement=True)
    assert isinstance(outcome, Outcome)
    return outcome


def test_reading_bodies_marks_nothing_as_read(services: Services, mail_server: MailServer) -> None:
    for number in range(5):
        mail_server.deliver(compose_mail(f"Mail {number}", f"Text {number}\n"))
    mails = services.inbox.get_emails("inbox", "UNSEEN")
    assert [mail.text.strip() for mail in mails] == [f"Text {number}" for number in range(5)]
    assert [mail.flags for mail in mail_server.folder()] == [frozenset()] * 5


def test_mails_are_marked_moved_and_followed(services: Services, mail_server: MailServer) -> None:
    mail_server.create_folder("Done")
    for number in range(3):
        mail_server.deliver(compose_mail(f"Mail {number}"))
    mails = list(services.inbox.get_emails())
    assert perform(services, services.changes.move(mails[:2], folder="done")) == "moved"
    assert perform(services, services.changes.mark(mails, flag="\\Seen", is_set=True)) == "marked"
    assert [(mail.subject, mail.flags) for mail in mail_server.folder("Done")] == [
        ("Mail 0", {"\\Seen"}),
        ("Mail 1", {"\\Seen"}),
    ]
    assert [(mail.subject, mail.flags) for mail in mail_server.folder()] == [("Mail 2", {"\\Seen"})]
    assert [mail.folder for mail in mails] == ["Done", "Done", "INBOX"]
    assert services.inbox.get(mails[0].id).subject == "Mail 0"


def test_folder_is_suggested_for_a_name_that_is_nearly_one(services: Services, mail_server: MailServer) -> None:
    mail_server.create_folder("Projects/Lamps")
    with pytest.raises(FolderNotFound) as caught:
        services.inbox.get_emails("Projects/Lamp")
    assert "Projects/Lamps" in caught.value.hint


def test_folders_have_hierarchy_and_counts(services: Services, mail_server: MailServer) -> None:
    mail_server.create_folder("Projects")
    mail_server.create_folder("Projects/Lamps")
    mail_server.deliver(compose_mail("One"), folder="Projects/Lamps")
    mail_server.deliver(compose_mail("Two"), folder="Projects/Lamps", flags=["\\Seen"])
    row = next(row for row in services.inbox.folder_table() if row["path"] == "Projects/Lamps")
    assert (row["name"], row["parent"], row["depth"], row["total"], row["unread"]) == ("Lamps", "Projects", 1, 2, 1)


def test_mail_deleted_elsewhere_is_gone_for_an_effect(services: Services, mail_server: MailServer) -> None:
    mail_server.deliver(compose_mail("One"))
    (mail,) = services.inbox.get_emails()
    mark = services.changes.mark([mail], flag="\\Seen", is_set=True)
    mail.uid += 100
    with pytest.raises(MessageGone):
        _ = mail.whole
    lost = services.changes.mark([mail], flag="\\Seen", is_set=True)
    assert perform(services, lost) == "failed"
    assert perform(services, mark) == "marked"


def test_health_of_a_real_account(services: Services) -> None:
    assert [row["state"] for row in services.health.table()] == ["ok"] * 4


def test_store_knows_what_another_workspace_sent(
    mail_server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", mail_server.settings["SSL_CERT_FILE"])
    states = []
    for _ in range(2):
        with opened(tmp_path, mail_server) as services:
            action = services.delivery.send(("ana@example.com",), "Hello", "Text")
            states.append(perform(services, action).state)
    assert states == ["sent", "suppressed"]
    assert len(mail_server.wait_for(1, user="ana@example.com")) == 1
