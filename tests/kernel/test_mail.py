"""Mail in a notebook, on the sandbox: lists and widgets, sends and the guard, previews, asking, SQL, interrupts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from botmail.store.store import open_store
from tests.kernel.driver import Kernel, running_kernel
from tests.servers.mailserver import MailServer, compose_mail

WIDGET = "application/vnd.jupyter.widget-view+json"
SEND = 'SEND MAIL "recipient@example.com", "{}", "A few words"'


@pytest.fixture(scope="module")
def mailbox(server: MailServer) -> MailServer:
    """The sandbox with three mails in INBOX, one of them hostile."""
    server.deliver(compose_mail("URGENT: the printer burns"))
    server.deliver(compose_mail("A quiet question", sender="ben@example.org"))
    server.deliver(compose_mail("<img src=x onerror=alert(1)> \u202egnirts"))
    return server


def test_list_of_mails_is_a_widget_with_html_and_text_beside(kernel: Kernel, mailbox: MailServer) -> None:
    shown = kernel.run('GET_EMAILS("INBOX", "ALL")')
    assert shown.is_ok, shown.error_text
    (bundle,) = shown.results
    assert WIDGET in bundle
    for kind in ("text/plain", "text/html"):
        assert "the printer burns" in bundle[kind]
        assert "\u202e" not in bundle[kind]
    assert "<img" not in bundle["text/html"]
    assert [mail.flags for mail in mailbox.folder()] == [frozenset()] * 3


@pytest.mark.usefixtures("mailbox")
def test_list_of_mails_has_a_frame(kernel: Kernel) -> None:
    shown = kernel.run('frame = GET_EMAILS("INBOX").df\nframe')
    assert "dataframe" in shown.results[0]["text/html"]
    assert "<img" not in shown.results[0]["text/html"]
    assert "\u202e" not in shown.results[0]["text/html"] + shown.results[0]["text/plain"]
    assert kernel.run("%%python\nprint(type(frame).__name__, len(frame))").text == "DataFrame 3\n"


def test_send_from_a_cell_arrives_once_however_often_it_runs(kernel: Kernel, mailbox: MailServer) -> None:
    first = kernel.run(SEND.format("Once"), cell_id="cell-once")
    assert first.is_ok, first.error_text
    second = kernel.run(SEND.format("Once"), cell_id="cell-once")
    assert second.is_ok
    assert "AGAIN repeats it" in second.text
    assert [mail.subject for mail in mailbox.wait_for(1, user="recipient@example.com")] == ["Once"]


def test_preview_cell_shows_a_plan_and_sends_nothing(kernel: Kernel, mailbox: MailServer) -> None:
    before = len(mailbox.folder(user="user@example.com"))
    shown = kernel.run('%%preview\nSEND MAIL "user@example.com", "Planned", "A few words"')
    assert shown.is_ok, shown.error_text
    assert "user@example.com" in shown.displays[-1]["text/plain"]
    assert "nothing was changed or sent" in shown.text
    assert len(mailbox.folder(user="user@example.com")) == before


@pytest.mark.usefixtures("mailbox")
def test_sql_reads_mail_and_variables(kernel: Kernel) -> None:
    kernel.run('all = GET_EMAILS("INBOX")\nFOR EACH e IN all\n  x = e.subject\nNEXT\nwanted = "%printer%"')
    shown = kernel.run("%%sql found\nSELECT subject FROM mail WHERE subject LIKE $wanted")
    assert shown.is_ok, shown.error_text
    assert kernel.run('TALK found.length + ": " + found[0].subject').text == "1: URGENT: the printer burns\n"
    assert kernel.run("%%sql\nSELECT count(*) AS n FROM found").results


@pytest.mark.parametrize(
    "query",
    ["DROP TABLE email_folders", "SELECT * FROM read_text('/etc/passwd')", "SELECT 1; SELECT 2", "SELECT nothing", ""],
)
def test_sql_that_does_more_or_is_wrong_is_refused(kernel: Kernel, query: str) -> None:
    shown = kernel.run(f"%%sql\n{query}")
    assert shown.reply["status"] == "error"
    assert shown.reply["ename"] == "QueryRefused"
    assert "Traceback" not in shown.error_text
    assert "root:" not in shown.error_text


def test_failed_send_is_an_error_at_its_line(kernel: Kernel) -> None:
    shown = kernel.run('x = 1\nSEND MAIL "nobody@example.com", "Hi", "there"')
    assert shown.reply["ename"] == "EffectFailed"
    assert ", line 2: error BM" in shown.error_text
    assert "nobody@example.com" in shown.error_text


def test_record_knows_how_cells_ended(kernel: Kernel, environment: dict[str, str]) -> None:
    kernel.run('CREATE_TICKET("ana@example.com", "s", "b")', cell_id="ends-well")
    kernel.run('CREATE_TICKET("ana@example.com", "s", "b")\nx = 1 / 0', cell_id="ends-badly")
    kernel.run_interrupted('CREATE_TICKET("ana@example.com", "s", "b")\nWAIT 30')
    store = open_store(Path(environment["BOTMAIL_HOME"]), environ=environment)
    with store.database.unit_of_work("reading runs") as unit:
        runs = store.runs.history(unit)
    store.database.close()
    assert sorted(run.outcome for run in runs[-3:]) == ["done", "error", "interrupted"]


def test_python_cell_cannot_take_the_language_away(kernel: Kernel) -> None:
    kernel.run("%%python\ndel __botmail__")
    assert kernel.run("TALK 1").text == "1\n"


@pytest.fixture(scope="module")
def asking(
    tmp_path_factory: pytest.TempPathFactory, server: MailServer, environment: dict[str, str]
) -> Iterator[Kernel]:
    """A kernel with one stored account, of mode `ask`."""
    home: Path = tmp_path_factory.mktemp("asking")
    settings = {name: value for name, value in environment.items() if not name.startswith("EMAIL_")}
    with running_kernel(home, {**settings, "BOTMAIL_HOME": str(home / "store")}) as kernel:
        imap = f"{server.settings['EMAIL_IMAP_SERVER']}:{server.settings['EMAIL_IMAP_PORT']}"
        smtp = f"{server.settings['EMAIL_SMTP_SERVER']}:{server.settings['EMAIL_SMTP_PORT']}"
        added = kernel.run(f'ADD ACCOUNT "{server.username}" IMAP "{imap}" SMTP "{smtp}"', answers=[server.password])
        assert added.is_ok, added.error_text
        yield kernel


def test_asking_account_shows_the_plan_and_sends_after_a_yes(asking: Kernel, mailbox: MailServer) -> None:
    program = (
        'names = ["chloe@example.net"]\nTALK "begin"\nFOR EACH name IN names\n  SEND MAIL name, "Asked", "words"\nNEXT'
    )
    refused = asking.run(program, cell_id="asked", answers=["no"])
    assert refused.reply["status"] == "error"
    assert "chloe@example.net" in refused.displays[0]["text/plain"]
    assert refused.text.count("begin") == 1
    assert mailbox.folder(user="chloe@example.net") == []
    allowed = asking.run(program, cell_id="asked", answers=["yes"])
    assert allowed.is_ok, allowed.error_text
    assert [mail.subject for mail in mailbox.wait_for(1, user="chloe@example.net")] == ["Asked"]
    again = asking.run(program, cell_id="asked")
    assert again.displays == []


def test_asking_account_without_a_keyboard_sends_nothing(asking: Kernel, mailbox: MailServer) -> None:
    shown = asking.run('SEND MAIL "ana@example.com", "Unasked", "words"', cell_id="unasked")
    assert shown.reply["status"] == "error"
    assert "--live" in shown.error_text
    assert mailbox.folder(user="ana@example.com") == []


def test_rehearsal_leaves_the_mode_of_the_account(asking: Kernel, server: MailServer, mailbox: MailServer) -> None:
    program = f'SEND MAIL "ana@example.com", "Early", "words"\nUSE ACCOUNT "{server.username}" LIVE'
    shown = asking.run(program, cell_id="live-afterwards")
    assert "asks before it sends" in shown.error_text
    assert mailbox.folder(user="ana@example.com") == []


def test_rehearsal_leaves_variables_and_asks_hear_once(asking: Kernel, mailbox: MailServer) -> None:
    asking.run("seen = [1]\nsettings = {count: 1}")
    program = (
        "PUSH(seen, 2)\nsettings.count = settings.count + 1\nHEAR to\nfresh = 1\n"
        'SEND MAIL to, "Rehearsed", "words"\nTALK seen.length + " " + settings.count'
    )
    shown = asking.run(program, cell_id="rehearsed", answers=["ben@example.org", "yes"])
    assert shown.is_ok, shown.error_text
    assert "2 2" in shown.text
    assert "Rehearsed" in [mail.subject for mail in mailbox.wait_for(1, user="ben@example.org")]


def test_wrong_setting_is_told_with_the_line_of_the_cell_alone(tmp_path: Path, environment: dict[str, str]) -> None:
    with running_kernel(
        tmp_path, {**environment, "EMAIL_IMAP_PORT": "abc", "BOTMAIL_HOME": str(tmp_path / "s")}
    ) as kernel:
        first, second = (kernel.run('TALK COUNT_EMAILS("INBOX", "ALL")') for _ in range(2))
        assert 'EMAIL_IMAP_PORT is "abc", which is not a port' in first.error_text
        assert second.error_text == first.error_text.replace("In[1]", "In[2]")


def test_interrupt_reaches_a_read_from_a_silent_server(
    tmp_path: Path, environment: dict[str, str], silent: MailServer
) -> None:
    with running_kernel(tmp_path, {**environment, **silent.settings, "BOTMAIL_HOME": str(tmp_path / "s")}) as kernel:
        kernel.run("TALK 1")
        shown, seconds = kernel.run_interrupted('TALK COUNT_EMAILS("INBOX", "ALL")', after_seconds=1.0)
        assert shown.reply["ename"] == "Interrupted", shown.error_text
        assert seconds < 1.0
        assert kernel.run("TALK 1").text == "1\n"
