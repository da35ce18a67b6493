"""`botmail demo`: the quickstart on the sandbox through the registered kernel, told in words from the record."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.architecture.sources import PROJECT
from tests.cli.conftest import Botmail


def test_demo_runs_the_quickstart_and_tells_what_happened(botmail: Botmail, folder: Path) -> None:
    shutil.copytree(PROJECT / "notebooks", folder / "notebooks")
    told = botmail("demo", "--no-browser")
    assert told.returncode == 0, told.stdout + told.stderr
    for words in ("sent over SMTP", "over IMAP", "tickets opened", "tasks noted", "botmail-demo/quickstart.ipynb"):
        assert words in told.stdout
    notebook = json.loads((folder / "botmail-demo" / "quickstart.ipynb").read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["execution_count"] for cell in cells)
