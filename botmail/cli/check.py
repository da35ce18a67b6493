"""`botmail check`: the mistakes of programs, all of them, without running anything."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from botmail.app import Workspace
from botmail.cli.output import print_json
from botmail.cli.programs import ProgramText, read_programs
from botmail.cli.statuses import DONE, FAILED
from botmail.domain.errors import BotmailError, FileProblem
from botmail.lang.diagnostics import Diagnostic, render
from botmail.lang.naming import python_name_of
from botmail.lang.surroundings import names_of


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with the program that it is about."""

    program: ProgramText
    diagnostic: Diagnostic

    def to_json(self) -> dict[str, object]:
        """The diagnostic as data; in a notebook with the number of the cell, in which its lines are counted."""
        place = {} if self.program.cell is None else {"cell": self.program.cell}
        return {**place, **self.diagnostic.to_json()}


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a .bas file or a notebook")
    parser.add_argument("--json", action="store_true", help="print one list for all files")


def run(options: argparse.Namespace) -> int:
    """Print what is wrong with each file; the status is 1 when some program cannot run."""
    with Workspace() as workspace:
        entries = [_entry(workspace, name, as_json=options.json) for name in options.files]
    if options.json:
        print_json([{"file": entry.file, "diagnostics": entry.to_json()} for entry in entries])
    return FAILED if any(entry.has_errors for entry in entries) else DONE


@dataclass(frozen=True, slots=True)
class Entry:
    """What was found in one file; `problem` when it could not even be read."""

    file: str
    findings: tuple[Finding, ...] = ()
    problem: BotmailError | None = None

    @property
    def has_errors(self) -> bool:
        """Whether the file cannot be run."""
        return self.problem is not None or any(found.diagnostic.is_error for found in self.findings)

    def to_json(self) -> list[dict[str, object]]:
        """The diagnostics as data; an unreadable file has one, at its beginning."""
        if self.problem is None:
            return [found.to_json() for found in self.findings]
        place = {"line": 1, "column": 1, "end_line": 1, "end_column": 1}
        words = {"message": self.problem.message, "hint": self.problem.hint}
        return [{"category": "syntax", "code": self.problem.code, "severity": "error", **place, **words}]


def _entry(workspace: Workspace, name: str, *, as_json: bool) -> Entry:
    try:
        entry = Entry(name, tuple(_findings(workspace, read_programs(Path(name)))))
    except FileProblem as problem:
        entry = Entry(name, problem=problem)
    if not as_json:
        _print(entry)
    return entry


def _findings(workspace: Workspace, programs: Sequence[ProgramText]) -> list[Finding]:
    """What is wrong with each program, when those before it have run."""
    findings: list[Finding] = []
    known: dict[str, object] = {}
    for program in programs:
        known.update(dict.fromkeys(program.names_before))
        findings += [Finding(program, diagnostic) for diagnostic in workspace.check(program.source, names=known)]
        names = names_of(program.source, workspace.vocabulary)
        known.update(dict.fromkeys(map(python_name_of, names)))
    return findings


def _print(entry: Entry) -> None:
    if entry.problem is not None:
        print(f"{entry.problem.message}\n  hint: {entry.problem.hint}", file=sys.stderr)
        return
    for found in entry.findings:
        print(render(found.diagnostic, found.program.source, found.program.name), end="\n\n")
    if not entry.findings:
        print(f"{entry.file}: no mistakes found")
