"""`python -m tests.manual.record PAGE…` writes into pages what their cells give: read the difference."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from botmail.sandbox.demo import demo_server, write_settings
from botmail.sandbox.example import DEFAULT_NOW
from tests.manual.pages import Step, is_alike, pages, steps_of
from tests.manual.reader import Answer, reading


def main(names: list[str]) -> None:
    """Record the pages of these paths, or all."""
    chosen = [Path(name).resolve() for name in names] or pages()
    os.environ["TZ"] = "UTC"
    time.tzset()
    with demo_server(DEFAULT_NOW) as server:
        for page in chosen:
            with tempfile.TemporaryDirectory() as place:
                settings = write_settings(server, Path(place))
                os.environ["SSL_CERT_FILE"] = settings["SSL_CERT_FILE"]
                folder = Path(place) / "folder"
                folder.mkdir()
                os.chdir(folder)
                with reading(server, settings, folder) as reader:
                    steps = steps_of(page.read_text(encoding="utf-8"))
                    answers = [reader.do(step) for step in steps]
                os.chdir(page.parent)
            page.write_text(_recorded(page.read_text(encoding="utf-8"), steps, answers), encoding="utf-8")


def _recorded(text: str, steps: list[Step], answers: list[Answer]) -> str:
    for step, answer in zip(reversed(steps), reversed(answers), strict=True):
        if step.file or (answer.kind == (step.expectation or "output") and is_alike(step.expected, answer.text)):
            continue
        lines = "\n".join(line.rstrip() for line in answer.text.rstrip().split("\n"))
        fence = f"\n\n```{answer.kind}\n{lines}\n```" if lines else ""
        text = text[: step.end] + fence + text[max(step.expected_end, step.end) :]
    return text


if __name__ == "__main__":
    main(sys.argv[1:])
