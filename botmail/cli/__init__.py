"""The command line: one module a command, loaded when that command is used."""

from __future__ import annotations

from botmail.cli.commands import main

__all__ = ["main"]
