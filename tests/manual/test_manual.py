"""Every cell of the manual gives what the page says it gives; `python -m tests.manual.record PAGE` writes it down."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from botmail.sandbox.demo import demo_server, write_settings
from botmail.sandbox.example import DEFAULT_NOW
from botmail.sandbox.server import SandboxServer
from tests.manual.pages import INDEX, is_alike, pages, steps_of
from tests.manual.reader import reading


@pytest.fixture(scope="module")
def server() -> Iterator[SandboxServer]:
    """The server of the demo, one for all pages."""
    with demo_server(DEFAULT_NOW) as running:
        yield running


@pytest.fixture
def settings(server: SandboxServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """What leads to the server, in the zone of the example mailbox."""
    given = write_settings(server, tmp_path)
    with monkeypatch.context() as world:
        world.setenv("SSL_CERT_FILE", given["SSL_CERT_FILE"])
        world.setenv("TZ", "UTC")
        time.tzset()
        yield given
    time.tzset()


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.stem)
def test_page_does_what_it_says(
    page: Path, server: SandboxServer, settings: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    steps = steps_of(page.read_text(encoding="utf-8"))
    assert steps, "this page has no cell"
    with reading(server, settings, folder) as reader:
        for step in steps:
            answer = reader.do(step)
            wanted = (step.expectation or "output", step.expected)
            is_right = answer.kind == wanted[0] and is_alike(wanted[1], answer.text)
            assert is_right, f"{page.name}, line {step.line}:\n{step.text}\ngives this {answer.kind}:\n{answer.text}"


def test_there_are_pages() -> None:
    assert len(pages()) >= 20


def test_index_leads_to_every_page_once() -> None:
    linked = re.findall(r"\]\(([\w-]+\.md)\)", INDEX.read_text(encoding="utf-8"))
    assert sorted(linked) == [page.name for page in pages()]


@pytest.mark.parametrize("page", [INDEX, *pages()], ids=lambda page: page.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_expectation_without_a_cell_is_refused() -> None:
    with pytest.raises(AssertionError, match="no cell right above"):
        steps_of("```output\n1\n```\n")


@pytest.mark.parametrize(
    ("expected", "actual", "alike"),
    [("a", "a\n", True), ("a…c", "abbc", True), ("a", "b", False), ("a", "a\nb", False), ("", "x", False)],
)
def test_outputs_are_compared_line_by_line(expected: str, actual: str, alike: bool) -> None:
    assert is_alike(expected, actual) is alike
