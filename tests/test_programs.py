"""The programs that must run as they are written, against a real server each, run twice, counted on the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from botmail.app import Workspace
from tests.servers.mailserver import MailServer, compose_mail

PROGRAMS = Path(__file__).parent / "programs"
SUBSCRIBERS = "email,name\nana@example.com,Ana\nben@example.org,Ben\n"
NEWSLETTER = "<h1>News</h1><p>All lamps are <b>half price</b>.</p>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder a program runs in."""
    working = tmp_path / "working"
    working.mkdir()
    monkeypatch.chdir(working)
    return working


@pytest.fixture
def workspace(mail_server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """A workspace whose only account is the server's, for programs in files."""
    monkeypatch.setenv("SSL_CERT_FILE", mail_server.settings["SSL_CERT_FILE"])
    with Workspace(tmp_path / "store", environ=dict(mail_server.settings)) as opened:
        yield opened


@pytest.fixture
def notebook(workspace: Workspace, mail_server: MailServer, tmp_path: Path) -> Iterator[Workspace]:
    """The same as a notebook: what a cell has sent, it does not send again."""
    workspace.close()
    with Workspace(tmp_path / "store", environ=dict(mail_server.settings), is_notebook=True) as opened:
        yield opened


def run(workspace: Workspace, name: str, **parameters: object) -> str:
    """Run a program; what it printed, and what was said at its end."""
    report = workspace.run((PROGRAMS / name).read_text(encoding="utf-8"), name=name, parameters=parameters)
    assert report.run is not None
    return "\n".join([report.text, *report.run.summary()])


def test_send_mail_delivers_subject_and_body(workspace: Workspace, mail_server: MailServer) -> None:
    run(workspace, "send_literal.bas")
    (mail,) = mail_server.wait_for(1, user="recipient@example.com")
    assert (mail.subject, mail.text.strip()) == ("Subject", "Email body content")


def test_send_mail_takes_variables(workspace: Workspace, mail_server: MailServer) -> None:
    run(workspace, "send_variables.bas")
    (mail,) = mail_server.wait_for(1, user="user@example.com")
    assert (mail.subject, mail.text.strip()) == ("Meeting Reminder", "Don't forget our meeting at 2 PM")


def test_auto_reply_answers_people_once_and_robots_never(workspace: Workspace, mail_server: MailServer) -> None:
    mail_server.deliver(compose_mail("URGENT: the printer burns"))
    mail_server.deliver(compose_mail("A quiet question", sender="ben@example.org"))
    mail_server.deliver(compose_mail("urgent sale", sender="chloe@example.net", List_Id="<sale.example.net>"))
    mail_server.deliver(compose_mail("urgent, but read", sender="ben@example.org"), flags=["\\Seen"])
    for _ in range(2):
        run(workspace, "auto_reply.bas")
    (answer,) = mail_server.wait_for(1, user="ana@example.com")
    assert answer.subject == "Re: URGENT: the printer burns"
    assert answer.mail["Auto-Submitted"] == "auto-replied"
    assert answer.mail["In-Reply-To"] == mail_server.folder()[0].mail["Message-ID"]
    assert mail_server.folder(user="ben@example.org") == mail_server.folder(user="chloe@example.net") == []
    assert [mail.flags for mail in mail_server.folder()][:3] == [frozenset()] * 3


def test_support_mails_become_tickets_once(workspace: Workspace, mail_server: MailServer) -> None:
    mail_server.create_folder("support")
    for sender in ("ana@example.com", "ben@example.org"):
        mail_server.deliver(compose_mail(f"Help for {sender}", sender=sender), folder="support")
    for _ in range(2):
        run(workspace, "support_tickets.bas")
    for number, sender in enumerate(("ana@example.com", "ben@example.org"), 1):
        (answer,) = mail_server.wait_for(1, user=sender)
        assert answer.subject == f"Ticket Created: Help for {sender}"
        assert answer.text.strip() == f"Ticket #{number} created. We'll respond within 24 hours."


def test_newsletter_goes_to_every_subscriber_as_html(
    workspace: Workspace, mail_server: MailServer, folder: Path
) -> None:
    (folder / "subscribers.csv").write_text(SUBSCRIBERS, encoding="utf-8")
    (folder / "newsletter.html").write_text(NEWSLETTER, encoding="utf-8")
    run(workspace, "newsletter.bas")
    for subscriber in ("ana@example.com", "ben@example.org"):
        (mail,) = mail_server.wait_for(1, user=subscriber)
        assert mail.mail["To"] == subscriber
        html = mail.mail.get_body(("html",))
        assert html is not None
        assert "half price" in html.get_content()
        assert "All lamps are half price." in mail.text


def test_task_mails_become_tasks_and_are_read(workspace: Workspace, mail_server: MailServer) -> None:
    mail_server.create_folder("tasks")
    mail_server.deliver(compose_mail("Order paper", "Two boxes.\n"), folder="tasks")
    for _ in range(2):
        run(workspace, "tasks.bas")
    assert [mail.flags for mail in mail_server.folder("tasks")] == [frozenset({"\\Seen"})]
    listed = workspace.sql("SELECT title, description, assignee FROM tasks").to_dict("records")
    assert [{key: str(value).strip() for key, value in task.items()} for task in listed] == [
        {"title": "Order paper", "description": "Two boxes.", "assignee": "ana@example.com"}
    ]


@pytest.mark.parametrize(
    ("recipient", "said"),
    [("recipient@example.com", "Email sent successfully"), ("not an address", "Failed to send email: ")],
)
def test_send_mail_gives_a_status(workspace: Workspace, mail_server: MailServer, recipient: str, said: str) -> None:
    printed = run(workspace, "status.bas", recipient=recipient, subject="Hello", body="A few words")
    assert printed.startswith(said)
    assert len(mail_server.wait_for(said.startswith("Email"), user="recipient@example.com")) == said.startswith("Email")


@pytest.mark.parametrize(
    ("name", "recipient"),
    [
        ("send_literal.bas", "recipient@example.com"),
        ("send_variables.bas", "user@example.com"),
        ("newsletter.bas", "ana@example.com"),
        ("status.bas", "user@example.com"),
    ],
)
def test_notebook_cell_run_twice_sends_once(
    notebook: Workspace, mail_server: MailServer, folder: Path, name: str, recipient: str
) -> None:
    (folder / "subscribers.csv").write_text("email\nana@example.com\n", encoding="utf-8")
    (folder / "newsletter.html").write_text(NEWSLETTER, encoding="utf-8")
    parameters = {"recipient": "user@example.com", "subject": "Hello", "body": "A few words"}
    first = run(notebook, name, **parameters)
    again = run(notebook, name, **parameters)
    mail_server.wait_for(1, user=recipient)
    # A last mail of another program shows that nothing is still on its way.
    notebook.run(f'SEND MAIL "{recipient}", "The end", "."', "end.bas")
    assert [mail.subject for mail in mail_server.wait_for(2, user=recipient)][1:] == ["The end"]
    assert "already sent" not in first
    assert "already sent" in again
