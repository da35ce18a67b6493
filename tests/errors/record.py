"""`python -m tests.errors.record` writes down what is said about each program: read the difference."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from botmail.sandbox.demo import demo_server, write_settings
from botmail.sandbox.example import DEFAULT_NOW
from tests.errors.telling import programs, told


def main() -> None:
    """Record all."""
    with demo_server(DEFAULT_NOW) as server, tempfile.TemporaryDirectory() as place:
        settings = write_settings(server, Path(place))
        os.environ["SSL_CERT_FILE"] = settings["SSL_CERT_FILE"]
        for path in programs():
            text = told(path.read_text("utf-8"), settings if path.parent.name == "mail" else {})
            path.with_suffix(".txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
