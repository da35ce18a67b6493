"""The page of functions, by topic, each with an example and what it gives."""

from __future__ import annotations

import datetime as dt
import tempfile
from itertools import chain

from botmail.app import Workspace
from botmail.lang.definition import Function
from botmail.lang.functions import FUNCTIONS
from botmail.lang.signatures import function_signature
from botmail.show.printing import Transcript
from docs.generator.markdown import capitalised, fence, link, page, table

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)


class StandingClock:
    """It is always noon, so that the page stays as it is."""

    def now(self) -> dt.datetime:
        """Noon of a day in March."""
        return NOON

    def sleep(self, seconds: float) -> None:
        """No function waits."""
        raise AssertionError(seconds)


class NoDisplay:
    """Shows nothing; a run's report has its text."""

    def say(self, text: str) -> None:
        """Nothing."""

    def show(self, value: object) -> None:
        """Nothing."""


def functions_by_topic() -> dict[str, list[Function]]:
    """Every function under its topic."""
    topics: dict[str, list[Function]] = {}
    for function in FUNCTIONS:
        topics.setdefault(function.topic, []).append(function)
    return topics


def functions_page() -> str:
    """What each function takes and gives; every example was run."""
    intro = (
        "A function takes values in brackets and gives one back. Many can also stand behind a value: `text.trim()`. "
        "A trailing `$` changes nothing: `LEFT$` is `LEFT`. Behind each example stands what it prints."
    )
    with (
        tempfile.TemporaryDirectory() as home,
        Workspace(home, display=Transcript(NoDisplay()), clock=StandingClock(), environ={}) as workspace,
    ):
        sections = [
            [f"## {capitalised(topic)}", *chain.from_iterable(_section(one, workspace) for one in functions)]
            for topic, functions in functions_by_topic().items()
        ]
    return page("Functions", intro, *chain.from_iterable(sections))


def function_index() -> str:
    """A line for each topic with links to its functions."""
    rows = [
        [capitalised(topic), ", ".join(link(function.name, "functions.md") for function in functions)]
        for topic, functions in functions_by_topic().items()
    ]
    return table(["topic", "functions"], rows)


def result_of(function: Function, workspace: Workspace) -> str:
    """What the example prints, twice the same; or a word about chance."""
    first, second = (workspace.run(f"x = {function.example}\nPRINT x").text for _ in range(2))
    return first if first == second else "…"


def _section(function: Function, workspace: Workspace) -> list[str]:
    aliases = f" Also written {', '.join(function.aliases)}." if function.aliases else ""
    rows = [[f"`{one.name}`", one.type.name, one.help] for one in function.parameters if one.help]
    parts = [
        f"### {function.name}",
        fence("text", f"{function_signature(function)} → {function.result}"),
        function.summary + aliases,
        table(["part", "what it is", ""], rows) if rows else "",
        fence("basic", function.example),
        fence("output", result_of(function, workspace)),
    ]
    return [part for part in parts if part]
