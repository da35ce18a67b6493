"""Writes `docs/reference` from the definitions: `python -m docs.generator`.

Not part of the package. Each module makes one kind of page; `pages()` gathers them, and a test compares them with
the files.
"""

from __future__ import annotations

from pathlib import Path

from docs.generator.errors import errors_page
from docs.generator.functions import functions_page
from docs.generator.index import index_page
from docs.generator.members import members_page
from docs.generator.settings import settings_page
from docs.generator.verbs import verbs_page

FOLDER = Path(__file__).parent.parent / "reference"
COMMAND = "python -m docs.generator"


def pages() -> dict[Path, str]:
    """Every page of the reference with its text."""
    makers = {
        "README": index_page,
        "verbs": verbs_page,
        "functions": functions_page,
        "members": members_page,
        "errors": errors_page,
        "settings": settings_page,
    }
    return {FOLDER / f"{name}.md": make() for name, make in makers.items()}
