"""The reference is what the definitions say, and has a place for everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import botmail
from botmail.keywords import LATER
from botmail.lang.definition import Function, Verb
from botmail.lang.functions import FUNCTIONS
from botmail.services.settings import SETTINGS
from docs.generator import COMMAND, FOLDER, pages
from docs.generator.codes import every_code
from docs.generator.verbs import ALL_VERBS

PAGES = pages()
PACKAGE = Path(botmail.__file__).parent


def headings(name: str) -> set[str]:
    return set(re.findall(r"^### (.+)$", PAGES[FOLDER / f"{name}.md"], re.M))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page_is_up_to_date(path: Path) -> None:
    assert path.is_file(), f"run: {COMMAND}"
    assert path.read_text(encoding="utf-8") == PAGES[path], f"run: {COMMAND}"


def test_no_page_is_left_over() -> None:
    assert set(FOLDER.glob("*")) == set(PAGES)


@pytest.mark.parametrize("verb", ALL_VERBS, ids=lambda verb: verb.phrase)
def test_verb_has_a_section(verb: Verb) -> None:
    assert verb.phrase in headings("verbs")


@pytest.mark.parametrize("verb", LATER, ids=lambda verb: verb.phrase)
def test_verb_to_come_is_named(verb: Verb) -> None:
    assert re.search(rf"^{verb.phrase}\b", PAGES[FOLDER / "verbs.md"].partition("## To come")[2], re.M)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_function_has_a_section(function: Function) -> None:
    assert function.name in headings("functions")


def test_every_code_has_a_section() -> None:
    assert headings("errors") == set(every_code()) - {"BM000"}


def test_every_code_of_the_source_is_known() -> None:
    source = "\n".join(path.read_text("utf-8") for path in [*PACKAGE.rglob("*.py"), *Path("kernel").rglob("*.py")])
    assert set(re.findall(r'"(BM\d{3})"', source)) <= set(every_code())


def test_every_setting_of_the_source_is_in_the_table() -> None:
    source = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(re.findall(r'"((?:BOTMAIL|EMAIL)_[A-Z_]+)"', source))
    assert named <= {setting.name for setting in SETTINGS}
    assert all(f"`{setting.name}`" in PAGES[FOLDER / "settings.md"] for setting in SETTINGS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_links_lead_somewhere(path: Path) -> None:
    text = PAGES[path]
    for target, anchor in re.findall(r"\]\(([^)#]*)#?([^)]*)\)", text):
        other = (path.parent / target).resolve() if target else path
        assert other.exists(), target
        if anchor:
            found = re.findall(r"^#+ (.+)$", PAGES[other], re.M)
            assert anchor in {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}
