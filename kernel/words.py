"""The words of the language for those that colour it: `python -m kernel.words` writes them anew from the vocabulary.

Colouring must be instant and run without the kernel (in a browser, in nbconvert), so the lists are files: `words.json`
for the Pygments lexer, and one line of the JupyterLab extension.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("words.json")
SCRIPT = Path(__file__).with_name("labextension") / "static" / "botmail.js"
_LINE = re.compile(r"^const WORDS = .*;$", re.MULTILINE)


@lru_cache(maxsize=1)
def read_words() -> dict[str, list[str]]:
    """Upper-case words by kind: `verbs`, `clauses`, `functions`, `keywords`, `operators`, `constants`.

    Words of more than one part have single blanks; longer ones come before those that they begin with.
    """
    words: dict[str, list[str]] = json.loads(FILE.read_text(encoding="utf-8"))
    return words


def current_files() -> dict[Path, str]:
    """What both files have to hold, by the vocabulary of this moment."""
    from botmail.app import VOCABULARY  # noqa: PLC0415 - heavy, and only this command needs it
    from botmail.lang.word_lists import word_lists  # noqa: PLC0415 - as above

    found = word_lists(VOCABULARY)
    lists = {kind: sorted(words, key=_longest_first) for kind, words in found.items()}
    script = SCRIPT.read_text(encoding="utf-8")
    line = f"const WORDS = {json.dumps(lists, ensure_ascii=False)};"
    return {
        FILE: json.dumps(lists, indent=1, ensure_ascii=False) + "\n",
        SCRIPT: _LINE.sub(lambda _: line, script, count=1),
    }


def _longest_first(word: str) -> tuple[int, int, str]:
    return -word.count(" "), -len(word), word


def main() -> None:
    """Write both files."""
    for path, text in current_files().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
