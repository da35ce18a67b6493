"""`botmail run`: programs and notebooks, without Jupyter."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from botmail.app import Problem, Workspace
from botmail.cli.output import print_json
from botmail.cli.programs import ProgramText, read_programs
from botmail.cli.statuses import DONE, EFFECTS_FAILED, FAILED
from botmail.cli.terminal import TerminalPrompt, coloured, tell
from botmail.services.automation.run import Run
from botmail.show.printing import PrintingDisplay

Report = dict[str, object]


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
    """Run the programs one after another; the first that goes wrong is the last."""
    programs = [program for path in options.files for program in read_programs(path)]
    display = PrintingDisplay(sys.stderr if options.json else None)
    reports: list[Report] = []
    with Workspace(display=display, prompt=TerminalPrompt()) as workspace:
        status = DONE
        for program in programs:
            status = max(status, _run_one(workspace, program, options=options, reports=reports))
            if status == FAILED:
                break
    if options.json:
        print_json(reports)
    return status


def _run_one(workspace: Workspace, program: ProgramText, *, options: argparse.Namespace, reports: list[Report]) -> int:
    try:
        report = workspace.run(
            program.source,
            program.name,
            parameters=dict(options.parameters),
            preview=options.preview or program.is_preview,
            live=options.live,
        )
    except (
        BotmailError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        NameError,
        RecursionError,
        MemoryError,
    ) as error:
        problem = workspace.describe(error)
        tell(coloured(problem.text))
        reports.append({"file": program.name, "status": "error", "error": _facts(problem)})
        return FAILED
    _show_end(report.run, as_json=options.json)
    status = EFFECTS_FAILED if report.run.has_failures else DONE
    word = "done" if status == DONE else "effects failed"
    reports.append({"file": program.name, "status": word, "run": report.run.to_info()})
    return status


def _show_end(run: Run, *, as_json: bool) -> None:
    if run.rows and not as_json:
        PrintingDisplay().show(run.plan_rows)
    for line in run.summary():
        tell(line)


def _facts(problem: Problem) -> Mapping[str, str]:
    return {"name": problem.name, "message": problem.message, "text": problem.text}


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE")
    return name, value
