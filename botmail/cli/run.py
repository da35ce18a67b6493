"""`botmail run`: programs and notebooks, without Jupyter."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from botmail.app import RunReport, Workspace
from botmail.cli.output import print_json
from botmail.cli.programs import ProgramText, read_programs
from botmail.cli.statuses import DONE, EFFECTS_FAILED, FAILED, INTERRUPTED
from botmail.cli.terminal import TerminalPrompt, coloured, tell
from botmail.lang.diagnostics import suspicions
from botmail.lang.faults import EffectFailed
from botmail.lang.problems import Problem
from botmail.services.automation.run import Run
from botmail.show.printing import PrintingDisplay

Report = dict[str, object]

_WORDS = {DONE: "done", FAILED: "error", EFFECTS_FAILED: "effects failed", INTERRUPTED: "interrupted"}


def declare(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .bas file or a notebook")
    parser.add_argument(
        "-p",
        dest="parameters",
        action="append",
        default=[],
        type=_parameter,
        metavar="NAME=VALUE",
        help="give a PARAM its value; may be repeated",
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--preview", action="store_true", help="show what would happen; change and send nothing")
    how.add_argument("--live", action="store_true", help="send without asking through accounts of mode ask")
    parser.add_argument(
        "--json", action="store_true", help="print what each program did as JSON; its output goes beside"
    )


def run(options: argparse.Namespace) -> int:
    """Run the files one after another, each with variables of its own; the first that goes wrong is the last."""
    files = [(path, read_programs(path)) for path in options.files]
    reports: list[Report] = []
    statuses = [DONE]
    for path, programs in files:
        statuses += _run_file(path, programs, options=options, reports=reports)
        if reports and "error" in reports[-1]:
            break
    if options.json:
        print_json(reports)
    return statuses[-1] if statuses[-1] != DONE else max(statuses)


def _run_file(
    path: Path, programs: Sequence[ProgramText], *, options: argparse.Namespace, reports: list[Report]
) -> list[int]:
    """Run one program, or the cells of a notebook up to the first that goes wrong; a status for each."""
    display = PrintingDisplay(sys.stderr if options.json else None)
    names = {program.id: program.name for program in programs}
    statuses = []
    with Workspace(display=display, prompt=TerminalPrompt(), folder=path.resolve().parent) as workspace:
        for program in programs:
            found = workspace.check(program.source, names=workspace.namespace)
            for warning in suspicions(found, program.source, program.name):
                tell(warning)
            report = workspace.attempt(
                program.source,
                program.id,
                parameters=dict(options.parameters),
                preview=options.preview or program.is_preview,
                live=options.live,
            )
            problem = workspace.describe(report.error, label=lambda id: names.get(id, id)) if report.error else None
            statuses.append(_status(report))
            reports.append(_facts(program, report, problem=problem))
            _show_end(report.run, problem, as_json=options.json)
            if problem is not None:
                break
    return statuses


def _status(report: RunReport) -> int:
    if isinstance(report.error, KeyboardInterrupt):
        return INTERRUPTED
    if report.error is not None and not isinstance(report.error, EffectFailed):
        return FAILED
    return EFFECTS_FAILED if report.error or (report.run and report.run.has_failures) else DONE


def _show_end(run: Run | None, problem: Problem | None, *, as_json: bool) -> None:
    if problem is not None:
        tell(coloured(problem.text))
    if run is None:
        return
    if run.rows and not as_json:
        PrintingDisplay().show(run.plan_rows)
    for line in run.summary():
        tell(line)


def _facts(program: ProgramText, report: RunReport, *, problem: Problem | None) -> Report:
    """The run as data; `status` says in a word what the exit status says in a number."""
    facts: Report = {"file": program.name, "status": _WORDS[_status(report)]}
    if problem is not None:
        facts["error"] = {"name": problem.name, "message": problem.message, "text": problem.text}
    if report.run is not None:
        facts["run"] = report.run.to_info()
    return facts


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value
