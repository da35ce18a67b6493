"""Files that go out with mail, and attachments that become files: on real servers, inside one folder, over nothing."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from botmail.app import Workspace
from botmail.domain.errors import FileProblem
from tests.keywords.conftest import OpenWorkspace, display, open_workspace
from tests.servers.mailserver import MailServer
from tests.services.bench import Bench

__all__ = ["display", "open_workspace"]

SAVE = 'SAVE ATTACHMENTS GET_EMAILS("INBOX") TO "invoices"'


@pytest.fixture
def workspace(mail_server: MailServer, open_workspace: OpenWorkspace) -> Workspace:
    return open_workspace(mail_server.settings)


def mail_with(*files: tuple[str, bytes], picture: bytes = b"") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@example.com", "me@example.com", "Invoices"
    mail["Message-ID"] = f"<{abs(hash(files))}@example.com>"
    mail.set_content("Here they are.\n")
    mail.add_alternative('<p>Here</p><img src="cid:logo">', subtype="html")
    if picture:
        mail.get_payload()[1].add_related(picture, "image", "png", cid="<logo>")  # type: ignore[union-attr, index]  # two parts
    for name, content in files:
        mail.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def saved(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.pdf"))}


def test_file_is_attached_and_arrives(mail_server: MailServer, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "Größen.csv").write_text("size\n1\n", encoding="utf-8")
    (tmp_path / "b.bin").write_bytes(bytes(range(256)))
    workspace.run('SEND MAIL "ana@example.com", "Files", "Text" ATTACHMENT "Größen.csv", "b.bin"')
    workspace.run('SEND MAIL "ana@example.com", "Again", "Text", ["b.bin"]')
    workspace.run('BEGIN MAIL "ana@example.com"\nSubject: Third\nAttachment: b.bin\n\nText\nEND MAIL')
    first, *others = mail_server.wait_for(3, user="ana@example.com")
    parts = [(part.get_filename(), part.get_content_type()) for part in first.mail.iter_attachments()]
    assert parts == [("Größen.csv", "text/csv"), ("b.bin", "application/octet-stream")]
    for mail in others:
        assert [part.get_content() for part in mail.mail.iter_attachments()] == [bytes(range(256))]


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("~/.ssh/id_rsa", "outside the folder"),
        ("../secret.txt", "outside the folder"),
        ("/etc/hosts", "outside the folder"),
        (".env", "begins with a dot"),
        ("link.txt", "outside the folder"),
        ("nothing.txt", 'there is no file "nothing.txt"'),
        ("sub", "is a folder, not a file"),
        ("large.bin", "larger than 25 MiB together"),
    ],
)
def test_file_that_may_not_be_attached_stays_here(
    mail_server: MailServer, workspace: Workspace, tmp_path: Path, name: str, message: str
) -> None:
    (tmp_path.parent / "secret.txt").write_text("secret")
    (tmp_path / "link.txt").symlink_to(tmp_path.parent / "secret.txt")
    (tmp_path / ".env").write_text("secret")
    (tmp_path / "sub").mkdir()
    with (tmp_path / "large.bin").open("wb") as file:
        file.truncate(26 * 1024 * 1024)
    report = workspace.attempt(f'SEND MAIL "ana@example.com", "s", "b", "{name}"')
    assert isinstance(report.error, FileProblem)
    assert message in report.error.message
    assert mail_server.folder(user="ana@example.com") == []


def test_mail_with_another_file_is_another_mail(bench: Bench, tmp_path: Path) -> None:
    states = []
    for content in ("one", "one", "two"):
        (tmp_path / "a.txt").write_text(content)
        with bench.run():
            action = bench.services.delivery.send(("ana@example.com",), "s", "b", attachments=["a.txt"])
            states.append(bench.perform(action).state)
    assert states == ["sent", "suppressed", "sent"]


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_draft_keeps_its_files(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    workspace.run('CREATE DRAFT "ana@example.com", "Offer", "Text" ATTACHMENT "a.txt"')
    (tmp_path / "a.txt").unlink()
    assert workspace.run("PRINT FIRST(LIST DRAFTS).attachments").text.strip() == "a.txt (3 bytes)"
    (record,) = workspace.services.drafts.records()
    assert [file.content for file in record.draft.attachments] == [b"one"]


def test_attachments_are_saved_once_and_over_nothing(
    mail_server: MailServer, workspace: Workspace, tmp_path: Path
) -> None:
    mail_server.deliver(mail_with(("a.pdf", b"one"), ("../../b.pdf", b"two"), picture=b"png"))
    mail_server.deliver(mail_with(("a.pdf", b"three"), (".hidden.pdf", b"four")))
    (tmp_path / "invoices").mkdir()
    (tmp_path / "invoices" / "b.pdf").write_bytes(b"mine")
    expected = {
        "a (2).pdf": b"three",
        "a.pdf": b"one",
        "b (2).pdf": b"two",
        "b.pdf": b"mine",
        "hidden.pdf": b"four",
    }
    preview = workspace.run(f"PREVIEW ON\nPRINT {SAVE}\nPREVIEW OFF")
    assert saved(tmp_path / "invoices") == {"b.pdf": b"mine"}
    report = workspace.run(f"PRINT {SAVE}")
    assert saved(tmp_path / "invoices") == expected
    names = ["invoices/a.pdf", "invoices/b (2).pdf", "invoices/a (2).pdf", "invoices/hidden.pdf"]
    assert all(name in report.text and name in preview.text for name in names)
    workspace.run(SAVE)
    assert saved(tmp_path / "invoices") == expected
    assert [mail.flags for mail in mail_server.folder()] == [frozenset()] * 2


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_saving_follows_no_link(mail_server: MailServer, workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (tmp_path / "linked").symlink_to(outside)
    (tmp_path / "invoices").mkdir()
    (tmp_path / "invoices" / "a.pdf").symlink_to(outside / "a.pdf")
    mail_server.deliver(mail_with(("a.pdf", b"one")))
    for folder in ("linked", "../elsewhere", "~/x", ".git"):
        report = workspace.attempt(f'SAVE ATTACHMENTS GET_EMAILS("INBOX") TO "{folder}"')
        assert isinstance(report.error, FileProblem)
    workspace.run(SAVE)
    assert list(outside.iterdir()) == []
    assert (tmp_path / "invoices" / "a (2).pdf").read_bytes() == b"one"


@pytest.mark.parametrize("mail_server", ["sandbox"], indirect=True)
def test_what_cannot_be_written_is_said_and_recorded(
    mail_server: MailServer, workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "invoices").write_text("a file")
    mail_server.deliver(mail_with(("a.pdf", b"one")))
    report = workspace.attempt(SAVE)
    assert isinstance(report.error, FileProblem)
    assert report.error.message == '"invoices" is a file, not a folder'
