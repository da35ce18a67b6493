"""Every mistake is told as its golden file says; `python -m tests.errors.record` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from botmail.sandbox.demo import demo_server, write_settings
from botmail.sandbox.example import DEFAULT_NOW
from docs.generator.advice import ADVICE
from docs.generator.codes import every_code
from tests.errors.telling import programs, told


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What leads to the example mailbox."""
    with demo_server(DEFAULT_NOW) as server:
        yield write_settings(server, tmp_path_factory.mktemp("server"))


def check(path: Path, settings: dict[str, str]) -> None:
    text = told(path.read_text("utf-8"), settings)
    assert text == path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize(
    "path", [one for one in programs() if one.parent.name == "program"], ids=lambda path: path.stem
)
def test_mistake_is_told_as_written_down(path: Path) -> None:
    check(path, {})


@pytest.mark.parametrize("path", [one for one in programs() if one.parent.name == "mail"], ids=lambda path: path.stem)
def test_mistake_with_mail_is_told_as_written_down(
    path: Path, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", settings["SSL_CERT_FILE"])
    check(path, settings)


def test_there_are_programs() -> None:
    assert len(programs()) >= 100


@pytest.mark.parametrize("path", programs(), ids=lambda path: path.stem)
def test_file_is_named_after_the_code_that_is_told(path: Path) -> None:
    code = path.stem.partition("-")[0]
    assert f" {code}: " in path.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("path", programs(), ids=lambda path: path.stem)
def test_sentences_are_written_alike(path: Path) -> None:
    text = path.with_suffix(".txt").read_text("utf-8")
    sentences = re.findall(r"(?:error|warning) BM\d{3}: (.+)|^  hint: (.+)", text, re.M)
    assert sentences
    for sentence in (message or hint for message, hint in sentences):
        assert not re.match(r"[A-Z][a-z]+ ", sentence), f"starts with a capital: {sentence}"
        assert not sentence.endswith("."), f"ends with a full stop: {sentence}"


@pytest.mark.parametrize("code", every_code())
def test_every_code_has_a_program_or_a_reason_why_not(code: str) -> None:
    """What a short program cannot bring about has an advice instead."""
    has_program = any(path.stem.startswith(f"{code}-") for path in programs())
    assert has_program or code in ADVICE
    assert not (has_program and code in ADVICE)
