"""`botmail check`: the mistakes of programs, all of them, without running anything."""

from __future__ import annotations

import argparse
import ast
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


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic with the program that it is about."""

    program: ProgramText
    diagnostic: Diagnostic


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
            return [found.diagnostic.to_json() for found in self.findings]
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
    findings: list[Finding] = []
    known: dict[str, object] = {}
    for program in programs:
        diagnostics = workspace.check(program.source, names=known)
        findings += [Finding(program, diagnostic) for diagnostic in diagnostics]
        if not any(diagnostic.is_error for diagnostic in diagnostics) and len(programs) > 1:
            module = workspace.compile(program.source, filename=program.name, program_id=program.name, names=known)
            known.update(dict.fromkeys(_assigned(module)))
    return findings


def _assigned(module: ast.Module) -> set[str]:
    """Names that later cells of a notebook may use."""
    nodes = list(ast.walk(module))
    names = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return names | {node.name for node in nodes if isinstance(node, ast.FunctionDef)}


def _print(entry: Entry) -> None:
    if entry.problem is not None:
        print(f"{entry.problem.message}\n  hint: {entry.problem.hint}", file=sys.stderr)
        return
    for found in entry.findings:
        print(render(found.diagnostic, found.program.source, found.program.name), end="\n\n")
    if not entry.findings:
        print(f"{entry.file}: no mistakes found")
