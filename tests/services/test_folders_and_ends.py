"""Copies, archive, trash, labels, removal for good, and folders: on real servers, looked at from outside."""

from __future__ import annotations

import pytest

from botmail.domain.account import Mode
from botmail.domain.errors import FolderNameRefused, FolderNotEmpty, FolderNotFound, MessageGone, ProgramError
from botmail.services import Services
from tests.servers.mailserver import MailServer, compose_mail
from tests.services.test_real_servers import perform, services

__all__ = ["services"]


def deliver(server: MailServer, count: int, folder: str = "INBOX", flags: tuple[str, ...] = ()) -> None:
    for number in range(count):
        server.deliver(compose_mail(f"Mail {number}"), folder=folder, flags=flags)


def subjects(server: MailServer, folder: str) -> list[str]:
    return [mail.subject for mail in server.folder(folder)]


def test_copies_leave_the_originals(services: Services, mail_server: MailServer) -> None:
    deliver(mail_server, 2)
    mails = list(services.inbox.get_emails())
    outcome = perform(services, services.changes.copy(mails, folder="archive"))
    assert (outcome.state, str(outcome)) == ("copied", "2 mails copied to Archive")
    assert subjects(mail_server, "Archive") == subjects(mail_server, "INBOX") == ["Mail 0", "Mail 1"]
    assert [mail.folder for mail in mails] == ["INBOX", "INBOX"]


def test_archive_and_trash_are_found_by_their_use(services: Services, mail_server: MailServer) -> None:
    deliver(mail_server, 2)
    first, second = services.inbox.get_emails()
    assert perform(services, services.changes.archive([first])) == "moved"
    assert perform(services, services.changes.delete([second])) == "deleted"
    assert (subjects(mail_server, "Archive"), subjects(mail_server, "Trash")) == (["Mail 0"], ["Mail 1"])
    assert subjects(mail_server, "INBOX") == []
    assert str(perform(services, services.changes.delete([second]))) == '"Mail 1" from ana@example.com moved to Trash'


def test_purge_takes_nobody_elses_deleted_mail_along(services: Services, mail_server: MailServer) -> None:
    deliver(mail_server, 1, flags=("\\Deleted",))
    deliver(mail_server, 3)
    _, first, second, _ = services.inbox.get_emails()
    outcome = perform(services, services.changes.purge([first, second]))
    assert (outcome.state, str(outcome)) == ("purged", "2 mails removed for good")
    assert subjects(mail_server, "INBOX") == ["Mail 0", "Mail 2"]
    assert subjects(mail_server, "Trash") == []
    with pytest.raises(MessageGone, match="removed for good"):
        services.changes.mark([first], flag="\\Seen", is_set=True)


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_purge_delete_and_the_end_of_a_folder_need_a_yes_in_mode_ask(
    services: Services, mail_server: MailServer
) -> None:
    deliver(mail_server, 1)
    (mail,) = services.inbox.get_emails()
    services.accounts.use("env", Mode.ASK)
    for action in (
        services.changes.purge([mail]),
        services.changes.delete([mail]),
        services.folders.delete("support"),
    ):
        outcome = perform(services, action)
        assert (outcome.state, outcome.code) == ("refused", "BM701")
    assert perform(services, services.changes.archive([mail])) == "moved"
    assert subjects(mail_server, "Archive") == ["Mail 0"]


def test_labels_are_keywords(services: Services, mail_server: MailServer) -> None:
    deliver(mail_server, 2)
    mails = list(services.inbox.get_emails())
    outcome = perform(services, services.changes.label(mails, label="customer", is_set=True))
    assert (outcome.state, str(outcome)) == ("marked", "2 mails labelled customer")
    assert [mail.labels for mail in services.inbox.get_emails("INBOX", "KEYWORD customer")] == [("customer",)] * 2
    perform(services, services.changes.label(mails[:1], label="customer", is_set=False))
    assert [mail.flags for mail in mail_server.folder()] == [frozenset(), {"customer"}]
    assert mails[0].labels == ()


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
@pytest.mark.parametrize(
    ("label", "hint"),
    [("to do", '"to_do"'), ("", '"work"'), ("\\Seen", '"Seen"'), ("a\r\nb", '"a_b"'), ("größe", '"gr_e"')],
)
def test_label_that_no_keyword_can_be_is_refused(services: Services, label: str, hint: str) -> None:
    with pytest.raises(ProgramError, match="a label cannot be called") as caught:
        services.changes.label([], label=label, is_set=True)
    assert hint in caught.value.hint


def test_folders_are_made_renamed_and_deleted(services: Services, mail_server: MailServer) -> None:
    assert str(perform(services, services.folders.create("Müller & Co"))) == 'folder "Müller & Co" created'
    deliver(mail_server, 2)
    mails = list(services.inbox.get_emails())
    perform(services, services.changes.move(mails, folder="müller & co"))
    outcome = perform(services, services.folders.rename("müller & co", to="Lamps"))
    assert (outcome.state, str(outcome)) == ("renamed", 'folder "Müller & Co" renamed to "Lamps"')
    assert subjects(mail_server, "Lamps") == ["Mail 0", "Mail 1"]
    with pytest.raises(FolderNotEmpty, match='"Lamps" holds 2 mails, which would go with it') as caught:
        services.folders.delete("Lamps")
    assert 'DELETE FOLDER "Lamps" ALL' in caught.value.hint
    action = services.folders.delete("lamps", with_mails=True)
    assert (action.before, action.repeat.value, action.inverse) == ("2 mails", "C", "")
    assert str(perform(services, action)) == 'folder "Lamps" with 2 mails deleted'
    assert "Lamps" not in [folder.path for folder in services.inbox.folders()]


def test_folder_that_got_mail_meanwhile_is_not_deleted(services: Services, mail_server: MailServer) -> None:
    action = services.folders.delete("support")
    mail_server.deliver(compose_mail("Just arrived"), folder="support")
    outcome = perform(services, action)
    assert (outcome.state, outcome.code) == ("failed", "BM515")
    assert subjects(mail_server, "support") == ["Just arrived"]


def test_folders_in_folders(services: Services) -> None:
    perform(services, services.folders.create("Projects"))
    perform(services, services.folders.create("Projects/Lamps"))
    with pytest.raises(FolderNotEmpty, match='there are folders in "Projects": Projects/Lamps'):
        services.folders.delete("Projects", with_mails=True)
    perform(services, services.folders.rename("Projects", to="Old projects"))
    paths = [folder.path for folder in services.inbox.folders()]
    assert "Old projects/Lamps" in paths
    assert "Projects/Lamps" not in paths
    perform(services, services.folders.delete("Old projects/Lamps"))
    assert "Old projects/Lamps" not in [folder.path for folder in services.inbox.folders()]


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_folder_names_that_cannot_be(services: Services) -> None:
    for name in ("", " ", "a\r\nA1 DELETE INBOX", "..", "a/../b", "a//b", "a\x00b", "\u202eabc", "x" * 300):
        with pytest.raises(FolderNameRefused, match="a folder cannot be called"):
            services.folders.create(name)
    with pytest.raises(FolderNameRefused, match='there is a folder "Archive" already'):
        services.folders.create("archive")
    with pytest.raises(FolderNameRefused, match="the INBOX cannot be deleted"):
        services.folders.delete("inbox", with_mails=True)
    with pytest.raises(FolderNameRefused, match="the INBOX cannot be renamed"):
        services.folders.rename("INBOX", to="Other")
    with pytest.raises(FolderNotFound):
        services.folders.rename("Nowhere", to="Other")


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_missing_trash_is_an_error_and_nothing_is_deleted(services: Services, mail_server: MailServer) -> None:
    deliver(mail_server, 1)
    perform(services, services.folders.rename("Trash", to="Rubbish heap"))
    perform(services, services.folders.rename("Archive", to="Old things"))
    mails = list(services.inbox.get_emails())
    with pytest.raises(FolderNotFound, match="has no Trash folder"):
        services.changes.delete(mails)
    with pytest.raises(FolderNotFound, match="has no Archive folder"):
        services.changes.archive(mails)
    assert subjects(mail_server, "INBOX") == ["Mail 0"]


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_what_was_done_is_on_record_and_counted(services: Services, mail_server: MailServer) -> None:
    deliver(mail_server, 2)
    perform(services, services.changes.purge(list(services.inbox.get_emails())))
    perform(services, services.folders.create("New"))
    rows = [(row["action"], row["outcome"]) for row in services.audit.table()]
    assert ("purge", "purged") in rows
    assert ("create folder", "created") in rows
    assert services.automation.current.effects == 3
    assert len(services.queries.select("SELECT 1 FROM mail")) == 0
