"""The kernel in JupyterLab, as a user sees it: choose a notebook, run it all, sort and open mail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from botmail.sandbox.process import SandboxProcess
from tests.architecture.sources import PROJECT
from tests.browser.conftest import Lab, running_lab, write_notebook

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
SECONDS_TO_RUN = 45
ARTEFACTS = PROJECT / "tests" / "artefacts"
LIST_AND_COUNT = 'emails = GET_EMAILS("INBOX")\nTALK "There are " + emails.length\nemails'


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    """JupyterLab whose kernels have the sandbox for their account."""
    with SandboxProcess() as sandbox, running_lab(tmp_path, sandbox.settings) as started:
        yield started


@pytest.fixture
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of its own; what it showed last stays in tests/artefacts, for when a test has failed."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=1)
    page = context.new_page()
    page.set_default_timeout(SECONDS_TO_RUN * 1000)
    yield page
    page.screenshot(path=ARTEFACTS / f"{request.node.name}.png")
    context.close()


def open_and_run(page: Any, lab: Lab, notebook: str) -> None:
    """Open a notebook alone and run all its cells, as the Run menu does."""
    page.goto(lab.url_of(notebook, workspace=Path(notebook).stem))
    page.get_by_text("BASIC (botmail)").first.wait_for()
    page.locator(".jp-Notebook .jp-CodeCell").first.wait_for()
    # Before the kernel answers, "Run All Cells" would do nothing at all.
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()


def test_mail_is_listed_sorted_filtered_and_opened_in_jupyterlab(page: Any, lab: Lab) -> None:
    write_notebook(lab.folder / "list.ipynb", LIST_AND_COUNT)
    open_and_run(page, lab, "list.ipynb")
    inbox = page.locator(".botmail-inbox")
    inbox.wait_for()
    assert page.locator(".jp-OutputArea-output", has_text="There are ").count()
    listed = inbox.locator("tbody tr").count()
    assert listed > 20
    inbox.locator(".botmail-filter").fill("urgent")
    assert 0 < inbox.locator("tbody tr").count() < listed
    inbox.locator("tbody tr").first.click()
    inbox.locator(".botmail-mail h3").wait_for()
    assert "urgent" in inbox.locator(".botmail-mail h3").text_content().lower()
    assert inbox.locator(".botmail-text").text_content()


COLOURED = """\
' what comes in
FOR EACH email IN GET_EMAILS("INBOX", "UNSEEN")
    IF email.subject CONTAINS "urgent" THEN SEND MAIL email.from, "Re: " + email.subject, "Soon."
NEXT
total = LEN("é") + 12 - flag"""
PIECES = """
() => [...document.querySelectorAll(".jp-CodeCell .cm-line span")].map(
  (span) => [span.textContent, getComputedStyle(span).color + getComputedStyle(span).fontWeight])
"""


def test_programs_are_coloured_by_our_own_mode_in_jupyterlab(page: Any, lab: Lab) -> None:
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if "botmail" in message.text else None)
    write_notebook(lab.folder / "colours.ipynb", COLOURED)
    page.goto(lab.url_of("colours.ipynb", workspace="colours"))
    page.locator(".cm-line span", has_text="SEND MAIL").wait_for()
    colours = dict(page.evaluate(PIECES))
    assert {"FOR", "GET_EMAILS", '"INBOX"', "SEND MAIL", "LEN", "12", "CONTAINS", "' what comes in"} <= colours.keys()
    assert colours["GET_EMAILS"] == colours["SEND MAIL"] == colours["LEN"]
    assert len({colours[piece] for piece in ("FOR", "SEND MAIL", '"INBOX"', "12", "' what comes in")}) == 5
    page.locator(".cm-line", has_text="total").click()
    page.keyboard.press("Control+/")
    assert page.locator(".cm-line").last.text_content().startswith("' total")
    page.keyboard.press("End")
    page.keyboard.type("\nIF 1 THEN\nx = 1\n")
    page.keyboard.type("END IF\ny")
    lines = page.locator(".cm-line").all_text_contents()
    assert lines[-4:] == ["IF 1 THEN", "    x = 1", "END IF", "y"]
    assert not problems


STOPPING = """\
urgent = 0
FOR EACH email IN GET_EMAILS("INBOX", "UNSEEN")
    IF email.subject CONTAINS "urgent" THEN
        urgent += 1
    END IF
NEXT
urgent"""


def test_breakpoint_stops_in_a_loop_over_mail_in_jupyterlab(page: Any, lab: Lab) -> None:
    write_notebook(lab.folder / "stop.ipynb", STOPPING)
    page.goto(lab.url_of("stop.ipynb", workspace="stop"))
    page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    page.locator(".jp-NotebookPanel-toolbar .jp-DebuggerBugButton:not([disabled])").wait_for()
    page.get_by_role("button", name="Enable Debugger").click()
    page.locator(".cm-breakpoint-gutter").first.wait_for(state="attached")
    page.locator(".jp-CodeCell .cm-line").nth(3).click()
    line = page.locator(".jp-CodeCell .cm-line").nth(3).bounding_box()
    gutter = page.locator(".cm-breakpoint-gutter").first.bounding_box()
    page.mouse.click(gutter["x"] + gutter["width"] / 2, line["y"] + line["height"] / 2)
    page.locator(".cm-breakpoint-icon:visible").first.wait_for()
    page.locator(".jp-CodeCell .cm-line").nth(3).click()
    page.keyboard.press("Shift+Enter")
    variables = page.locator(".jp-DebuggerVariables")
    variables.get_by_text("email", exact=True).first.click()
    variables.get_by_text("subject", exact=True).first.wait_for()
    text = variables.text_content()
    assert "urgent" in text.casefold().replace("urgent0", "")
    assert "special variables" not in text
    assert "__botmail__" not in text
    if os.environ.get("PICTURE_OF_DEBUGGER"):
        page.screenshot(path=os.environ["PICTURE_OF_DEBUGGER"])


def test_error_shows_the_line_and_a_caret_in_jupyterlab(page: Any, lab: Lab) -> None:
    write_notebook(lab.folder / "wrong.ipynb", "x = 1\nFOR EACH e IN x\nTALK e")
    open_and_run(page, lab, "wrong.ipynb")
    error = page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').first
    error.wait_for()
    assert "FOR EACH e IN x" in error.text_content()
    assert "^" in error.text_content()
    assert "Traceback" not in error.text_content()


def test_quickstart_runs_through_in_jupyterlab(page: Any, lab: Lab) -> None:
    for file in (PROJECT / "notebooks").iterdir():
        if file.is_file():
            shutil.copyfile(file, lab.folder / file.name)
    open_and_run(page, lab, "quickstart.ipynb")
    page.locator(".botmail-inbox").first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('.jp-Notebook-ExecutionIndicator')?.dataset.status === 'idle'"
        " && ![...document.querySelectorAll('.jp-InputPrompt')].some(prompt => prompt.textContent.includes('[*]'))"
    )
    assert page.locator('[data-mime-type="application/vnd.jupyter.stderr"]').count() == 0
    take_picture(page)


def take_picture(page: Any) -> None:
    """The README's picture, where somebody asks for a new one: PICTURE=docs/images/quickstart.png."""
    target = os.environ.get("PICTURE")
    if target:
        page.keyboard.press("Control+B")  # hides the list of files
        page.locator(".jp-Notebook").evaluate("notebook => { notebook.scrollTop = 0 }")
        page.locator(".botmail-inbox tbody tr").nth(2).click()
        page.locator(".botmail-mail h3").wait_for()
        page.locator(".botmail-inbox").first.evaluate("inbox => inbox.closest('.jp-Cell').scrollIntoView()")
        page.wait_for_timeout(1000)
        page.screenshot(path=target)
