"""`%load_ext botmail` in an ordinary Python notebook: `%%basic` and `%%mailsql`, over messages of the stock kernel."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.kernel.driver import Kernel, running_kernel
from tests.servers.backends import Backend
from tests.servers.mailserver import compose_mail

WIDGET = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def notebook(sandbox_backend: Backend, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    """A Python kernel with the extension loaded, on a mailbox with one mail."""
    server = sandbox_backend.fresh()
    server.deliver(compose_mail("URGENT: the printer burns"))
    folder = tmp_path_factory.mktemp("notebook")
    environment = {
        **os.environ,
        **server.settings,
        "BOTMAIL_HOME": str(folder / "store"),
        "IPYTHONDIR": str(folder / "ipython"),
    }
    argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    with running_kernel(folder, environment, argv=argv) as kernel:
        assert kernel.run("%load_ext botmail").is_ok
        yield kernel


def test_basic_cell_shares_variables_both_ways(notebook: Kernel) -> None:
    notebook.run("numbers = [1, 2, 3]")
    shown = notebook.run("%%basic\ntotal = 0\nFOR EACH n IN numbers\n  total = total + n\nNEXT\nTALK total")
    assert (shown.is_ok, shown.text) == (True, "6\n")
    assert notebook.run("print(total + 1)").text == "7\n"


def test_basic_cell_shows_mail_as_a_widget_and_text(notebook: Kernel) -> None:
    shown = notebook.run('%%basic\nmails = GET_EMAILS("INBOX")\nmails')
    (bundle,) = shown.displays
    assert WIDGET in bundle
    assert "the printer burns" in bundle["text/plain"]
    assert "the printer burns" in bundle["text/html"]
    assert notebook.run("print(mails[0].subject)").text == "URGENT: the printer burns\n"


def test_preview_of_a_basic_cell_shows_the_plan(notebook: Kernel) -> None:
    shown = notebook.run('%%basic preview\nSEND MAIL "user@example.com", "Planned", "A few words"')
    assert shown.is_ok, shown.error_text
    assert "Planned" in shown.displays[0]["text/plain"]


def test_mistake_in_a_basic_cell_is_shown_without_a_traceback(notebook: Kernel) -> None:
    shown = notebook.run("%%basic\nx = 1\ny = x / 0")
    assert not shown.is_ok
    assert "y = x / 0" in shown.error_text
    assert "^" in shown.error_text
    assert "Traceback" not in shown.error_text
    assert ".py" not in shown.error_text


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%%basic\nFOR", "^"),
        ("%%basic nonsense\nTALK 1", "behind %%basic stands nothing, or the word preview"),
        ("%%mailsql a b\nSELECT 1", "behind %%mailsql stands nothing, or a variable's name"),
        ("%%mailsql\nDROP TABLE mail", "SELECT"),
        ("%%basic\nHEAR name AS NAME", "nobody is at the keyboard"),
    ],
)
def test_wrong_cells_say_what_to_write(notebook: Kernel, cell: str, said: str) -> None:
    shown = notebook.run(cell)
    assert not shown.is_ok
    assert said in shown.error_text
    assert "Traceback" not in shown.error_text


def test_question_of_a_basic_cell_is_asked_in_the_notebook(notebook: Kernel) -> None:
    assert notebook.run("%%basic\nHEAR name\nTALK name", answers=["Ann"]).text.endswith("Ann\n")


def test_sql_over_the_mail_is_a_frame(notebook: Kernel) -> None:
    notebook.run("%%mailsql found\nSELECT 6 * 7 AS answer")
    assert notebook.run("print(found.answer[0])").text == "42\n"
    assert "42" in notebook.run("%%mailsql\nSELECT 6 * 7 AS answer").results[0]["text/plain"]


def test_unloaded_extension_is_gone(notebook: Kernel) -> None:
    assert notebook.run("%unload_ext botmail").is_ok
    assert not notebook.run("%%basic\nTALK 1").is_ok
    assert notebook.run("%load_ext botmail").is_ok
    assert notebook.run("%%basic\nTALK 1").text == "1\n"
